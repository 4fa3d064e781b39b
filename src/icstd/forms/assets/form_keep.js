"use strict";
// What was typed is kept in this browser.  A kept copy says on which content of
// the form it rests (FORM.base), so that a form made anew is noticed; a copy that
// is not the one this page last knew of is a second tab's, and neither is put over
// the other unasked.

const store = `icstd:${FORM.standard[KEYS.standard]}:${location.pathname}`;

let known = ""; // the kept copy as this page last wrote or showed it, as text
let saved = ""; // the content when it was last saved to, or loaded from, a file
let blank = ""; // the content of the form with nothing in it

const content = () => JSON.stringify(collect());
const isRecent = (copy) => copy.base === FORM.base;

/** The copy in this browser: {base, doc}; null where there is none that can be read. */
function kept() {
  try {
    const copy = JSON.parse(localStorage.getItem(store));
    if (!isRecord(copy)) return null;
    // Copies of earlier versions were the bare content.
    return isRecord(copy.doc) ? copy : { base: "", doc: copy };
  } catch (problem) {
    return null;
  }
}

/** Whether somebody else kept something that this page does not know. */
function isForeign(copy) {
  const text = copy && JSON.stringify(copy.doc);
  return Boolean(copy) && text !== known && text !== content();
}

function write() {
  try {
    localStorage.setItem(store, JSON.stringify({ base: FORM.base, doc: collect() }));
    byId("kept").textContent = "已存在本浏览器；交表前请“存为文件”";
  } catch (problem) {
    byId("kept").textContent = "本浏览器不能自动保存，请随时“存为文件”";
  }
  known = content();
}

/** Keep what is on the page, unless somebody else kept something in between. */
function keep() {
  if (asking()) return;
  const copy = kept();
  if (isForeign(copy)) askAbout(copy);
  else write();
}

/** Show a kept copy and go on from it. */
function goOn(copy) {
  const lost = show(copy.doc);
  known = content();
  return lost;
}

const asFile = (text, doc, name) => ({ text, act: () => download(doc, name) });

const askAbout = (copy) => (isRecent(copy) ? askAboutTab(copy) : askAboutForm(copy));

async function askAboutTab(copy) {
  const mine = collect();
  const choice = await ask(
    "这份表在另一个标签页（窗口）里也改过",
    [
      paragraph("两边的内容不一样，请选定用哪一边。没有选的那一边可以先存为文件。"),
      ...comparison(differences(mine, copy.doc), "这一页", "另一页"),
    ],
    [
      { text: "用这一页的", value: "mine", main: true },
      { text: "用另一页的", value: "theirs" },
      { text: "合在一起", value: "both" },
      asFile("把另一页的存为文件", copy.doc, "另一页"),
    ]
  );
  if (choice === "theirs") goOn(copy);
  else if (choice === "both") {
    show(await united(mine, copy.doc, "这一页", "另一页"));
    write();
  } else write();
  retell();
}

/** Another tab kept something: follow it, or ask where this page has changes of its own. */
function noticed(event) {
  if (event.key !== store || asking()) return;
  const copy = kept();
  if (!isForeign(copy)) return;
  if (content() !== known || !isRecent(copy)) askAbout(copy);
  else {
    goOn(copy);
    say("这份表在另一个标签页（窗口）里也开着，那边刚改过，这一页已跟着更新。", "good");
    retell();
  }
}

/** What the form brought along, or what was kept: never one for the other unasked. */
async function begin() {
  blank = content();
  const lost = show(FORM.filled);
  known = content();
  saved = known;
  if (lost.length) say(lostText(lost), "bad");
  const copy = kept();
  if (!isForeign(copy)) return;
  if (isRecent(copy)) {
    goOn(copy);
    say("已接着上次在本浏览器里填的内容。", "good");
    return;
  }
  await askAboutForm(copy);
}

async function askAboutForm(copy) {
  const own = Object.entries(FORM.standard).every(([key, value]) => copy.doc[key] === value);
  const nodes = [
    paragraph(
      "本浏览器里存有上次在这个位置填的内容，而这份表后来重新生成过，两边不一样。请选定用哪一份；没有选的那一份可以先存为文件。"
    ),
    ...comparison(differences(collect(), copy.doc), "这份表带来的", "上次在浏览器里填的"),
  ];
  const choices = [
    { text: "用这份表带来的", value: "form", main: true },
    { text: "接着上次填的", value: "copy" },
    asFile("把上次填的存为文件", copy.doc, "上次填的"),
  ];
  if (!own) {
    nodes.push(paragraph("上次填的属于标准的另一个版本，不能直接接着填，只能存为文件。"));
    choices.splice(1, 1);
  }
  const choice = await ask("用哪一份内容？", nodes, choices);
  if (choice === "copy") {
    const lost = goOn(copy);
    if (lost.length) say(lostText(lost), "bad");
  }
  write();
  retell();
}

const lostText = (lost) => {
  const more = lost.length > 10 ? ` 等 ${lost.length} 处` : "";
  return `下列内容本页放不下，没有载入：${lost.slice(0, 10).join("、")}${more}`;
};
