"use strict";
// The page: pages by section, progress, saving to the browser and to a file.

const pages = []; // {title, node, button, count()}
const store = `icstd:${FORM.standard[KEYS.standard]}:${location.pathname}`;
const byId = (id) => document.getElementById(id);
const context = {
  value: (name) => (items.has(name) ? items.get(name).value() : undefined),
  field: (name) => (items.has(name) ? items.get(name).field : {}),
  get asOf() {
    return cover.get(`${KEYS.period}.${KEYS.period_as_of}`).get();
  },
};

function say(text, kind) {
  const place = byId("message");
  place.textContent = text;
  place.className = kind || "";
}

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

function open(index, quiet) {
  pages.forEach((page, n) => {
    page.node.hidden = n !== index;
    if (n === index) page.button.setAttribute("aria-current", "page");
    else page.button.removeAttribute("aria-current");
  });
  byId("previous").disabled = index === 0;
  byId("next").disabled = index === pages.length - 1;
  byId("menu").open = window.innerWidth >= 900;
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
    return make("fieldset", { on }, legend, about, ...lines);
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

/** Something was changed: look at it again, and keep it in this browser. */
function changed() {
  unsaved = true;
  clearTimeout(pending);
  pending = setTimeout(() => {
    progress();
    keep();
  }, 250);
}

function keep() {
  try {
    localStorage.setItem(store, JSON.stringify(collect()));
    byId("kept").textContent = "已存在本浏览器；交表前请“存为文件”";
  } catch (problem) {
    byId("kept").textContent = "本浏览器不能自动保存，请随时“存为文件”";
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(store));
  } catch (problem) {
    return null;
  }
}

function show(doc) {
  const lost = fill(doc);
  progress();
  return lost;
}

/** Take in a document from a file.  Nothing changes where it is of another form. */
function take(text) {
  let doc;
  try {
    doc = JSON.parse(text);
  } catch (problem) {
    return say("读不懂这个文件：它不是本页“存为文件”得到的 JSON。", "bad");
  }
  if (doc === null || typeof doc !== "object" || Array.isArray(doc)) {
    return say("这个文件里不是填报内容。", "bad");
  }
  for (const [key, own] of Object.entries(FORM.standard)) {
    if (doc[key] !== own) {
      const other = doc[key] === undefined ? "（没有写）" : String(doc[key]).slice(0, 60);
      return say(`文件的${key}是“${other}”，本页是“${own}”，没有载入。`, "bad");
    }
  }
  const lost = show(doc);
  keep();
  if (!lost.length) return say("已载入。", "good");
  const more = lost.length > 10 ? ` 等 ${lost.length} 处` : "";
  return say(`已载入，但下列内容本页放不下，没有载入：${lost.slice(0, 10).join("、")}${more}`, "bad");
}

function save() {
  const name = cover.get(`${KEYS.park}.${KEYS.park_name}`).get() || "自评填报";
  const safe = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60);
  const text = `${JSON.stringify(collect(), null, 1)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: url, download: `${safe}.json` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  unsaved = false;
  const open = missing();
  const rest = open.length ? `还有必填项没填：${open.join("、")}。` : "";
  say(`已存为 ${safe}.json（在“下载”文件夹）。${rest}`, open.length ? "bad" : "good");
}

const missing = () =>
  Object.entries(FORM.cover).flatMap(([group, fields]) =>
    fields
      .filter((f) => f.required && !isFilled(cover.get(`${group}.${f.key}`).get()))
      .map((f) => f.label)
  );

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
  try {
    localStorage.removeItem(store);
  } catch (problem) {
    unsaved = false;
  }
  show(FORM.filled);
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
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) take(await file.text());
    event.target.value = "";
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
  const before = kept();
  show(before || FORM.filled);
  if (before) say("已接着上次在本浏览器里填的内容。", "good");
  open(0, true);
}

start();
