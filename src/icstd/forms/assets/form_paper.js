"use strict";
// On paper: every section as a table, with the answers or blank to be filled in by hand.

let blankPaper = false;

const BLANK_ROWS = 8;
const box = (word) => `□ ${word}`;

/** Where an answer goes on paper: boxes to tick, or a line to write on. */
function spaceFor(field) {
  const words = field.type === "yes_no" ? ["是", "否"] : ["choice", "choices"].includes(field.type) ? field.options : [];
  const special = field.words.filter((word) => !words.includes(word));
  const line = words.length ? [] : [`＿＿＿＿＿＿ ${field.unit || ""}`.trim()];
  return [...line, ...[...words, ...special].map(box)].join("　");
}

function paperTable(heads, rows, kind) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { text })));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((text) => make("td", { text }))));
  return make("table", { className: kind || "" }, make("thead", {}, head), make("tbody", {}, ...body));
}

const answerOnPaper = (field, value) => (blankPaper ? spaceFor(field) : isFilled(value) ? told(value) : "");

function coverOnPaper() {
  const rows = Object.entries(FORM.cover).flatMap(([group, fields]) =>
    fields.map((f) => [f.label, answerOnPaper(f, cover.get(`${group}.${f.key}`).get())])
  );
  return [make("h2", { text: "园区与评价" }), paperTable(["项目", "填写"], rows, "cover")];
}

function sectionOnPaper(section) {
  const rows = section.items.map((field, index) => {
    const part = items.get(field.key);
    const full = atLength(part.get());
    const value = full[KEYS.answer_value];
    const unit = typeof value === "number" && field.unit ? ` ${field.unit}` : "";
    const proofs = blankPaper ? "" : (full[KEYS.answer_evidence] || []).join("、");
    const note = blankPaper ? "" : full[KEYS.answer_note] || "";
    const asked = [field.label, field.help].filter(Boolean).join("\n");
    return [index + 1, asked, answerOnPaper(field, value) + (blankPaper ? "" : unit), [proofs, note].filter(Boolean).join("\n")];
  });
  const nodes = [make("h2", { text: section.title }), paperTable(["序号", "项目", "填写", "佐证编号、说明"], rows, "items")];
  for (const table of section.tables) nodes.push(...ledgerOnPaper(table));
  return nodes;
}

function ledgerOnPaper(table) {
  const rows = ledgers.get(table.label).get();
  const heads = ["行", ...table.columns.map((field) => field.label)];
  const full = (rows || []).map((row, n) => [n + 1, ...table.columns.map((field) => cellText(row[field.key]))]);
  const empty = Array.from({ length: BLANK_ROWS }, () => heads.map(() => ""));
  const none = rows && !rows.length ? [make("p", { text: "一件也没有。" })] : [];
  const shownRows = blankPaper ? empty : full;
  if (!blankPaper && !rows) return [];
  return [
    make("div", { className: "ledger" }, make("h3", { text: table.label }), ...none, paperTable(heads, shownRows, "grid")),
  ];
}

function judgementsOnPaper() {
  const rows = FORM.judged.map((one) => {
    const { controls } = judged.get(one.id);
    const value = (key) => (blankPaper ? "" : cellText(controls[key].get()));
    const verdict = blankPaper ? one.words.map(box).join("　") : value(KEYS.judgement_verdict);
    const keys = Object.keys(controls).filter((key) => key !== KEYS.judgement_verdict);
    return [one.id, one.about, verdict, keys.map(value).filter(Boolean).join("\n")];
  });
  return [make("h2", { text: KEYS.judgements }), paperTable(["条款", "要判定的", "结论", "理由、佐证编号"], rows, "items")];
}

function listOnPaper(title, fields, rows) {
  const full = blankPaper
    ? Array.from({ length: BLANK_ROWS }, () => fields.map(() => ""))
    : rows.map((row) => fields.map((field) => cellText(row[field.key])));
  if (!full.length) return [];
  return [make("h2", { text: title }), paperTable(fields.map((field) => field.label), full, "grid")];
}

function layPaper() {
  const paper = byId("paper");
  paper.textContent = "";
  const title = `${FORM.standard[KEYS.standard]} 自评填报表${blankPaper ? "（手工填写）" : ""}`;
  paper.append(
    make("h1", { text: title }),
    make("p", { text: document.querySelector(".notice").textContent }),
    ...coverOnPaper(),
    ...FORM.sections.flatMap(sectionOnPaper),
    ...judgementsOnPaper(),
    ...listOnPaper(KEYS.evidence, FORM.evidence, evidenceRows.get()),
    ...listOnPaper(KEYS.comments, FORM.comment, comments.get())
  );
}

async function printAll() {
  const choice = await ask("打印什么？", [paragraph("全部各节都打印。要存成 PDF，在打印窗口里选“另存为 PDF”。")], [
    { text: "已填的内容", value: "filled", main: true },
    { text: "空白表，手工填写", value: "blank" },
    { text: "不打印", value: "stop" },
  ]);
  if (choice === "stop") return;
  blankPaper = choice === "blank";
  window.print();
}

window.addEventListener("beforeprint", layPaper);
window.addEventListener("afterprint", () => {
  byId("paper").textContent = "";
  blankPaper = false;
});
