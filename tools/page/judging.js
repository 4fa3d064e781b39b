"use strict";
// Judging what is filled in: beside each question what it decides, and the report.
// An older result is never shown beside newer answers.

let active = false; // asked for once: from then on every change is judged
let shownText = ""; // the content that the result on the page is of
let running = false;
let judgingTimer = 0;

const result = {
  state: make("p", { className: "state-line", role: "status", text: "还没有判定。" }),
  body: make("div", {}),
  frame: make("iframe", { title: "符合性报告", hidden: true }),
  papers: make("div", { className: "choices", hidden: true }),
};
const besides = new Map(); // label of an item, or id of a judged provision → where its results stand
const heads = new Map(); // title of a section → where its counts stand

const asText = () => `${JSON.stringify(collect(), null, 1)}\n`;

function place(node, before) {
  const spot = make("div", { className: "beside" });
  node.insertBefore(spot, before);
  return spot;
}

function prepare() {
  for (const [name, part] of items) besides.set(name, place(part.node, part.node.querySelector(".how")));
  for (const [id, made] of judged) besides.set(id, place(made.node, made.node.children[1]));
  for (const page of pages) {
    const spot = make("p", { className: "counts" });
    page.heading.after(spot);
    page.mark = make("span", { className: "nav-mark" });
    page.button.insertBefore(page.mark, page.number);
    heads.set(page.title, spot);
  }
  const button = (text, click) => make("button", { type: "button", text, on: { click } });
  result.papers.append(
    button("存网页报告", () => savePaper(".html", "text/html")),
    button("存 Excel 报告", () => savePaper(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    button("打印报告（可存成 PDF）", printReport)
  );
  const word = "Word 版报告本页做不了，要用命令行程序出：排版的部件进不了浏览器。网页报告可以用 Word、WPS 打开再改。";
  addPage("判定结果", "", [
    result.state,
    make("div", { className: "choices" }, make("button", { type: "button", className: "main", text: "判定", on: { click: judgeNow } })),
    result.body,
    result.papers,
    make("p", { className: "help papers-help", text: word }),
    result.frame,
  ]);
}

const resultPage = () => pages.findIndex((page) => page.title === "判定结果");

/** Take the result away: it is not of what is on the page now. */
function outdate() {
  if (!shownText && !result.body.firstChild) return;
  shownText = "";
  result.body.textContent = "";
  result.papers.hidden = true;
  hideFrame();
  for (const spot of [...besides.values(), ...heads.values()]) spot.textContent = "";
  for (const page of pages) if (page.mark) page.mark.textContent = "";
  result.state.textContent = active ? "内容有变，正在重新判定……" : "内容有变，还没有重新判定。";
}

function hideFrame() {
  if (result.frame.src) URL.revokeObjectURL(result.frame.src);
  result.frame.removeAttribute("src");
  result.frame.hidden = true;
}

function contentChanged() {
  if (shownText === asText()) return;
  outdate();
  if (!active) return;
  clearTimeout(judgingTimer);
  judgingTimer = setTimeout(judge, 300);
}

function judgeNow() {
  active = true;
  open(resultPage());
  shownText = "";
  return judge();
}

async function judge() {
  if (running) return; // that run sees, when it ends, that the content is another
  running = true;
  const begin = performance.now();
  const first = !thread;
  result.state.textContent = first ? "正在准备，第一次要几秒……" : "正在判定……";
  try {
    let text;
    let found;
    do {
      text = asText();
      found = JSON.parse(await engine("judge", { data: encoded(text), name: fileName() }));
    } while (text !== asText());
    outdate();
    shownText = text;
    if (found.refused) showRefused(found.refused);
    else showResult(found);
    const took = ((performance.now() - begin) / 1000).toFixed(1);
    result.state.textContent = found.refused ? "还不能判定，先改好下面几处。" : `已按现在填的内容判定（${took} 秒）。`;
  } catch (problem) {
    outdate();
    result.body.textContent = "";
    result.state.textContent = `判定没有完成（${problem.message}）。填的内容都在，可以“存为文件”，换一个新一点的浏览器再试。`;
  }
  running = false;
  if (current() === resultPage()) showFrame();
}

/** To the place that a path of the document names. */
function goTo(path) {
  const parts = path.split(" › ");
  const label = parts.find((one) => items.has(one));
  const table = parts.find((one) => ledgers.has(one));
  const id = parts.find((one) => judged.has(one));
  const node = label
    ? items.get(label).node
    : table
      ? ledgers.get(table).node
      : id
        ? judged.get(id).node
        : null;
  const by = (page) => (node ? page.node.contains(node) : page.title === parts[0]);
  const index = pages.findIndex(by);
  open(index < 0 ? 0 : index, Boolean(node));
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  if (label) items.get(label).focus();
}

const goButton = (path, text) =>
  make("button", { type: "button", className: "plain go", text, on: { click: () => goTo(path) } });

const listOf = (nodes, kind) => make("ul", { className: kind || "" }, ...nodes.map((node) => make("li", {}, node)));

function showRefused(problems) {
  const nodes = problems.map((one) =>
    make("div", {}, make("span", { text: one.text }), goButton(one.path, "去改"))
  );
  result.body.append(make("h3", { text: `${problems.length} 处要改` }), listOf(nodes, "problems"));
}

/** A finding in full: what it asks, why it came out so, what is lacking. */
function findingNode(id, found) {
  const lines = [make("p", { text: found.reason })];
  if (found.needs.length) lines.push(listOf(found.needs.map((text) => make("span", { text })), "needs"));
  if (found.waits) lines.push(make("p", { className: "help", text: `缺：${found.waits}` }));
  if (found.asks) lines.push(make("p", { className: "help", text: `怎么改：${found.asks}` }));
  const head = make("p", { className: "finding-head" }, markOf(found, id), make("span", { text: ` ${found.gist}` }));
  const to = found.reads.length ? goButton(found.reads[0], "去看这一项") : null;
  return make("div", { className: "finding" }, head, ...lines, to);
}

function besideNode(id, found) {
  const told = found.needs.length ? found.needs.join("；") : found.waits ? `缺：${found.waits}` : "";
  const settled = found.mark === 0 || found.mark === 3;
  const more = settled ? null : make("span", { text: ` ${told || found.reason}` });
  return make("p", {}, markOf(found, id), more);
}

function showResult(found) {
  const nodes = [make("p", { className: "conclusion", text: found.conclusion })];
  const texts = (title, list) => {
    if (list.length) nodes.push(make("h3", { text: `${title}（${list.length}）` }), listOf(list.map((text) => make("span", { text }))));
  };
  texts("数据矛盾", found.contradictions.map((one) => one.text));
  texts("说明", found.notes);
  texts("填报提示", found.warnings.map((one) => one.text));
  for (const [title, ids] of [
    ["没有达到的要求和指示", found.gaps],
    ["没有采纳的推荐", found.unadopted],
    ["还不能判定的", found.open],
  ]) {
    if (!ids.length) continue;
    const list = make("details", { open: ids === found.gaps }, make("summary", { text: `${title}（${ids.length}）` }));
    list.append(...ids.map((id) => findingNode(id, found.findings[id])));
    nodes.push(list);
  }
  nodes.push(make("p", { className: "help digest", text: `结果摘要 ${found.digest}` }));
  result.body.append(...nodes);
  result.papers.hidden = false;
  for (const [label, ids] of Object.entries(found.items)) {
    const spot = besides.get(label);
    if (spot) spot.append(...ids.map((id) => besideNode(id, found.findings[id])));
  }
  for (const id of judged.keys()) if (found.findings[id]) besides.get(id).append(besideNode(id, found.findings[id]));
  for (const one of found.contradictions) {
    for (const label of one.items) {
      if (besides.has(label)) besides.get(label).append(make("p", { className: "status bad", text: one.text }));
    }
  }
  for (const [title, counts] of Object.entries(found.sections)) showCounts(title, counts);
}

function showCounts(title, counts) {
  const spot = heads.get(title);
  if (!spot || !counts.length) return;
  spot.append("本节关系到的要求和指示：", ...counts.map((one) => {
    const node = markOf(one);
    node.append(` ${one.count}`);
    return node;
  }));
  const page = pages.find((one) => one.title === title);
  const worst = counts.find((one) => one.mark === 2) || counts.find((one) => one.mark === 1) || counts.find((one) => one.mark > 3);
  const one = worst || counts[0];
  page.mark.append(make("span", { className: `mark v${one.mark}`, text: one.sign, title: `${one.result} ${one.count} 条` }));
}

async function paper(suffix) {
  const text = shownText;
  const bytes = await engine("paper", { suffix });
  return text && text === shownText && text === asText() ? bytes : null;
}

async function showFrame() {
  if (!result.frame.hidden || result.papers.hidden) return;
  const bytes = await paper(".html");
  if (!bytes || result.papers.hidden || !result.frame.hidden) return;
  result.frame.src = URL.createObjectURL(new Blob([bytes], { type: "text/html" }));
  result.frame.hidden = false;
}

async function savePaper(suffix, type) {
  const bytes = await paper(suffix);
  if (!bytes) return say("内容刚改过，等重新判定了再存。", "bad");
  const name = handOut(bytes, type, fileName("报告").replace(/\.json$/, suffix));
  return say(`已存为 ${name}（在“下载”文件夹）。`, "good");
}

async function printReport() {
  await showFrame();
  try {
    result.frame.contentWindow.focus();
    result.frame.contentWindow.print();
  } catch (problem) {
    say("这个浏览器不让本页打印报告：请“存网页报告”，打开存下的文件再打印。", "bad");
  }
}
