"use strict";
// A question that has to be answered before the form goes on: while it stands,
// nothing is typed, judged or kept.

const byId = (id) => document.getElementById(id);

function say(text, kind) {
  const place = byId("message");
  place.textContent = text;
  place.className = kind || "";
}

const asking = () => !byId("ask").hidden;

/** While a question stands, only it can be seen and reached (form.css). */
function pause(on) {
  byId("ask").hidden = !on;
  document.body.classList.toggle("asking", on);
}

/** Ask; resolves to the value of the choice.  choices: [{text, value, main, ready}]. */
function ask(title, nodes, choices) {
  const place = byId("ask");
  place.textContent = "";
  const heading = make("h2", { text: title, tabIndex: -1, id: freshId() });
  place.setAttribute("aria-labelledby", heading.id);
  return new Promise((resolve) => {
    const buttons = choices.map((choice) =>
      make("button", {
        type: "button",
        text: choice.text,
        className: choice.main ? "main" : "",
        on: {
          click() {
            if (choice.act) return choice.act();
            if (choice.ready && !choice.ready()) return undefined;
            pause(false);
            return resolve(choice.value);
          },
        },
      })
    );
    place.append(heading, ...nodes, make("div", { className: "choices" }, ...buttons));
    pause(true);
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  });
}

const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** A value as a person reads it; the members of an answer one after the other. */
function told(value) {
  if (value === undefined) return "（未填）";
  if (value === true || value === false) return value ? "是" : "否";
  if (Array.isArray(value)) {
    return value.some(isRecord) ? `${value.length} 行` : value.map(told).join("、") || "无";
  }
  if (isRecord(value)) {
    return Object.entries(value).map(([key, one]) => `${key} ${told(one)}`).join("，");
  }
  const text = String(value);
  return text.length > 60 ? `${text.slice(0, 60)}……` : text;
}

/** Where two documents differ: [{path, mine, theirs}], an answer as one piece. */
function differences(mine, theirs, path = []) {
  const depth = path[0] === KEYS.answers ? 3 : 2;
  if (path.length < depth && (isRecord(mine) || isRecord(theirs))) {
    const keys = new Set([...Object.keys(mine || {}), ...Object.keys(theirs || {})]);
    const inside = (given, key) => (isRecord(given) ? given[key] : undefined);
    return [...keys].flatMap((key) =>
      differences(inside(mine, key), inside(theirs, key), [...path, key])
    );
  }
  return sameText(mine, theirs) ? [] : [{ path, mine, theirs }];
}

const sameText = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const MOST_SHOWN = 30;

/** The differences as a table, `mine` and `theirs` said in words. */
function comparison(found, mine, theirs) {
  const head = make("tr", {}, ...["在哪里", mine, theirs].map((text) => make("th", { text })));
  const rows = found.slice(0, MOST_SHOWN).map((one) =>
    make(
      "tr",
      {},
      make("td", { text: one.path.slice(-2).join(" › ") }),
      make("td", { text: told(one.mine) }),
      make("td", { text: told(one.theirs) })
    )
  );
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
  const left = found.length - rows.length;
  const more = left > 0 ? [make("p", { text: `另有 ${left} 处不同，没有一一列出。` })] : [];
  return [make("div", { className: "wide", tabIndex: 0 }, table), ...more];
}

const paragraph = (text) => make("p", { text });
