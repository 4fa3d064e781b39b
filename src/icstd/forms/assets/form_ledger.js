"use strict";
// A ledger as a table: typed cell by cell, or pasted from a spreadsheet.  The rows
// are data; the table shows one screenful of them, however many there are.

const ROWS_SHOWN = 50;

const severalIn = (field) => ["texts", "choices", "lines"].includes(field.type);

/** What a cell's text stands for; what cannot be read stays as typed, for icstd to name. */
function cellValue(field, text) {
  if (text.trim() === "") return undefined;
  if (severalIn(field)) return parted(text);
  if (!isNumeric(field.type)) return text.trim();
  const number = readNumber(text, field.type === "count");
  return number === undefined ? text.trim() : number;
}

function cellText(value) {
  if (!isFilled(value)) return "";
  if (value === true || value === false) return value ? "是" : "否";
  return Array.isArray(value) ? joined(value) : scalar(value);
}

const wordsOf = (field) =>
  field.type === "yes_no" ? ["是", "否"] : field.type === "choice" ? field.options : [];

/** What is wrong with a cell at first sight, as text. */
function cellFault(field, value) {
  if (!isFilled(value)) return "";
  if (isNumeric(field.type) && typeof value !== "number" && !isBound(field, value)) return "请填数字，不写单位";
  const words = field.type === "choice" ? field.options : [];
  return words.length && !words.includes(value) ? `应填：${words.join("、")}` : "";
}

/** Cells of what a spreadsheet puts on the clipboard: tabs, lines, quotes around both. */
function pastedCells(text) {
  const rows = [[""]];
  let quoted = false;
  const put = (char) => (rows[rows.length - 1][rows[rows.length - 1].length - 1] += char);
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let n = 0; n < clean.length; n += 1) {
    const char = clean[n];
    const row = rows[rows.length - 1];
    if (quoted) {
      if (char !== '"') put(char);
      else if (clean[n + 1] === '"') put(clean[(n += 1)]);
      else quoted = false;
    } else if (char === '"' && row[row.length - 1] === "") quoted = true;
    else if (char === "\t") row.push("");
    else if (char === "\n") rows.push([""]);
    else put(char);
  }
  return rows;
}

/** A ledger: rows, or the statement that there is nothing to enter. */
function ledger(table) {
  const rows = [];
  let first = 0; // of the rows shown
  let waiting = 0;
  const lists = new Map(
    table.columns.filter((field) => wordsOf(field).length).map((field) => {
      const options = wordsOf(field).map((word) => make("option", { value: word }));
      return [field.key, make("datalist", { id: freshId() }, ...options)];
    })
  );
  const none = make("input", { type: "checkbox", id: freshId() });
  const mark = make("label", { className: "pill" }, none, make("span", { text: "一件也没有（不是没有填）" }));
  const headings = table.columns.map((field) => make("th", { text: field.label, scope: "col", title: field.help || "" }));
  const head = make("tr", {}, make("th", { text: "行" }), ...headings, make("th", {}, make("span", { className: "unseen", text: "删去" })));
  const body = make("tbody", {});
  const grid = make("table", { className: "grid" }, make("thead", {}, head), body);
  grid.setAttribute("aria-label", table.label);
  const pager = make("p", { className: "pager" });

  function cell(row, field, index) {
    const input = make("input", {
      type: "text",
      value: cellText(row[field.key]),
      className: `of-${field.type}`,
      autocomplete: "off",
      placeholder: field.type === "date" && index === 0 ? "2025-03-01" : "",
    });
    if (lists.has(field.key)) input.setAttribute("list", lists.get(field.key).id);
    input.setAttribute("aria-label", `第 ${index + 1} 行，${field.label}`);
    const judge = () => {
      const wrong = cellFault(field, row[field.key]);
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      input.title = wrong;
    };
    input.addEventListener("input", () => {
      const value = cellValue(field, input.value);
      if (value === undefined) delete row[field.key];
      else row[field.key] = value;
      judge();
    });
    input.addEventListener("paste", (event) => pasted(event, index, table.columns.indexOf(field)));
    judge();
    return make("td", {}, input);
  }

  function drop(row) {
    rows.splice(rows.indexOf(row), 1);
    draw();
    changed();
  }

  function draw() {
    clearTimeout(waiting);
    waiting = 0;
    first = Math.max(0, Math.min(first, rows.length - 1));
    first -= first % ROWS_SHOWN;
    body.textContent = "";
    rows.slice(first, first + ROWS_SHOWN).forEach((row, offset) => {
      const index = first + offset;
      const remove = make("button", { type: "button", className: "plain", text: "删", on: { click: () => drop(row) } });
      remove.setAttribute("aria-label", `删去第 ${index + 1} 行`);
      const cells = table.columns.map((field) => cell(row, field, index));
      body.append(make("tr", {}, make("td", { className: "unit", text: index + 1 }), ...cells, make("td", {}, remove)));
    });
    box.hidden = !rows.length;
    pager.textContent = "";
    pager.hidden = rows.length <= ROWS_SHOWN;
    if (pager.hidden) return;
    const turn = (text, to, off) =>
      make("button", { type: "button", text, disabled: off, on: { click: () => ((first = to), draw()) } });
    const till = Math.min(first + ROWS_SHOWN, rows.length);
    pager.append(
      turn("前 50 行", first - ROWS_SHOWN, !first),
      ` 第 ${first + 1} 至 ${till} 行，共 ${rows.length} 行 `,
      turn("后 50 行", first + ROWS_SHOWN, till === rows.length)
    );
  }

  const soon = () => (waiting = waiting || setTimeout(draw));

  /** Several cells at once: by their place, or by the names above them. */
  function pasted(event, index, column) {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!/[\t\n]./.test(text)) return;
    event.preventDefault();
    const cells = pastedCells(text);
    if (cells.length > 1 && matchedHeadings(table, cells[0]) > 1) {
      take(cells);
      return;
    }
    cells.forEach((values, down) => {
      if (index + down >= rows.length) rows.push({});
      const row = rows[index + down];
      values.slice(0, table.columns.length - column).forEach((value, right) => {
        const field = table.columns[column + right];
        const read = cellValue(field, value);
        if (read === undefined) delete row[field.key];
        else row[field.key] = read;
      });
    });
    const over = Math.max(...cells.map((values) => values.length)) - (table.columns.length - column);
    say(over > 0 ? `已贴入 ${cells.length} 行；右边多出的 ${over} 列放不下，没有贴入。` : `已贴入 ${cells.length} 行。`, over > 0 ? "bad" : "good");
    draw();
    changed();
  }

  async function take(cells) {
    const found = await columnsOf(table, cells);
    if (!found) return;
    const kept = get() || [];
    rows.splice(0, rows.length, ...kept, ...found.rows);
    first = kept.length;
    draw();
    changed();
    say(found.told, found.left ? "bad" : "good");
  }

  function get() {
    const found = rows.filter((row) => Object.keys(row).length);
    return found.length ? found : none.checked ? [] : undefined;
  }

  const box = make("div", { className: "wide", tabIndex: 0, hidden: true }, grid);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", table.label);
  const more = () => {
    rows.push({});
    first = rows.length - 1;
    draw();
    body.lastElementChild.querySelector("input").focus();
  };
  const buttons = make(
    "div",
    { className: "choices" },
    make("button", { type: "button", text: "添加一行", on: { click: more } }),
    make("button", { type: "button", text: "从 Excel 粘贴", on: { click: async () => { const cells = await askForCells(table); if (cells) take(cells); } } })
  );
  return {
    node: make("div", { className: "ledger" }, mark, box, pager, buttons, ...lists.values()),
    rows,
    fields: table.columns,
    add(given) {
      const known = table.columns.map((field) => field.key);
      const pairs = Object.entries(isRecord(given) ? given : {});
      rows.push(Object.fromEntries(pairs.filter(([key, value]) => known.includes(key) && isFilled(value))));
      soon();
      return isRecord(given) && pairs.every(([key, value]) => known.includes(key) && !isRecord(value));
    },
    clear() {
      none.checked = false;
      rows.length = 0;
      soon();
    },
    set: (given) => (none.checked = Array.isArray(given) && !given.length),
    get,
  };
}
