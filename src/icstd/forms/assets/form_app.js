"use strict";
// The page: pages by section, progress, and what its buttons do.

const pages = []; // {title, node, button, count()}
const context = {
  value: (name) => (items.has(name) ? items.get(name).value() : undefined),
  field: (name) => (items.has(name) ? items.get(name).field : {}),
  get asOf() {
    return cover.get(`${KEYS.period}.${KEYS.period_as_of}`).get();
  },
};

function addPage(title, help, nodes, count) {
  const heading = make("h2", { text: title, tabIndex: -1 });
  const lead = help ? make("p", { className: "lead", text: help }) : null;
  const node = make("section", { hidden: true }, heading, lead, ...nodes);
  const number = make("span", { className: "count" });
  const button = make(
    "button",
    { type: "button", on: { click: () => open(pages.indexOf(page)) } },
    make("span", { text: title }),
    number
  );
  const page = { title, node, button, number, count, heading };
  pages.push(page);
  byId("pages").append(node);
  byId("sections").append(make("li", {}, button));
}

/** Whoever wants to know that another page was opened. */
const openers = [];

function open(index, quiet) {
  pages.forEach((page, n) => {
    page.node.hidden = n !== index;
    if (n === index) page.button.setAttribute("aria-current", "page");
    else page.button.removeAttribute("aria-current");
  });
  byId("previous").disabled = index === 0;
  byId("next").disabled = index === pages.length - 1;
  byId("menu").open = window.innerWidth >= 900;
  openers.forEach((opener) => opener(index));
  if (!quiet) {
    pages[index].heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

const current = () => pages.findIndex((page) => !page.node.hidden);

/** Answered by itself, or counted from a ledger. */
const answered = (part) => isFilled(part.value()) || Boolean(backing(part.field));

function coverPage() {
  const nodes = Object.entries(FORM.cover).map(([group, fields]) => {
    const lines = fields.map((field) => {
      const made = control(field);
      cover.set(`${group}.${field.key}`, made);
      return line(field, made);
    });
    return make("fieldset", {}, make("legend", { text: group }), ...lines);
  });
  const required = Object.entries(FORM.cover).flatMap(([group, fields]) =>
    fields.filter((field) => field.required).map((field) => cover.get(`${group}.${field.key}`))
  );
  const done = () => required.filter((made) => isFilled(made.get())).length;
  addPage("园区与评价", "带“必填”的几项不填，判定无法进行。", nodes, () => [done(), required.length]);
}

function sectionPage(section) {
  const parts = section.items.map((item) => {
    const part = answerPart(item);
    items.set(item.key, part);
    return part;
  });
  const nodes = parts.map((part) => part.node);
  const clash = make("p", { className: "status bad", role: "status" });
  nodes.push(clash);
  const balances = FORM.balances.filter((b) => section.items.some((i) => i.key === b.left[0]));
  for (const table of section.tables) {
    const rows = ledger(table);
    ledgers.set(table.label, rows);
    const help = make("p", { className: "help", text: table.help });
    nodes.push(make("h3", { text: `${table.label}（可选）` }), help, rows.node);
  }
  const part = { click: () => saveSection(section) };
  nodes.push(make("button", { type: "button", className: "part", text: "只存这一节", on: part }));
  const done = () => parts.filter(answered).length;
  addPage(section.title, section.help, nodes, () => {
    clash.textContent = balances.map((b) => imbalance(b, context)).filter(Boolean).join("；");
    return [done(), parts.length];
  });
}

function judgementPage() {
  const nodes = FORM.judged.map((one) => {
    const fields = FORM.judgement.map((field) =>
      field.key === KEYS.judgement_verdict ? { ...field, options: one.words } : field
    );
    const controls = {};
    const lines = fields.map((field) => {
      const made = field.type === "lines" ? evidencePicker(one.id) : control(field);
      controls[field.key] = made;
      return line(field, made);
    });
    const made = { controls, loaded: false };
    judged.set(one.id, made);
    const legend = make("legend", { text: `${one.id}（${one.modality}）` });
    const about = make("p", { className: "help", text: one.about });
    // Judged anew by hand: from then on it rests on the provision as it reads now.
    const on = { input: () => (made.loaded = false), change: () => (made.loaded = false) };
    made.node = make("fieldset", { on }, legend, about, ...lines);
    return made.node;
  });
  const lead = "下列条款不能只凭数字判断，由园区如实判定并写明理由；没有把握的留空。";
  const verdict = (id) => judged.get(id).controls[KEYS.judgement_verdict].get();
  const done = () => FORM.judged.filter(({ id }) => isFilled(verdict(id))).length;
  addPage(KEYS.judgements, lead, nodes, () => [done(), FORM.judged.length]);
}

function progress() {
  let filled = 0;
  let total = 0;
  let wrong = 0;
  for (const part of items.values()) {
    total += 1;
    filled += answered(part);
    wrong += part.show(context, hintsOf.get(part.field.key) || []) ? 1 : 0;
  }
  for (const page of pages) {
    const [done, all] = page.count ? page.count() : [];
    page.number.textContent = page.count ? `${done}/${all}` : "";
    page.button.classList.toggle("done", Boolean(page.count) && done === all);
  }
  byId("bar").max = total;
  byId("bar").value = filled;
  byId("progress").textContent =
    `已填 ${filled} 项，共 ${total} 项` + (wrong ? `；${wrong} 处要改` : "");
}

let pending = 0;
let unsaved = false;

/** Whoever wants to know that the content is another; the engine, where the page has one. */
const watchers = [];
const retell = () => watchers.forEach((watcher) => watcher());

/** Something was changed: look at it again, and keep it in this browser. */
function changed() {
  unsaved = true;
  clearTimeout(pending);
  pending = setTimeout(() => {
    progress();
    keep();
    retell();
  }, 250);
}

function show(doc) {
  const lost = fill(doc);
  progress();
  return lost;
}

function nextOpen() {
  const start = current();
  for (let step = 0; step < pages.length; step += 1) {
    const index = (start + step) % pages.length;
    const part = [...items.values()].find(
      (one) => pages[index].node.contains(one.node) && !answered(one)
    );
    if (part) {
      open(index, true);
      part.node.scrollIntoView({ block: "center" });
      return part.focus();
    }
  }
  return say("每一项都填了。", "good");
}

function startOver() {
  if (!window.confirm("清空本页填写的全部内容？存成的文件不受影响。")) return;
  show(FORM.filled);
  unsaved = false;
  write();
  retell();
  say("已清空。", "good");
}

function start() {
  coverPage();
  FORM.sections.forEach(sectionPage);
  judgementPage();
  addPage(KEYS.evidence, "佐证材料一件一条，填报时引用这里的编号。", [evidenceRows.node]);
  addPage(KEYS.comments, "对标准条款本身的意见（可不填），供标准复审时参考。", [comments.node]);
  for (const hint of FORM.hints) {
    hintsOf.set(hint.item, [...(hintsOf.get(hint.item) || []), hint]);
  }
  byId("save").addEventListener("click", save);
  byId("print").addEventListener("click", printAll);
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    takeFiles(files);
  });
  byId("open").addEventListener("click", nextOpen);
  byId("clear").addEventListener("click", startOver);
  byId("previous").addEventListener("click", () => open(current() - 1));
  byId("next").addEventListener("click", () => open(current() + 1));
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !kept()) event.preventDefault();
  });
  window.addEventListener("storage", noticed);
  open(0, true);
  byId("old").hidden = true;
  begin();
}

/** What goes wrong is said: a button that does nothing leaves a person guessing. */
function fail(problem) {
  const why = (problem && problem.message) || problem;
  say(`这一步没有做成（${why}）。请先“存为文件”；换一个新一点的浏览器再试，或改用 Excel 表。`, "bad");
}
window.addEventListener("error", (event) => fail(event.error || event.message));
window.addEventListener("unhandledrejection", (event) => fail(event.reason));

start();
