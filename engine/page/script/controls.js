// SPDX-License-Identifier: Apache-2.0
// What is done with the pictures over time: cursor, brush, keys, buttons, fills, jumps.

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
  for (const box of timePictures) {
    box.svg.querySelectorAll(".cursor").forEach((line) => line.remove());
    if (view.cursor !== null && view.cursor >= view.from && view.cursor <= view.to) {
      const x = xOfCell(box, view.cursor);
      drawSegment(box.svg, "cursor", x, box.top, x, box.bottom);
    }
  }
  const text = view.cursor === null ? "Point at a picture to read its values; drag across it to choose a period."
                                    : readout(view.cursor);
  document.querySelectorAll(".readout").forEach((output) => { output.textContent = text; });
}

// The labels of a cell's steps; their shares where there are several.
function labelText(dimension, labels, cell) {
  const counts = labelCounts(labels, dimension, cell * data.per, lastStep(cell));
  const found = [...counts].map((count, label) => [count, label ? dimension.labels[label - 1] : "no bar"])
    .filter(([count]) => count > 0).sort(([a], [b]) => b - a);
  const all = found.reduce((sum, [count]) => sum + count, 0);
  return dimension.name + ": " + found.map(([count, label]) =>
    found.length === 1 ? label : `${label} ${percent(count / all, 0)}`).join(", ");
}

function readout(cell) {
  const parts = [timeText(times[cell]) + " UTC", "equity " + short(account.equity.last[cell]),
                 "drawdown " + percent(account.fall[cell]),
                 "gross " + percent(account.gross[cell], 0), "net " + percent(account.net[cell], 0)];
  if (data.symbols.length > 0) {
    const series = symbolSeries(view.symbol);
    parts.push(`${series.name} ${short(series.price.last[Math.floor(cell / cellsOfPrice)])}`,
               ...data.dimensions.map((dimension, i) => labelText(dimension, series.lanes[i], cell)));
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
      brush = brush || drawBox(svg, "brush", 0, box.top, 0, box.bottom - box.top);
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
  const [nearest] = fillsInView().map(([row, i]) =>
    [Math.hypot(xOfCell(box, fillCells[i]) - x, yPlace(box, box.scale, row[3]) - y), i])
    .filter(([away]) => away < 14).sort(([a], [b]) => a - b);
  if (nearest && nearest[1] !== view.fill) {
    chooseFill(nearest[1]);
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

// From a trade of the table to its price, and back.
let jumpedFrom = null;
function jumpButton(cell, row) {
  const symbolPlace = data.symbols.findIndex((symbol) => symbol.index === row[0]);
  if (symbolPlace < 0) {
    cell.textContent = "not here";
    return;
  }
  const button = element(cell, "button", {
    type: "button", class: "jump", "aria-label": `Show this trade of ${symbolName(row[0])} in the price`,
  }, "show");
  button.addEventListener("click", () => jumpTo(row, symbolPlace, button));
}

function jumpTo(row, symbolPlace, button) {
  jumpedFrom = button;
  view.trade = row;
  chooseSymbol(symbolPlace);
  const [from, to] = [cellAt(row[2]), cellAt(row[4])];
  const room = Math.max(6 * cellsOfPrice, 0.5 * (to - from));
  show(from - room, to + room);
  document.querySelector('[data-do="back"]').hidden = false;
  document.getElementById("price").scrollIntoView();
  requestAnimationFrame(() => place("price").querySelector("svg")?.focus({ preventScroll: true }));
}

function backToTrade() {
  document.querySelector('[data-do="back"]').hidden = true;
  jumpedFrom?.scrollIntoView({ block: "center" });
  jumpedFrom?.focus();
}

function chooseSymbol(symbolPlace) {
  view.symbol = symbolPlace;
  view.fill = null;
  document.querySelectorAll("[data-symbols]").forEach((select) => { select.value = symbolPlace; });
  priceTable();
  redraw();
}

const kActions = {
  "zoom-in": () => zoom(0.5), "zoom-out": () => zoom(2), "earlier": () => pan(-0.5),
  "later": () => pan(0.5), "whole": showWhole, "fill-before": () => nextFill(-1),
  "fill-after": () => nextFill(1), "back": backToTrade,
};

// The controls are in the page, hidden until there is a script.
function startControls() {
  document.querySelectorAll(".controls").forEach((holder) => { holder.hidden = false; });
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", kActions[button.dataset.do]);
  }
  for (const box of document.querySelectorAll("[data-switch]")) {
    box.checked = view[box.dataset.switch];
    box.addEventListener("change", () => {
      view[box.dataset.switch] = box.checked;
      redraw();
    });
  }
  for (const select of document.querySelectorAll("[data-symbols]")) {
    select.parentElement.hidden = data.symbols.length === 0;
    data.symbols.forEach(({ name }, i) => element(select, "option", { value: i }, name));
    select.addEventListener("change", () => chooseSymbol(Number(select.value)));
  }
  const dates = [...document.querySelectorAll('[data-controls="period"] [type="date"]')];
  dates.forEach((date) => date.addEventListener("change", () => {
    const [from, to] = dates.map(({ value }) => Date.parse(value) / 1000);
    if (from < to) {
      show(cellAt(from), cellAt(to));
    }
  }));
}
