"use strict";
// To a file and back: saving all or one section, loading one file or several.

/** A file's text; also in browsers that know only the older way. */
function readText(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error || new Error("读不出来"));
    reader.readAsText(file);
  });
}

/** The document in a file's text, or {bad: why it cannot be taken}. */
function documentOf(text) {
  let doc;
  try {
    doc = JSON.parse(text);
  } catch (problem) {
    return { bad: "读不懂这个文件：它不是本页“存为文件”得到的 JSON。" };
  }
  if (!isRecord(doc)) return { bad: "这个文件里不是填报内容。" };
  for (const [key, own] of Object.entries(FORM.standard)) {
    if (doc[key] !== own) {
      const other = doc[key] === undefined ? "（没有写）" : String(doc[key]).slice(0, 60);
      return { bad: `文件的${key}是“${other}”，本页是“${own}”，没有载入。` };
    }
  }
  return { doc };
}

/** Further readers: each takes a File and gives {doc} or {bad}, or undefined if it is not its kind. */
const readers = [];

async function documentIn(file) {
  for (const reader of readers) {
    const found = await reader(file);
    if (found) return found;
  }
  return documentOf(await readText(file));
}

/** Take in files.  Nothing changes where one is of another form, nor unasked where something is typed. */
async function takeFiles(files) {
  const good = [];
  const bad = [];
  for (const file of files) {
    try {
      const { doc, bad: why, notes } = await documentIn(file);
      if (why) bad.push(`${file.name}：${why}`);
      else good.push({ name: file.name, doc, notes: notes || [] });
    } catch (problem) {
      bad.push(`${file.name}：这个文件读不出来（${problem.message || problem}），没有载入。`);
    }
  }
  if (good.length) await takeDocuments(good, bad);
  else if (bad.length) say(bad.join("\n"), "bad");
}

async function takeDocuments(good, bad) {
  let doc = collect();
  let from = "页上的";
  let rest = good;
  if (content() !== saved && content() !== blank) {
    const choice = await askBeforeLoading(good);
    if (choice === "stop") return say("没有载入，页上的内容没有变。");
    if (choice === "replace") [doc, from, rest] = [good[0].doc, good[0].name, good.slice(1)];
  } else [doc, from, rest] = [good[0].doc, good[0].name, good.slice(1)];
  for (const one of rest) doc = await united(doc, one.doc, from, one.name);
  const lost = show(doc);
  if (!lost.length && good.length === 1 && sameText(doc, good[0].doc)) saved = content();
  keep();
  const notes = [...bad, ...(lost.length ? [lostText(lost)] : []), ...good.flatMap((g) => g.notes)];
  const what = good.length > 1 ? `已载入 ${good.length} 个文件。` : "已载入。";
  retell();
  return say([notes.length ? `${what.slice(0, -1)}，但：` : what, ...notes].join("\n"), notes.length ? "bad" : "good");
}

function askBeforeLoading(good) {
  const mine = collect();
  const theirs = good.length > 1 ? "文件里的" : good[0].name;
  const found = good.length > 1 ? [] : differences(mine, good[0].doc);
  return ask(
    "页上已经填了内容，还没有存为文件",
    [
      paragraph(`要载入的是：${good.map((one) => one.name).join("、")}。`),
      ...(found.length ? comparison(found, "页上的", theirs) : []),
    ],
    [
      { text: "不载入", value: "stop", main: true },
      { text: "合在一起", value: "unite" },
      { text: "换成文件里的", value: "replace" },
      asFile("先把页上的存为文件", mine, "载入前"),
    ]
  );
}

const parkName = () => cover.get(`${KEYS.park}.${KEYS.park_name}`).get() || "自评填报";

/** Hand a file to the person at the page; returns its name. */
function handOut(data, type, name) {
  const url = URL.createObjectURL(new Blob([data], { type }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  return name;
}

/** What a file of this content is called. */
const fileName = (more) =>
  `${parkName().slice(0, 60)}${more ? `-${more}` : ""}.json`.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_");

const download = (doc, more) =>
  handOut(`${JSON.stringify(doc, null, 1)}\n`, "application/json", fileName(more));

function save() {
  const name = download(collect());
  unsaved = false;
  saved = content();
  const open = missing();
  const rest = open.length ? `还有必填项没填：${open.join("、")}。` : "";
  say(`已存为 ${name}（在“下载”文件夹）。${rest}`, open.length ? "bad" : "good");
}

/** One section for itself, with the evidence it cites: a part to be loaded together with others. */
function saveSection(section) {
  const all = collect();
  const answers = (all[KEYS.answers] || {})[section.title];
  const tables = Object.entries(all[KEYS.tables] || {}).filter(([name]) =>
    section.tables.some((table) => table.label === name)
  );
  const cited = new Set(
    Object.values(answers || {}).flatMap((one) => (isRecord(one) && one[KEYS.answer_evidence]) || [])
  );
  const proofs = Object.entries(all[KEYS.evidence] || {}).filter(([id]) => cited.has(id));
  const doc = { ...FORM.standard };
  if (answers) doc[KEYS.answers] = { [section.title]: answers };
  if (tables.length) doc[KEYS.tables] = Object.fromEntries(tables);
  if (proofs.length) doc[KEYS.evidence] = Object.fromEntries(proofs);
  const name = download(doc, section.title);
  say(`“${section.title}”一节已存为 ${name}（在“下载”文件夹）。汇总的人“载入文件”时可以一次选几个，各节合在一起。`, "good");
}

const missing = () =>
  Object.entries(FORM.cover).flatMap(([group, fields]) =>
    fields
      .filter((f) => f.required && !isFilled(cover.get(`${group}.${f.key}`).get()))
      .map((f) => f.label)
  );
