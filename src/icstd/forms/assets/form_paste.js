"use strict";
// A ledger of the park's own, pasted whole: which of its columns is which of ours is
// shown, confirmed once, and remembered in this browser.

const plainName = (text) => String(text).normalize("NFKC").replace(/[\s（）()*：:]/g, "");

const matchedHeadings = (table, names) =>
  names.filter((name) => table.columns.some((field) => plainName(field.label) === plainName(name))).length;

const columnStore = (table) => `${store}:${table.label}`;

function rememberedColumns(table) {
  try {
    const found = JSON.parse(localStorage.getItem(columnStore(table)));
    return isRecord(found) ? found : {};
  } catch (problem) {
    return {};
  }
}

function rememberColumns(table, chosen) {
  try {
    localStorage.setItem(columnStore(table), JSON.stringify({ ...rememberedColumns(table), ...chosen }));
  } catch (problem) {
    // To ask again next time is no harm.
  }
}

/** Our columns that a heading may mean: one at most, the same name before a similar one. */
function meant(table, name, taken) {
  const before = rememberedColumns(table)[plainName(name)];
  const free = table.columns.filter((field) => !taken.has(field.key));
  const text = plainName(name);
  const like = (field) => {
    const own = plainName(field.label);
    return text.length > 1 && (own.includes(text) || text.includes(own));
  };
  return (
    free.find((field) => plainName(field.label) === text) ||
    free.find((field) => field.key === before) ||
    free.find(like)
  );
}

async function askForCells(table) {
  const area = make("textarea", { rows: 8, id: freshId() });
  const caption = make("label", { className: "caption", htmlFor: area.id, text: "在 Excel 或 WPS 里连表头一起选中、复制，贴在这里：" });
  const choice = await ask(
    `把现成的表贴进“${table.label}”`,
    [caption, area],
    [
      { text: "下一步：核对列", value: "go", main: true, ready: () => area.value.trim() !== "" },
      { text: "不贴了", value: "stop" },
    ]
  );
  return choice === "go" ? pastedCells(area.value) : undefined;
}

const isTotal = (values) => values.some((value) => /^(合计|总计|小计)/.test(plainName(value)));

/** The rows among pasted cells, once a person has confirmed the columns; undefined if not. */
async function columnsOf(table, cells) {
  const names = cells[0];
  const taken = new Set();
  const pickers = names.map((name, index) => {
    const select = picker(table.columns.map((field) => field.label), {}, "（不要这一列）");
    select.setAttribute("aria-label", `“${name || `第 ${index + 1} 列`}”对应`);
    const field = meant(table, name, taken);
    if (field) {
      taken.add(field.key);
      select.value = field.label;
    }
    return select;
  });
  const sample = cells[1] || [];
  const head = ["贴来的列", "例", "对应本表的"].map((text) => make("th", { text }));
  const lines = names.map((name, index) => {
    const texts = [name || `第 ${index + 1} 列`, sample[index] || ""];
    return make("tr", {}, ...texts.map((text) => make("td", { text })), make("td", {}, pickers[index]));
  });
  const heading = make("input", { type: "checkbox", id: freshId(), checked: taken.size > 0 });
  const hint = make("p", { className: "status bad", role: "alert" });
  const body = make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...lines));
  const choice = await ask(
    `核对列：共贴来 ${cells.length} 行`,
    [
      make("label", { className: "pill" }, heading, make("span", { text: "第一行是表头" })),
      make("div", { className: "wide", tabIndex: 0 }, body),
      hint,
    ],
    [
      {
        text: "贴入",
        value: "go",
        main: true,
        ready() {
          const used = pickers.map((one) => one.value).filter(Boolean);
          const twice = used.find((one, index) => used.indexOf(one) !== index);
          hint.textContent = !used.length ? "至少要有一列对上。" : twice ? `“${twice}”选了两次。` : "";
          return !hint.textContent;
        },
      },
      { text: "不贴了", value: "stop" },
    ]
  );
  if (choice !== "go") return undefined;
  return rowsFrom(table, cells, pickers.map((one) => one.value), heading.checked);
}

function rowsFrom(table, cells, chosen, headed) {
  const fields = chosen.map((label) => table.columns.find((field) => field.label === label));
  const named = fields.map((field, index) => [plainName(cells[0][index]), field && field.key]);
  if (headed) rememberColumns(table, Object.fromEntries(named.filter(([, key]) => key)));
  const body = headed ? cells.slice(1) : cells;
  const filled = body.filter((values) => values.some((value) => value.trim()));
  const totals = filled.filter(isTotal);
  const rows = filled
    .filter((values) => !isTotal(values))
    .map((values) => {
      const pairs = values.map((value, index) => fields[index] && [fields[index].key, cellValue(fields[index], value)]);
      return Object.fromEntries(pairs.filter((pair) => pair && pair[1] !== undefined));
    })
    .filter((row) => Object.keys(row).length);
  const out = chosen.map((label, index) => (label ? "" : cells[0][index] || `第 ${index + 1} 列`)).filter(Boolean);
  const parts = [`贴入 ${rows.length} 行`];
  if (totals.length) parts.push(`${totals.length} 行合计没有贴入`);
  const blankRows = filled.length - totals.length - rows.length;
  if (blankRows) parts.push(`${blankRows} 行在选定的列里没有内容，没有贴入`);
  if (out.length) parts.push(`没有要的列：${out.join("、")}`);
  return { rows, told: `${parts.join("；")}。`, left: totals.length + blankRows + out.length };
}
