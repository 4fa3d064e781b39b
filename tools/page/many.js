"use strict";
// The reviewer's half: many parks at once, with progress and a way to stop.

const many = {
  files: [],
  list: make("p", { className: "help", role: "status", text: "还没有选文件。" }),
  bar: make("progress", { value: 0, max: 1, hidden: true }),
  state: make("p", { className: "state-line", role: "status" }),
  told: make("div", {}),
  papers: make("div", { className: "choices", hidden: true }),
  frame: make("iframe", { title: "复审支撑材料", hidden: true }),
  nameless: make("input", { type: "checkbox", id: freshId() }),
  found: null,
  busy: false,
};
many.bar.setAttribute("aria-label", "判定进度");

const MOST_PARKS = 1000;

function forgetReview() {
  many.found = null;
  many.told.textContent = "";
  many.papers.hidden = true;
  if (many.frame.src) URL.revokeObjectURL(many.frame.src);
  many.frame.removeAttribute("src");
  many.frame.hidden = true;
}

function addParks(files) {
  const kept = files.filter((file) => /\.(ya?ml|json|xlsx)$/i.test(file.name) && !/^(~\$|\.)/.test(file.name));
  many.files = [...many.files, ...kept].slice(0, MOST_PARKS);
  forgetReview();
  const passed = files.length - kept.length;
  const more = passed ? `；略过 ${passed} 个不是填报文件的` : "";
  const full = many.files.length === MOST_PARKS ? `；一次最多 ${MOST_PARKS} 个` : "";
  many.list.textContent = `已选 ${many.files.length} 个文件${more}${full}。`;
}

/** All files of what was dropped, folders included. */
async function droppedFiles(transfer) {
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    if (!entry.isDirectory) return;
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return;
      for (const one of some) await walk(one);
    }
  };
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  for (const entry of entries) await walk(entry);
  return found;
}

async function reviewNow() {
  if (many.busy) return;
  if (!many.files.length) {
    many.state.textContent = "先选文件，或把文件、文件夹拖到这里。";
    return;
  }
  forgetReview();
  many.busy = true;
  many.stop.hidden = false;
  many.bar.hidden = false;
  many.bar.removeAttribute("value");
  many.state.textContent = thread ? "正在读文件……" : "正在准备，第一次要几秒……";
  const begin = performance.now();
  try {
    const files = [];
    for (const file of many.files) files.push({ name: file.name, data: await bytesOf(file) });
    const found = await engine("review", { files, anonymise: many.nameless.checked }, (done, all) => {
      many.bar.max = all;
      many.bar.value = done;
      many.state.textContent = `已判 ${done} 个，共 ${all} 个`;
    });
    showReview(found, ((performance.now() - begin) / 1000).toFixed(1));
  } catch (problem) {
    many.state.textContent = `没有做完（${problem.message}），没有出材料。`;
  }
  many.busy = false;
  many.stop.hidden = true;
  many.bar.hidden = true;
}

function showReview(found, took) {
  const told = JSON.parse(found.told);
  many.state.textContent = told.parks
    ? `收进 ${told.parks} 个园区，${told.refused.length} 个文件不能用（${took} 秒）。`
    : "没有一个文件能用，不出材料。";
  const lines = told.refused.map((one) => make("p", { className: "lines", text: [one.file, ...one.lines].join("\n") }));
  if (lines.length) many.told.append(make("details", { open: true }, make("summary", { text: `不能用的文件（${lines.length}）` }), ...lines));
  if (told.notices.length) many.told.append(listOf(told.notices.map((text) => make("span", { text }))));
  if (!found.html) return;
  many.found = found;
  many.papers.hidden = false;
  many.frame.src = URL.createObjectURL(new Blob([found.html], { type: "text/html" }));
  many.frame.hidden = false;
}

function stopReview() {
  halt(); // the engine is at work and hears nothing: its thread is ended, and begun anew when needed
  shownText = "";
  contentChanged();
}

function prepareReview() {
  const input = make("input", { type: "file", multiple: true, accept: ".json,.yaml,.yml,.xlsx", hidden: true });
  input.setAttribute("aria-label", "选择各园区的填报文件");
  input.addEventListener("change", () => {
    addParks([...input.files]);
    input.value = "";
  });
  const button = (text, click, kind) => make("button", { type: "button", text, className: kind || "", on: { click } });
  const zone = make(
    "div",
    {
      className: "zone",
      on: {
        dragover: (event) => event.preventDefault(),
        async drop(event) {
          event.preventDefault();
          addParks(await droppedFiles(event.dataTransfer));
        },
      },
    },
    make("p", { text: "把各园区的填报文件（Excel、YAML、JSON）或放着它们的文件夹拖到这里。" }),
    make("div", { className: "choices" }, button("选择文件", () => input.click()), button("全部去掉", () => ((many.files = []), addParks([])))),
    input,
    many.list
  );
  many.stop = button("停下", stopReview);
  many.stop.hidden = true;
  const save = (kind, type, name) => button(name, () => handOut(many.found[kind], type, `复审支撑材料.${kind}`));
  many.papers.append(
    save("html", "text/html", "存复审网页"),
    save("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "存复审支撑表（Excel）")
  );
  addPage("多个园区一起看", "给复审标准的人：逐条看哪些园区做到了、哪些条款谁都没做到。文件只在本机里读，不上传。", [
    zone,
    make("label", { className: "pill" }, many.nameless, make("span", { text: "园区改用代号" })),
    make("div", { className: "choices" }, button("开始判定", reviewNow, "main"), many.stop),
    many.bar,
    many.state,
    many.told,
    many.papers,
    many.frame,
  ]);
}
