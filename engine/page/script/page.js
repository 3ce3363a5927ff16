// SPDX-License-Identifier: Apache-2.0
// What the page does: controls, cursor, brush, jumps.

const kDrawings = {
  "equity": drawEquity, "drawdown": drawDrawdown, "exposure": drawExposure, "lanes": drawLanes,
  "price": drawPrice, "latency": drawLatency,
  "rolling-sharpe": (holder) => drawRolling(holder, "sharpe", "Sharpe ratio a year", short),
  "rolling-volatility": (holder) =>
    drawRolling(holder, "volatility", "volatility a year, %", shortPercent),
};
const kStill = {
  "distribution": drawDistribution, "costs": drawCosts, "excursions": drawExcursions,
  "stages": drawStages,
};

function drawTimes() {
  timePictures.length = 0;
  for (const [id, draw] of Object.entries(kDrawings)) {
    const holder = place(id);
    if (holder && cellCount > 0) {
      const box = draw(holder);
      if (box) {
        timePictures.push({ id, box });
        attach(id, box);
      }
    } else if (holder) {
      emptyPicture(holder, "The run has no steps.");
    }
  }
  drawCursor();
  showPeriod();
}

function drawStill() {
  for (const [id, draw] of Object.entries(kStill)) {
    const holder = place(id);
    if (holder) {
      draw(holder);
    }
  }
  for (const holder of document.querySelectorAll('[data-picture^="regime-"]')) {
    drawRegime(holder, Number(holder.dataset.picture.slice("regime-".length)));
  }
}

// Several changes within a frame are drawn once.
let waiting = false;
function redraw() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      drawTimes();
    });
  }
}

function show(from, to) {
  const most = Math.max(0, cellCount - 1);
  const span = Math.min(most, Math.max(Math.min(4, most), Math.round(to - from)));
  view.from = Math.min(most - span, Math.max(0, Math.round(from)));
  view.to = view.from + span;
  redraw();
}

const pan = (share) => {
  const move = Math.round(share * spanOf());
  show(view.from + move, view.to + move);
};
const zoom = (factor) => {
  const middle = view.cursor ?? (view.from + view.to) / 2;
  show(middle - (middle - view.from) * factor, middle + (view.to - middle) * factor);
};
const showWhole = () => show(0, cellCount - 1);

function drawCursor() {
  for (const { box } of timePictures) {
    box.svg.querySelectorAll(".cursor").forEach((line) => line.remove());
    if (view.cursor !== null && view.cursor >= view.from && view.cursor <= view.to) {
      const x = xOfCell(box, view.cursor);
      element(box.svg, "line", { class: "cursor", x1: x, x2: x, y1: box.top, y2: box.bottom });
    }
  }
  const text = view.cursor === null ? "Point at a picture to read its values; drag across it to choose a period."
                                    : readout(view.cursor);
  document.querySelectorAll(".readout").forEach((output) => { output.textContent = text; });
}

function readout(cell) {
  const parts = [timeText(times[cell]) + " UTC", "equity " + short(account.equity.last[cell]),
                 "drawdown " + percent(account.fall[cell]),
                 "gross " + percent(account.gross[cell], 0), "net " + percent(account.net[cell], 0)];
  if (data.symbols.length > 0) {
    const series = symbolSeries(view.symbol), at = Math.floor(cell / cellsOfPrice);
    parts.push(`${series.name} ${short(series.price.last[at])}`);
    data.dimensions.forEach((dimension, i) => {
      const label = series.lanes[i][at];
      parts.push(`${dimension.name}: ${label ? dimension.labels[label - 1] : "no bar"}`);
    });
  }
  return parts.join(" · ");
}

// Cursor, brush and keys of a picture over time.
function attach(id, box) {
  const svg = box.svg;
  svg.classList.add("timeline");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight + - 0");
  let start = null, brush = null;
  const xOf = (event) => event.clientX - svg.getBoundingClientRect().left;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      start = xOf(event);
      svg.setPointerCapture(event.pointerId);
    }
  });
  svg.addEventListener("pointermove", (event) => {
    view.cursor = cellOfX(box, xOf(event));
    drawCursor();
    if (start !== null && Math.abs(xOf(event) - start) > 4) {
      brush = brush || element(svg, "rect", { class: "brush", y: box.top,
                                              height: box.bottom - box.top });
      const [x, end] = [start, xOf(event)].sort((a, b) => a - b);
      brush.setAttribute("x", Math.max(box.left, x));
      brush.setAttribute("width", Math.max(0, Math.min(box.right, end) - Math.max(box.left, x)));
    } else if (id === "price") {
      pointAtFill(box, event);
    }
  });
  svg.addEventListener("pointerup", (event) => {
    const [from, to] = [start, xOf(event)].sort((a, b) => a - b);
    if (brush) {
      brush.remove();
      show(cellOfX(box, from), cellOfX(box, to));
    }
    start = brush = null;
  });
  svg.addEventListener("pointercancel", () => { start = null; });
  svg.addEventListener("dblclick", showWhole);
  svg.addEventListener("keydown", (event) => onKey(id, event));
}

function onKey(id, event) {
  const step = Math.max(1, Math.round(spanOf() / 200));
  const at = view.cursor ?? Math.round((view.from + view.to) / 2);
  const move = (by) => {
    view.cursor = Math.min(view.to, Math.max(view.from, at + by));
    drawCursor();
  };
  const actions = {
    "ArrowLeft": () => event.shiftKey ? pan(-0.25) : move(-step),
    "ArrowRight": () => event.shiftKey ? pan(0.25) : move(step),
    "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2),
    "0": showWhole, "Escape": showWhole,
  };
  if (actions[event.key] && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    actions[event.key]();
    requestAnimationFrame(() => place(id).querySelector("svg")?.focus());
  }
}

// The fill that is nearest to the pointer, if it is near.
function pointAtFill(box, event) {
  const frame = box.svg.getBoundingClientRect();
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
  let best = null, least = 14;
  for (const [row, i] of fillsInView()) {
    const away = Math.hypot(xOfCell(box, fillCells[i]) - x, yPlace(box, box.scale, row[3]) - y);
    if (away < least) {
      [best, least] = [i, away];
    }
  }
  if (best !== null && best !== view.fill) {
    chooseFill(best);
  }
}

function chooseFill(i) {
  view.fill = i;
  const row = fillRows[i];
  const tags = data.dimensions.map((dimension, d) =>
    `${dimension.name}: ${dimension.labels[row[kFillTags + d]]}`);
  tablePlace("fill").textContent =
    `Order ${row[5]}: ${row[2] > 0 ? "bought" : "sold"} ${short(Math.abs(row[2]))} ` +
    `${symbolName(row[0])} at ${short(row[3])} in the bar that closed ${timeText(row[1])} UTC by ` +
    `${data.words[row[6]]}; cost ${fixed(row[4], 2)} ${moneyUnit}` +
    (tags.length > 0 ? "; known then: " + tags.join(", ") : "") + ".";
  redraw();
}

function nextFill(by) {
  const fills = fillsInView().map(([, i]) => i);
  if (fills.length > 0) {
    const at = fills.indexOf(view.fill);
    chooseFill(fills[(at + by + fills.length) % fills.length]);
  }
}

// Figures of the view's period, from session end to session end.
function showPeriod() {
  const holder = tablePlace("period");
  const whole = view.from === 0 && view.to === cellCount - 1;
  const start = whole ? 0 : Math.max(0, sessionTimes.findLastIndex((time) => time <= times[view.from]));
  const end = sessionTimes.findLastIndex((time) => time <= times[view.to]);
  holder.replaceChildren();
  if (cellCount === 0 || end <= start) {
    element(holder, "p", { class: "faint" }, "No session lies in this period, so it has no figures.");
    return;
  }
  const columns = [sessions.equity, sessions.hold].map((values) =>
    periodFigures(values.slice(start, end + 1)));
  element(holder, "p", { class: "faint" }, (whole ? "The whole run: " : "This period: ") +
    `${dateText(sessionTimes[start])} to ${dateText(sessionTimes[end])}, ` +
    `${grouped(String(end - start))} session ends.`);
  const table = element(element(holder, "div", { class: "scroll" }), "table");
  const head = element(element(table, "thead"), "tr");
  ["", "strategy", "buy and hold"].forEach((name) => element(head, "th", { scope: "col" }, name));
  const body = element(table, "tbody");
  for (const [key, name] of [["total", "total return"], ["volatility", "volatility a year"],
                             ["sharpe", "Sharpe ratio a year"], ["fall", "deepest drawdown"]]) {
    const line = element(body, "tr");
    element(line, "th", { scope: "row", class: "word" }, name);
    columns.forEach((figures, i) => element(line, "td", {
      "data-period": i === 0 ? key : "hold-" + key, "data-value": figures[key],
    }, key === "sharpe" ? fixed(figures[key], 2) : percent(figures[key])));
  }
}

function periodFigures(equity) {
  if (equity.length < 2 || equity.some((value) => !(value > 0))) {
    return { total: NaN, volatility: NaN, sharpe: NaN, fall: NaN };
  }
  const figures = measured(equity.slice(1).map((value, i) => value / equity[i] - 1));
  let peak = -Infinity, fall = 0;
  for (const value of equity) {
    peak = Math.max(peak, value);
    fall = Math.min(fall, value / peak - 1);
  }
  return { ...figures, total: equity[equity.length - 1] / equity[0] - 1, fall };
}

// From a trade of the table to its price, and back.
let jumpedFrom = null;
function jumpButton(cell, row) {
  const place_ = data.symbols.findIndex((symbol) => symbol.index === row[0]);
  if (place_ < 0) {
    cell.textContent = "not here";
    return;
  }
  const button = element(cell, "button", {
    type: "button", class: "jump", "aria-label": `Show this trade of ${symbolName(row[0])} in the price`,
  }, "show");
  button.addEventListener("click", () => jumpTo(row, place_, button));
}

function jumpTo(row, symbolPlace, button) {
  jumpedFrom = button;
  view.trade = row;
  chooseSymbol(symbolPlace);
  const [from, to] = [cellAt(row[2]), cellAt(row[4])];
  const room = Math.max(6 * cellsOfPrice, 0.5 * (to - from));
  show(from - room, to + room);
  backButton.hidden = false;
  document.getElementById("price").scrollIntoView();
  requestAnimationFrame(() => place("price").querySelector("svg")?.focus({ preventScroll: true }));
}

let backButton = null;
const symbolChoices = [];
function chooseSymbol(symbolPlace) {
  view.symbol = symbolPlace;
  view.fill = null;
  symbolChoices.forEach((select) => { select.value = String(symbolPlace); });
  priceTable();
  redraw();
}

function button(holder, text, label, action) {
  const made = element(holder, "button", { type: "button", "aria-label": label }, text);
  made.addEventListener("click", action);
  return made;
}

function checkbox(holder, text, key) {
  const label = element(holder, "label");
  const box = element(label, "input", { type: "checkbox" });
  box.checked = view[key];
  label.appendChild(document.createTextNode(" " + text));
  box.addEventListener("change", () => {
    view[key] = box.checked;
    redraw();
  });
}

function symbolChoice(holder) {
  if (data.symbols.length > 0) {
    symbolChoices.push(choice(holder, "Symbol", data.symbols.map((symbol, i) => [String(i), symbol.name]),
                              (value) => chooseSymbol(Number(value))));
  }
}

function dateField(holder, text) {
  const label = element(holder, "label", {}, text + " ");
  return element(label, "input", { type: "date" });
}

function periodControls() {
  const holder = document.querySelector('[data-controls="period"]');
  symbolChoice(holder);
  checkbox(holder, "logarithmic", "log");
  checkbox(holder, "buy and hold", "hold");
  const from = dateField(holder, "From"), to = dateField(holder, "to");
  const onDates = () => {
    if (from.value && to.value && from.value < to.value) {
      show(cellAt(Date.parse(from.value) / 1000), cellAt(Date.parse(to.value) / 1000));
    }
  };
  from.addEventListener("change", onDates);
  to.addEventListener("change", onDates);
  button(holder, "+", "Zoom in", () => zoom(0.5));
  button(holder, "−", "Zoom out", () => zoom(2));
  button(holder, "◀", "Earlier", () => pan(-0.5));
  button(holder, "▶", "Later", () => pan(0.5));
  button(holder, "Whole run", "Show the whole run", showWhole);
  element(holder, "p", { class: "readout" });
}

function priceControls() {
  const holder = document.querySelector('[data-controls="symbol"]');
  symbolChoice(holder);
  button(holder, "◀ fill", "The fill before", () => nextFill(-1));
  button(holder, "fill ▶", "The next fill", () => nextFill(1));
  button(holder, "Whole run", "Show the whole run", showWhole);
  backButton = button(holder, "Back to the trade", "Back to the trade in the table", () => {
    backButton.hidden = true;
    jumpedFrom?.scrollIntoView({ block: "center" });
    jumpedFrom?.focus();
  });
  backButton.hidden = true;
  element(holder, "p", { class: "readout" });
}

// The last sessions of months, at most 600 of them, the latest.
function monthEnds() {
  return sessionTimes.map((time, i) => [time, i])
    .filter(([time, i]) => i + 1 === sessionTimes.length ||
      dateText(time - 1).slice(0, 7) !== dateText(sessionTimes[i + 1] - 1).slice(0, 7)).slice(-600);
}

const cellOf = (row) => row[1] === 0 ? 0 : cellAt(row[0]);
const column = (name, value, text) => ({ name, value, text: (row) => text(value(row)) });
const day = { name: "session end", value: (row) => row[0], text: (row) => timeText(row[0]) };

// Of the symbol that is chosen: made anew when it changes.
function priceTable() {
  if (data.symbols.length === 0) return;
  const priceAt = (row) => Math.floor(cellOf(row) / cellsOfPrice);
  tableBehind("prices", `Table: price and tags of ${symbolSeries(view.symbol).name} at the ends of months`, [
    day, column("price", (row) => symbolSeries(view.symbol).price.last[priceAt(row)], short),
    ...data.dimensions.map((dimension, i) => column(dimension.name, (row) =>
      dimension.labels[symbolSeries(view.symbol).lanes[i][priceAt(row)] - 1] || "", String)),
  ], monthEnds);
}

function pictureTables() {
  priceTable();
  tableBehind("sessions", "Table: equity, drawdown and exposure at the ends of months", [
    day, column("equity", (row) => sessions.equity[row[1]], (value) => fixed(value, 2)),
    column("buy and hold", (row) => sessions.hold[row[1]], (value) => fixed(value, 2)),
    column("drawdown", (row) => account.fall[cellOf(row)], percent),
    column("gross", (row) => account.gross[cellOf(row)], percent),
    column("net", (row) => account.net[cellOf(row)], percent),
  ], monthEnds);
  tableBehind("rolling", "Table: rolling year at the ends of months", [
    day, column("Sharpe", (row) => row[2].sharpe, (value) => fixed(value, 2)),
    column("volatility", (row) => row[2].volatility, percent),
  ], () => monthEnds().map(([time, i]) => [time, i, rolling.find((one) => one.session === i)])
    .filter((row) => row[2]));
  tableBehind("distribution", "Table: sessions by return", [
    column("from", (bin) => bin.from, (value) => percent(value, 2)),
    column("to", (bin) => bin.to, (value) => percent(value, 2)),
    column("sessions", (bin) => bin.count, String),
  ], () => histogram(sessionReturns));
  tableBehind("course", "Table: time per bar over the run", [
    column("from step", (i) => data.course.steps[i], (value) => grouped(String(value))),
    column("median", (i) => data.course.median[i], nanoseconds),
    column("largest", (i) => data.course.max[i], nanoseconds),
  ], () => data.course.steps.map((_, i) => i));
  tableBehind("fills", "Table: fills", fillColumns, () => fillRows);
}

function start() {
  periodControls();
  priceControls();
  drawTimes();
  drawStill();
  pictureTables();
  filteredTable("trades", "Trades", "trades_shown.csv", tradeColumns,
                ["symbol", "side", "status", ...data.dimensions.map((one) => one.name)],
                tradeRows);
  filteredTable("orders", "Orders", "orders_shown.csv", orderColumns,
                ["symbol", "type", "status", "reason"], orderRows);
  for (const [moment, width] of [["beforeprint", 718], ["afterprint", 0]]) {
    window.addEventListener(moment, () => {
      paperWidth = width;
      drawTimes();
      drawStill();
    });
  }
  let width = document.documentElement.clientWidth;
  window.addEventListener("resize", () => {
    if (document.documentElement.clientWidth !== width) {
      width = document.documentElement.clientWidth;
      redraw();
      drawStill();
    }
  });
}

start();
