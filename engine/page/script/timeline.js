// SPDX-License-Identifier: Apache-2.0
// Pictures over time: they share one period, one cursor and one symbol.

const view = {
  from: 0, to: Math.max(0, cellCount - 1),  // cells, both inside
  cursor: null,
  symbol: 0,      // place in data.symbols
  trade: null,    // row of tradeRows that was jumped to
  fill: null,     // place in fillRows that is looked at
  log: false,
  hold: hasHold,
};
// Where buy and hold dwarfs the account, or the other way round, only a logarithmic axis shows both.
const ends = extent([...sessions.equity, ...sessions.hold]);
view.log = ends !== null && ends[0] > 0 && ends[1] > 8 * ends[0];

const timePictures = [];  // the boxes of those that are drawn

const spanOf = () => Math.max(1, view.to - view.from);

function xOfCell(box, cell) {
  return box.left + (cell - view.from) / spanOf() * (box.right - box.left);
}

function cellOfX(box, x) {
  const cell = view.from + (x - box.left) / (box.right - box.left) * spanOf();
  return Math.min(view.to, Math.max(view.from, Math.round(cell)));
}

// The cells of the view in groups that are not narrower than a pixel: [first, last] each. `per`: so
// many account cells are one of the series.
function groups(box, per = 1) {
  const first = Math.floor(view.from / per), last = Math.floor(view.to / per);
  const size = Math.max(1, Math.floor((last - first + 1) / (box.right - box.left)));
  const list = [];
  for (let cell = first; cell <= last; cell += size) {
    list.push([cell, Math.min(cell + size - 1, last)]);
  }
  return list;
}

// The lowest or the highest value of a group, of those that are there.
const outermost = (pick) => (values, [first, last]) => {
  let found = NaN;
  for (let i = first; i <= last; i++) {
    if (!Number.isNaN(values[i])) {
      found = Number.isNaN(found) ? values[i] : pick(found, values[i]);
    }
  }
  return found;
};
const lowest = outermost(Math.min), highest = outermost(Math.max);

// Values by cell as a line of the last of each group, over the band from lowest to highest.
function drawRange(box, scale, range, style, per = 1) {
  const parts = groups(box, per);
  const x = ([, last]) => xOfCell(box, Math.min(view.to, last * per + per - 1));
  const y = (value) => yPlace(box, scale, value);
  drawBand(box, parts.map((part) => [x(part), y(lowest(range.low, part))]),
           parts.map((part) => [x(part), y(highest(range.high, part))]), style);
  drawLine(box, parts.map((part) => [x(part), y(range.last[part[1]])]), style);
}

// Points [cell, value] as a line.
function drawPoints(box, scale, points, style) {
  drawLine(box, points.map(([cell, value]) => [xOfCell(box, cell), yPlace(box, scale, value)]), style);
}

const asRange = (values) => ({ low: values, high: values, last: values });

function drawTimeAxis(box) {
  if (cellCount === 0) return;
  drawXTicks(box, timeTicks(view.from, view.to, box.right - box.left)
    .map(({ cell, text }) => ({ x: xOfCell(box, cell), text })));
}

// Points [cell, value] of sessions inside the view.
function sessionPoints(values) {
  return sessionTimes.map((time, i) => [i === 0 ? 0 : cellAt(time), values[i]])
    .filter(([cell, value]) => cell >= view.from && cell <= view.to && Number.isFinite(value));
}

function valueScale(values, log, room = 0.04, label = short) {
  const range = extent(values);
  if (range === null) return null;
  if (log && range[0] > 0) {
    const [low, high] = range[0] === range[1] ? [0.9 * range[0], 1.1 * range[1]] : range;
    return logScale(low / Math.pow(high / low, room), high * Math.pow(high / low, room), label);
  }
  return linearScale(...widened(range, room), label);
}

const inView = (values, per = 1) => values.slice(Math.floor(view.from / per), Math.floor(view.to / per) + 1);

// A picture over time with its axes; `unit` says what the y axis counts, `keys` what is drawn.
function openTimes(holder, height, scale, ticks, unit, keys) {
  const box = openPicture(holder, height);
  drawYAxis(box, scale, ticks);
  drawTimeAxis(box);
  legend(holder, unit, keys);
  return box;
}

function drawEquity(holder) {
  const hold = view.hold ? sessionPoints(sessions.hold) : [];
  const scale = valueScale([...inView(account.equity.low), ...inView(account.equity.high),
                            ...hold.map(([, value]) => value)], view.log);
  const box = openTimes(holder, 280, scale, 5, "equity, " + moneyUnit + (view.log ? ", logarithmic" : ""),
                        [["c0", "strategy"], ...(view.hold ? [["c1", "buy and hold"]] : [])]);
  drawPoints(box, scale, hold, "c1 dashed");
  drawRange(box, scale, account.equity, "c0");
  return box;
}

function drawDrawdown(holder) {
  const scale = linearScale(1.05 * Math.min(-0.001, extent(inView(account.fall))[0]), 0, shortPercent);
  const box = openTimes(holder, 150, scale, 3, "below the highest equity before, %", [["c3", "drawdown"]]);
  drawRange(box, scale, { ...asRange(account.fall), high: account.fall.map(() => 0) }, "c3");
  return box;
}

function drawExposure(holder) {
  const same = data.account.net === null;
  const scale = valueScale([0, ...inView(account.gross), ...inView(account.net)], false, 0.06,
                           shortPercent);
  const box = openTimes(holder, 150, scale, 3, "of equity, %",
                        same ? [["c4", "gross and net, never short"]] : [["c4", "gross"], ["c2", "net"]]);
  drawRange(box, scale, asRange(account.gross), "c4");
  if (!same) {
    drawRange(box, scale, asRange(account.net), "c2");
  }
  return box;
}

const kLabelStyles = 8;

// The style of each label that a lane has. Of dimensions with more labels than there are colours, it
// is that of its place among those which the lane has.
function labelStyles(dimension, labels) {
  const present = [...new Set(labels)].filter((label) => label > 0).sort((a, b) => a - b);
  const few = dimension.labels.length <= kLabelStyles + 1;
  return new Map(present.map((label, i) => [label, label === dimension.labels.length ? "unknown"
    : "l" + (few ? label - 1 : i) % kLabelStyles]));
}

// The step whose place is nearest to this pixel.
function stepOfX(box, x) {
  const cell = view.from + (x - box.left) / (box.right - box.left) * spanOf();
  return Math.min(data.steps - 1, Math.max(0, Math.round((cell + 1) * data.per - 1)));
}

// The style of a part of a lane: the label that most steps have, lighter where not half of them do;
// "" where most have no bar.
function laneStyle(dimension, labels, styles, first, last) {
  const counts = labelCounts(labels, dimension, first, last);
  const most = counts.indexOf(Math.max(...counts));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return most === 0 ? "" : styles.get(most) + (2 * counts[most] > all ? "" : " mixed");
}

// A lane as one path for each style, pixel by pixel.
function drawLane(box, top, height, dimension, labels, styles) {
  const paths = new Map();
  let begin = box.left, before = "";
  for (let x = box.left; x <= box.right; x++) {
    const first = stepOfX(box, x), last = Math.max(first, stepOfX(box, x + 1) - 1);
    const style = x < box.right ? laneStyle(dimension, labels, styles, first, last) : "";
    if (style !== before) {
      if (before !== "") {
        paths.set(before, (paths.get(before) || "") + `M${begin} ${top}H${x}V${top + height}H${begin}Z`);
      }
      begin = x;
      before = style;
    }
  }
  for (const [style, path] of paths) {
    element(box.svg, "path", { class: "lane " + style, d: path });
  }
}

const kLaneHeight = 46;

function drawLanes(holder) {
  if (data.dimensions.length === 0) return emptyPicture(holder, "The run has no regimes.");
  const series = symbolSeries(view.symbol);
  const box = openPicture(holder, kLaneHeight * data.dimensions.length + 32, { top: 4 });
  drawTimeAxis(box);
  data.dimensions.forEach((dimension, i) => {
    const top = box.top + kLaneHeight * i;
    laneHead(box, top + 14, dimension, series.styles[i]);
    drawLane(box, top + 22, 18, dimension, series.lanes[i], series.styles[i]);
  });
  legend(holder, `tags of ${series.name}${data.lane_per > 1 ? `, by ${data.lane_per} steps` : ""}; lighter: ` +
         "of several, the one that most steps have", []);
  return box;
}

// The name of a dimension and as many of its labels with their colours as there is room for; a
// screen cannot tell more than eight colours apart, the cursor tells all labels.
function laneHead(box, y, dimension, styles) {
  drawBox(box.svg, "paper", box.left, y - 12, box.right - box.left, 17);
  const name = cut(dimension.name, 150);
  drawText(box.svg, "lane-name", box.left, y, name);
  let x = box.left + textWidth(name) + 14;
  for (const [label, style] of styles.size > kLabelStyles + 1 ? [] : styles) {
    const text = cut(dimension.labels[label - 1], 110);
    const width = 16 + textWidth(text) + 8;
    if (x + width > box.right) {
      drawText(box.svg, "tick", x, y, "…");
      return;
    }
    drawBox(box.svg, "lane " + style, x, y - 10, 11, 11);
    drawText(box.svg, "tick", x + 15, y, text);
    x += width;
  }
}

const fillCells = fillRows.map((row) => cellAt(row[1]));

// [row, place] of the fills of the chosen symbol that are in view.
function fillsInView() {
  const index = data.symbols.length > 0 ? data.symbols[view.symbol].index : -1;
  return fillRows.map((row, i) => [row, i]).filter(([row, i]) =>
    row[0] === index && fillCells[i] >= view.from && fillCells[i] <= view.to);
}

function drawPrice(holder) {
  if (data.symbols.length === 0) return emptyPicture(holder, "No symbol has prices.");
  const series = symbolSeries(view.symbol);
  const fills = fillsInView();
  const scale = valueScale([...inView(series.price.low, cellsOfPrice),
                            ...inView(series.price.high, cellsOfPrice),
                            ...fills.map(([row]) => row[3])], view.log);
  if (scale === null) return emptyPicture(holder, series.name + " has no bars in this period.");
  const box = openTimes(holder, 320, scale, 5, "price of " + series.name + (view.log ? ", logarithmic" : ""),
                        [["c5", "close, low to high"], ["buy", "▲ bought"], ["sell", "▼ sold"]]);
  drawRange(box, scale, series.price, "c5", cellsOfPrice);
  drawFills(box, scale, fills);
  drawTrade(box, scale);
  return { ...box, scale };
}

function triangle(x, y, up, size) {
  const tip = up ? y + 1 : y - 1, base = up ? tip + 1.6 * size : tip - 1.6 * size;
  return `M${x.toFixed(1)} ${tip.toFixed(1)}L${(x - size).toFixed(1)} ${base.toFixed(1)}` +
    `H${(x + size).toFixed(1)}Z`;
}

function drawFills(box, scale, fills) {
  const size = fills.length > 300 ? 3 : 5;
  const at = ([row, i]) => [xOfCell(box, fillCells[i]), yPlace(box, scale, row[3])];
  for (const [style, up] of [["buy", true], ["sell", false]]) {
    const marks = fills.filter(([row]) => row[2] > 0 === up).map((fill) => triangle(...at(fill), up, size));
    element(box.svg, "path", { class: style, d: marks.join("") });
  }
  for (const [cx, cy] of fills.filter(([, i]) => i === view.fill).map(at)) {
    drawDot(box.svg, "chosen", cx, cy, 9);
  }
}

// The trade that was jumped to: from its entry to its exit.
function drawTrade(box, scale) {
  const row = view.trade;
  if (row === null || data.symbols[view.symbol].index !== row[0]) return;
  const ends = [[row[2], row[3]], [row[4], row[5]]].map(([time, price]) =>
    [xOfCell(box, cellAt(time)), yPlace(box, scale, price)]);
  drawLine(box, ends, "chosen-trade");
  for (const [cx, cy] of ends) {
    drawDot(box.svg, "chosen", cx, cy, 6);
  }
}

function drawRolling(holder, key, unit, label) {
  if (rolling.length === 0) {
    return emptyPicture(holder, "The run is shorter than a year of sessions, so there is no rolling year.");
  }
  const points = rolling.map((entry) => [cellAt(sessionTimes[entry.session]), entry[key]])
    .filter(([cell]) => cell >= view.from && cell <= view.to);
  const scale = valueScale([0, ...points.map(([, value]) => value)], false, 0.06, label);
  const box = openTimes(holder, 160, scale, 3, unit, []);
  drawPoints(box, scale, points, "c0");
  return box;
}

function drawLatency(holder) {
  const course = data.course;
  const limits = data.run.latency.budgets.filter((one) => one.stage === "bar" && one.quantile > 0)
    .map((one) => one.limit_ns);
  const points = course.steps.map((step, i) => ({
    cell: (step - course.first_step) / data.per, median: course.median[i], max: course.max[i],
  })).filter(({ cell }) => cell >= view.from && cell <= view.to);
  if (points.length === 0) return emptyPicture(holder, "No step of this period was metered.");
  const scale = valueScale([...points.flatMap(({ median, max }) => [Math.max(1, median), max]),
                            ...limits], true, 0.06, nanoseconds);
  const box = openTimes(holder, 220, scale, 4, "time per bar, logarithmic",
                        [["c6", "largest"], ["c0", "median"], ...(limits.length > 0 ? [["c3", "budget"]] : [])]);
  for (const [key, style] of [["max", "c6"], ["median", "c0"]]) {
    drawPoints(box, scale, points.map((point) => [point.cell, Math.max(1, point[key])]), style);
  }
  for (const limit of limits) {
    drawPoints(box, scale, [[view.from, limit], [view.to, limit]], "c3 dashed");
  }
  return box;
}
