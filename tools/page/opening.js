"use strict";
// Putting the engine beside the form: its buttons, its readers of files, what it is made of.

const isWorkbookOrText = (name) => /\.(ya?ml|xlsx|xlsm|xls|et|ods)$/i.test(name);

async function readByEngine(file) {
  if (!isWorkbookOrText(file.name)) return undefined;
  say("正在读文件……");
  return JSON.parse(await engine("read", { data: await bytesOf(file), name: file.name }));
}

/** Last year's form as the beginning of this year's. */
async function beginFrom(file) {
  say("正在读去年的表……");
  const { doc, bad, notes } = JSON.parse(await engine("begin", { data: await bytesOf(file), name: file.name }));
  if (bad) return say(bad, "bad");
  return takeDocuments([{ name: file.name, doc, notes: [...notes, "带过来的答复都标了“待复核”，日期、次数、人工判定要重新填。"] }], []);
}

function aboutPage() {
  const rows = BUNDLE.made.map((one) => make("tr", {}, ...[one.name, one.version, one.licence, one.home].map((text) => make("td", { text }))));
  const head = make("tr", {}, ...["部件", "版本", "许可", "出处"].map((text) => make("th", { text })));
  const licences = BUNDLE.licences.map((one) => make("details", {}, make("summary", { text: one.name }), make("p", { className: "lines", text: one.text })));
  addPage("关于本页", "", [
    make("p", { text: BUNDLE.judges }),
    make("p", { text: "本页的一切都在这一个文件里：不联网，不上传，不装软件。填的内容存在本浏览器里，“存为文件”存下的才是要交的。" }),
    make("div", { className: "wide", tabIndex: 0 }, make("table", { className: "made" }, make("thead", {}, head), make("tbody", {}, ...rows))),
    make("h3", { text: "许可原文" }),
    ...licences,
  ]);
}

function equip() {
  prepare();
  prepareReview();
  aboutPage();
  const judgeButton = make("button", { type: "button", className: "main", id: "judge", text: "判定", on: { click: judgeNow } });
  byId("load").before(judgeButton);
  byId("save").classList.remove("main");
  byId("file").accept = ".json,.yaml,.yml,.xlsx";
  readers.push(readByEngine);
  const old = make("input", { type: "file", accept: ".json,.yaml,.yml,.xlsx", hidden: true });
  old.setAttribute("aria-label", "选择去年的填报文件");
  old.addEventListener("change", () => {
    const [file] = old.files;
    old.value = "";
    if (file) beginFrom(file);
  });
  byId("load").after(make("button", { type: "button", id: "begin", text: "从去年的表开始", on: { click: () => old.click() } }), old);
  document.addEventListener("input", outdate, true);
  document.addEventListener("change", outdate, true);
  watchers.push(contentChanged);
  openers.push((index) => index === resultPage() && showFrame());
  const quick = (navigator.hardwareConcurrency || 1) >= 4 && (navigator.deviceMemory || 4) >= 4;
  if (quick) setTimeout(() => begun().ready.catch(halt), 1500);
}

if (CAPABLE) equip();
else {
  aboutPage();
  const told = "这个浏览器太旧，不能在页内判定；表照样能填、能存、能打印。要当场看结果，请换新一点的浏览器（谷歌浏览器、Edge、火狐），或把存下的文件交给会用命令行程序的人。";
  byId("message").before(make("p", { className: "notice", id: "too-old", text: told }));
}
