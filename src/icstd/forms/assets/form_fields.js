"use strict";
// Controls of the form: each has node, get() (undefined when blank), set(value)
// and text().  Everything from outside is put in as text, never as markup.

const SPECIAL_BLANK = "";

function make(tag, props, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (key === "on") {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else if (key === "text") node.textContent = value;
    else if (key in node && key !== "list") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...kids.filter((kid) => kid !== null && kid !== undefined));
  return node;
}

let serial = 0;
const freshId = () => `f${++serial}`;

/** A number as a person may type it: full width, spaces around; or undefined. */
function readNumber(text, whole) {
  const plain = text.normalize("NFKC").trim();
  if (!/^-?(0|[1-9][0-9]*)(\.[0-9]+)?(e[+-]?[0-9]{1,2})?$/i.test(plain)) return undefined;
  if (plain.replace(/e.*$/i, "").replace(/[^0-9]/g, "").length > 15) return undefined;
  const number = Number(plain);
  return whole && !Number.isInteger(number) ? undefined : number;
}

const isNumeric = (type) => ["count", "number", "percent"].includes(type);
const isFilled = (value) =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length);

/** Blank text counts as not filled in; other text is kept as typed. */
const textOrBlank = (text) => (text.trim() === "" ? undefined : text);

function picker(words, props, blank) {
  const select = make("select", props, make("option", { value: "", text: blank || "（未填）" }));
  for (const word of words) select.append(make("option", { value: word, text: word }));
  return select;
}

function radios(words, label) {
  const name = freshId();
  const node = make("div", { className: "choices", role: "radiogroup" });
  node.setAttribute("aria-label", label);
  const boxes = ["", ...words].map((word) => {
    const box = make("input", { type: "radio", name, value: word, id: freshId() });
    node.append(make("label", { className: "pill" }, box, make("span", { text: word || "未填" })));
    return box;
  });
  boxes[0].checked = true;
  return {
    node,
    focus: () => boxes[0].focus(),
    get: () => (boxes.find((box) => box.checked) || boxes[0]).value || undefined,
    set(value) {
      const word = value === true ? "是" : value === false ? "否" : value;
      const box = boxes.find((candidate) => candidate.value === (word || ""));
      if (box) box.checked = true;
      return Boolean(box);
    },
  };
}

function checkboxes(words, label) {
  const node = make("div", { className: "choices", role: "group" });
  node.setAttribute("aria-label", label);
  let chosen = []; // in the order they were picked
  const pick = (box) => {
    chosen = chosen.filter((word) => word !== box.value);
    if (box.checked) chosen.push(box.value);
  };
  const boxes = words.map((word) => {
    const on = { change: () => pick(box) };
    const box = make("input", { type: "checkbox", value: word, id: freshId(), on });
    node.append(make("label", { className: "pill" }, box, make("span", { text: word })));
    return box;
  });
  return {
    node,
    focus: () => boxes[0] && boxes[0].focus(),
    get: () => (chosen.length ? [...chosen] : undefined),
    set(value) {
      const wanted = value === undefined ? [] : [].concat(value);
      chosen = wanted.filter((word) => words.includes(word));
      for (const box of boxes) box.checked = chosen.includes(box.value);
      return chosen.length === wanted.length;
    },
    disable: (off) => boxes.forEach((box) => (box.disabled = off)),
  };
}

function typed(field, input, read, write) {
  return {
    node: input,
    focus: () => input.focus(),
    get: () => read(input.value),
    set(value) {
      const text = value === undefined ? "" : write(value);
      input.value = text === undefined ? "" : text;
      return text !== undefined && input.value === text;
    },
    disable: (off) => (input.disabled = off),
  };
}

const grow = (area) => {
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
};

function textArea(field, rows) {
  const area = make("textarea", { rows, on: { input: () => grow(area) } });
  return area;
}

const scalar = (value) => (typeof value === "object" ? undefined : String(value));

const SEPARATORS = /[、，,；;\n]/;

/** Texts that stand one on a line; further lines of a text are indented. */
function partedLines(text) {
  const parts = [];
  for (const line of text.split("\n")) {
    if (parts.length && line.startsWith("  ")) parts[parts.length - 1] += `\n${line.slice(2)}`;
    else if (line.trim()) parts.push(line.trim());
  }
  return parts.length ? parts : undefined;
}

const joinedLines = (parts) => parts.map((part) => `${part.split("\n").join("\n  ")}\n`).join("");

/** Several short texts: one on a line, or on one line with separators. */
function parted(text) {
  if (text.includes("\n")) return partedLines(text);
  const parts = text.split(SEPARATORS).map((one) => one.trim()).filter(Boolean);
  return parts.length ? parts : undefined;
}

/** The same, joined so that they can be told apart again. */
const joined = (parts) =>
  parts.some((part) => SEPARATORS.test(part)) ? joinedLines(parts) : parts.join("、");

const MAKERS = {
  yes_no: (field) => radios(["是", "否", ...field.words], field.label),
  choice(field) {
    const words = [...field.options, ...field.words.filter((w) => !field.options.includes(w))];
    const select = picker(words, {});
    return typed(field, select, (text) => text || undefined, scalar);
  },
  choices: (field) => checkboxes(field.options, field.label),
  date(field) {
    const input = make("input", { type: "date", min: "1900-01-01", max: "2199-12-31" });
    return typed(field, input, (text) => text || undefined, scalar);
  },
  document(field) {
    const inputs = KEYS.paper.map((key, n) => {
      const input = n === 2 ? make("input", { type: "date" }) : textArea(field, 1); // an input loses line breaks
      input.setAttribute("aria-label", `${field.label}：${key}`);
      return [key, input];
    });
    const nodes = inputs.map(([key, input]) =>
      make("div", { className: "labelled" }, make("span", { className: "unit", text: key }), input)
    );
    return {
      node: make("div", { className: "answer" }, ...nodes),
      focus: () => inputs[0][1].focus(),
      get() {
        const said = inputs.map(([key, input]) => [key, textOrBlank(input.value)]).filter(([, text]) => text);
        return said.length ? Object.fromEntries(said) : undefined;
      },
      set(value) {
        const given = typeof value === "object" ? value : { [KEYS.paper[0]]: value };
        for (const [key, input] of inputs) input.value = given[key] || "";
        return inputs.every(([key, input]) => input.value === String(given[key] || ""));
      },
      disable: (off) => inputs.forEach(([, input]) => (input.disabled = off)),
    };
  },
  texts(field) {
    const write = (value) => (Array.isArray(value) ? joinedLines(value) : scalar(value));
    return typed(field, textArea(field, 3), partedLines, write);
  },
  text: (field) => typed(field, textArea(field, 1), textOrBlank, scalar),
  lines: (field) =>
    typed(
      field,
      textArea(field, 1),
      parted,
      (value) => joined([].concat(value))
    ),
};

function numeric(field) {
  const input = make("input", {
    type: "text",
    inputMode: field.type === "count" ? "numeric" : "decimal",
    autocomplete: "off",
    size: 12,
  });
  const read = (text) => {
    if (text.trim() === "") return undefined;
    const number = readNumber(text, field.type === "count");
    return number === undefined ? text : number; // the reader names the fault with its place
  };
  return typed(field, input, read, scalar);
}

/** The control of one field, with the words (无, 不清楚 …) it also accepts. */
function control(field) {
  const build = isNumeric(field.type) ? numeric : MAKERS[field.type];
  const main = build(field);
  if (field.type === "yes_no" || field.type === "choice" || !field.words.length) {
    return label(main, field);
  }
  const other = picker(field.words, { className: "other" }, "或选…");
  other.setAttribute("aria-label", `${field.label}：其他答复`);
  const follow = () => main.disable(other.value !== SPECIAL_BLANK);
  other.addEventListener("change", follow);
  const unit = field.unit ? make("span", { className: "unit", text: field.unit }) : null;
  return label(
    {
      node: make("div", { className: "answer" }, main.node, unit, other),
      input: main.node,
      focus: main.focus,
      get: () => other.value || main.get(),
      set(value) {
        const word = field.words.includes(value);
        other.value = word ? value : SPECIAL_BLANK;
        const held = main.set(word ? undefined : value);
        follow();
        return word || held;
      },
    },
    field
  );
}

function label(made, field) {
  const input = made.input || made.node;
  if (["INPUT", "SELECT", "TEXTAREA"].includes(input.tagName)) {
    input.id = input.id || freshId();
    made.forId = input.id;
  }
  if (field.required && input.tagName) input.required = true;
  return made;
}
