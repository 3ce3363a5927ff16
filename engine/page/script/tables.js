// SPDX-License-Identifier: Apache-2.0
// Tables: of trades and orders, which are sorted, filtered and exported, and behind pictures.

const kRowsAtFirst = 25;

const tablePlace = (id) => document.querySelector(`[data-table="${id}"]`);

const classOf = (column) => column.word ? "word" : column.time ? "time" : column.cell ? "screen" : "";

// A table of columns {name, text(row), value(row), word, time}, of which 25 rows are made at first.
// Sorted by a click on a column's name; `rows` can be replaced with show().
function dataTable(holder, caption, columns, rows) {
  const scroll = element(holder, "div", { class: "scroll", tabindex: 0, role: "region",
                                          "aria-label": caption });
  const table = element(scroll, "table");
  element(table, "caption", {}, caption);
  const head = element(element(table, "thead"), "tr");
  const body = element(table, "tbody");
  const more = element(holder, "button", { type: "button", class: "more" }, "Show all rows");
  const state = { rows, sorted: null, down: false, shown: kRowsAtFirst };

  const heads = columns.map((column) => {
    const cell = element(head, "th", { scope: "col", class: classOf(column) }, column.value ? null : column.name);
    if (column.value) {
      element(cell, "button", { type: "button", class: "sort" }, column.name).addEventListener("click", () => {
        state.down = state.sorted === column ? !state.down : !column.word;
        state.sorted = column;
        show(state.rows);
      });
    }
    return cell;
  });

  function inOrder() {
    if (state.sorted === null) return state.rows;
    const { value } = state.sorted, sign = state.down ? -1 : 1;
    return [...state.rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return sign * (typeof x === "string" ? x.localeCompare(y) : (x ?? -Infinity) - (y ?? -Infinity));
    });
  }

  function show(next) {
    state.rows = next;
    heads.forEach((cell, i) => cell.setAttribute("aria-sort",
      columns[i] !== state.sorted ? "none" : state.down ? "descending" : "ascending"));
    body.replaceChildren();
    for (const row of inOrder().slice(0, state.shown)) {
      const line = element(body, "tr");
      columns.forEach((column, i) => {
        const cell = element(line, i === 0 ? "th" : "td",
                             { class: classOf(column), ...(i === 0 ? { scope: "row" } : {}) }, column.text?.(row));
        column.cell?.(cell, row);
      });
    }
    more.hidden = next.length <= state.shown;
    more.textContent = `Show all ${countText(next.length)} rows`;
  }

  more.addEventListener("click", () => {
    state.shown = Infinity;
    show(state.rows);
  });
  show(rows);
  return { show, rows: inOrder };
}

// A table behind a picture, made when it is opened for the first time.
function tableBehind(id, summary, columns, rows) {
  const holder = tablePlace(id);
  if (!holder) return;
  holder.replaceChildren();
  const details = element(holder, "details");
  element(details, "summary", {}, summary);
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("table")) {
      dataTable(details, summary, columns, rows());
    }
  });
}

// A cell of a CSV file (RFC 4180); a text that a spreadsheet would run as a formula is disarmed.
function csvCell(value) {
  const isText = typeof value === "string";
  const text = isText && /^[=+\-@\t\r]/.test(value) && !Number.isFinite(Number(value))
    ? "'" + value : String(value ?? "");
  return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

function exportCsv(file, columns, rows) {
  const named = columns.filter((column) => column.value);
  const lines = [named.map(({ name }) => name),
                 ...rows.map((row) => named.map((column) => (column.csv || column.value)(row)))]
    .map((cells) => cells.map(csvCell).join(","));
  const url = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }));
  const link = element(document.body, "a", { href: url, download: file });
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}

const number = (name, at, text) => ({ name, value: (row) => row[at], text: (row) => text(row[at]) });
const symbolName = (index) => index >= 0 && index < data.names.length ? data.names[index] : "";
const word = (name, value) => ({ name, word: true, value, text: value });
const symbolColumn = (at) => word("symbol", (row) => symbolName(row[at]));
const wordColumn = (name, at) => word(name, (row) => data.words[row[at]]);
const timeColumn = (name, at) => ({
  name, time: true, value: (row) => row[at], text: (row) => timeText(row[at]),
  csv: (row) => new Date(1000 * row[at]).toISOString().replace(".000Z", "Z"),
});
const kTradeTags = 14, kFillTags = 7;  // where the tags begin in a row
const tagColumns = (first) => data.dimensions.map((dimension, i) =>
  word(dimension.name, (row) => dimension.labels[row[first + i]]));
const money = (value) => signed(fixed(value, 2));

const tradeColumns = [symbolColumn(0), ...(data.symbols.length > 0 ? [{ name: "chart", cell: jumpButton }] : []),
  word("side", (row) => row[1] > 0 ? "long" : "short"),
  number("quantity", 1, short), timeColumn("entry", 2), number("entry price", 3, short),
  timeColumn("exit", 4), number("exit price", 5, short), number("net", 9, money),
  number("gross", 6, money), number("costs", 7, (value) => fixed(value, 2)),
  number("carry", 8, money), number("bars", 10, countText),
  number("mae", 11, (value) => percent(value, 2)), number("mfe", 12, (value) => percent(value, 2)),
  word("status", (row) => row[13] ? "open" : "closed"), ...tagColumns(kTradeTags),
];

const orderColumns = [
  number("order", 0, String), symbolColumn(1), timeColumn("sent", 2), wordColumn("action", 3),
  wordColumn("type", 4), number("quantity", 5, short), number("filled", 6, short),
  wordColumn("status", 7), wordColumn("reason", 8),
];

const fillColumns = [timeColumn("bar closed", 1), symbolColumn(0), number("quantity", 2, short),
  number("price", 3, short), number("cost", 4, (value) => fixed(value, 2)),
  number("order", 5, String), wordColumn("rule", 6), ...tagColumns(kFillTags),
];

// A choice among the values that a column has in these rows, or all of them.
function choice(holder, column, rows, onChange) {
  const select = element(element(holder, "label", {}, column.name + " "), "select");
  element(select, "option", { value: "" }, "all");
  for (const value of [...new Set(rows.map(column.value))].sort()) {
    element(select, "option", { value }, value === "" ? "none" : value);
  }
  select.addEventListener("change", () => onChange(select.value));
}

// A table with a choice for each of these columns, and its export.
function filteredTable(id, caption, columns, filters, rows) {
  const holder = tablePlace(id), all = data[id].all;
  if (rows.length === 0) {
    element(holder, "p", {}, "There are none.");
    return;
  }
  const controls = element(holder, "div", { class: "controls" });
  const chosen = new Map();
  const refresh = () => {
    const kept = rows.filter((row) =>
      [...chosen].every(([column, value]) => value === "" || column.value(row) === value));
    table.show(kept);
    count.textContent = `${countText(kept.length)} of ` + (all === rows.length ? countText(all)
      : `the ${countText(rows.length)} shown; ` +
        `sorted, filtered and exported are these alone, not all ${countText(all)}`);
  };
  for (const column of columns.filter((one) => filters.includes(one.name))) {
    choice(controls, column, rows, (value) => {
      chosen.set(column, value);
      refresh();
    });
  }
  element(controls, "button", { type: "button" }, "Export CSV")
    .addEventListener("click", () => exportCsv(id + "_shown.csv", columns, table.rows()));
  const count = element(controls, "span", { "aria-live": "polite" });
  const table = dataTable(holder, caption, columns, rows);
  refresh();
}
