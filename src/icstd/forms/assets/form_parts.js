"use strict";
const KEYS = FORM.keys;

// Parts of the form made of several controls: one answer with its evidence,
// lists of rows (evidence, ledgers, comments), the cover.

/** Evidence numbers of one answer: typed, or picked from those entered. */
function evidencePicker(label) {
  const main = control({ type: "lines", label: `${label}：佐证编号`, words: [] });
  const add = make("select", { className: "other" }, make("option", { value: "", text: "选用…" }));
  add.setAttribute("aria-label", `${label}：选用佐证`);
  add.addEventListener("focus", () => {
    add.length = 1;
    for (const [id, name] of evidenceIds()) {
      add.append(make("option", { value: id, text: `${id} ${name}` }));
    }
  });
  add.addEventListener("change", () => {
    const ids = main.get() || [];
    if (add.value && !ids.includes(add.value)) main.set([...ids, add.value]);
    add.value = "";
    main.node.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return {
    ...main,
    node: make("div", { className: "answer" }, main.node, add),
    input: main.node,
    unknown() {
      const known = evidenceIds().map(([id]) => id);
      return (main.get() || []).filter((id) => !known.includes(id));
    },
  };
}

/** A labelled line: caption, explanation, control. */
function line(field, made, ...more) {
  const caption = make("label", { className: "caption", text: field.label });
  if (made.forId) caption.htmlFor = made.forId;
  if (field.required) caption.append(make("span", { className: "must", text: "必填" }));
  const help = field.help ? make("p", { className: "help", text: field.help }) : null;
  return make("div", { className: "line" }, caption, help, made.node, ...more);
}

/** The ledger that answers an item, where one is handed in. */
const backing = (field) => (field.table ? (ledgers.get(field.table) || { get() {} }).get() : undefined);

/** One data item: the answer, what serves it, its evidence and remarks. */
function answerPart(item) {
  const main = control(item);
  const evidence = evidencePicker(item.label);
  const note = control({ type: "text", label: `${item.label}：说明`, words: [] });
  const review = make("input", { type: "checkbox", id: freshId() });
  const status = make("p", { className: "status", role: "status" });
  const more = make(
    "details",
    {},
    make("summary", { text: "佐证与说明" }),
    line({ label: "佐证编号" }, evidence),
    line({ label: "说明" }, note),
    make("label", { className: "pill" }, review, make("span", { text: "待复核" }))
  );
  const hint = make("p", { className: "how", text: item.how });
  const serves = make("p", { className: "serves", text: item.serves });
  const node = line(item, main, status, hint, serves, more);
  node.classList.add("item");
  return {
    field: item,
    node,
    focus: main.focus,
    value: main.get,
    get() {
      const value = main.get();
      const ids = evidence.get();
      const said = note.get();
      if (!ids && !said && !review.checked) return value;
      const full = {};
      if (isFilled(value)) full[KEYS.answer_value] = value;
      if (ids) full[KEYS.answer_evidence] = ids;
      if (said) full[KEYS.answer_note] = said;
      if (review.checked) full[KEYS.answer_review] = "是";
      return full;
    },
    set(given) {
      const whole = given !== null && typeof given === "object" && !Array.isArray(given);
      const parts = whole && KEYS.paper.some((key) => key in given); // a document, bare
      const full = whole && !parts ? given : { [KEYS.answer_value]: given };
      const value = full[KEYS.answer_value];
      const held = main.set(value === null ? undefined : value);
      evidence.set(full[KEYS.answer_evidence] || []);
      note.set(full[KEYS.answer_note]);
      review.checked = [true, "是"].includes(full[KEYS.answer_review]);
      more.open = Boolean(full[KEYS.answer_evidence] || full[KEYS.answer_note] || review.checked);
      return held;
    },
    show(context, hints) {
      const bad = fault(item, main.get(), context);
      const lost = evidence.unknown();
      const gap = bad ? "" : hints.map((h) => lacking(h, context)).filter(Boolean).join("；");
      const stray = lost.length ? `佐证里没有编号 ${lost.join("、")}` : "";
      status.textContent = [bad || gap, stray].filter(Boolean).join("；");
      status.className = `status ${bad || stray ? "bad" : gap ? "gap" : ""}`;
      node.classList.toggle("open", !isFilled(main.get()) && !backing(item));
      node.classList.toggle("review", review.checked);
      (main.input || main.node).setAttribute("aria-invalid", String(Boolean(bad)));
      return bad || stray;
    },
  };
}

/** A list of rows with the same fields; blank rows are left out. */
function rowList(fields, caption, addText, fresh) {
  const list = make("div", { className: "rows" });
  const rows = [];
  function add(given) {
    const controls = fields.map((field) => [field, control(field)]);
    const row = { controls };
    const remove = make("button", {
      type: "button",
      className: "plain",
      text: "删去这一行",
      on: {
        click() {
          rows.splice(rows.indexOf(row), 1);
          row.node.remove();
          changed();
        },
      },
    });
    const lines = controls.map(([field, made]) => line(field, made));
    row.node = make("fieldset", {}, make("legend", { text: caption }), ...lines, remove);
    rows.push(row);
    list.append(row.node);
    let held = true;
    for (const [field, made] of controls) {
      if (given && field.key in given && !made.set(given[field.key])) held = false;
    }
    return held;
  }
  const button = make("button", {
    type: "button",
    text: addText,
    on: {
      click() {
        add(fresh ? fresh() : undefined);
        rows[rows.length - 1].controls[0][1].focus();
        changed();
      },
    },
  });
  return {
    node: make("div", {}, list, button),
    add,
    rows,
    clear() {
      rows.length = 0;
      list.textContent = "";
    },
    get() {
      return rows
        .map(({ controls }) =>
          Object.fromEntries(
            controls
              .map(([field, made]) => [field.key, made.get()])
              .filter(([, value]) => isFilled(value))
          )
        )
        .filter((row) => Object.keys(row).length);
    },
  };
}

const EVIDENCE_ID = FORM.evidence[0].key;

/** The first number not yet used: E1, E2 … */
function nextEvidence(rows) {
  const used = new Set(rows.map((row) => row[EVIDENCE_ID]));
  let n = 1;
  while (used.has(`E${n}`)) n += 1;
  return { [EVIDENCE_ID]: `E${n}` };
}

const evidenceRows = rowList(FORM.evidence, "佐证材料", "添加一件佐证", () =>
  nextEvidence(evidenceRows.get())
);

/** Numbers and names of the evidence entered so far. */
const evidenceIds = () =>
  evidenceRows.get().map((row) => [row[EVIDENCE_ID] || "", row[FORM.evidence[1].key] || ""]);
