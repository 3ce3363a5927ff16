// SPDX-License-Identifier: Apache-2.0
// Pictures that are not over time.

const kRowHeight = 26, kNameWidth = 124;

// A block of rows: a name at the left, and for each a mark along one axis from `left` to `right`.
function openRows(svg, left, right, top, names, scale) {
  const box = { svg, left: left + kNameWidth, right, top,
                bottom: top + kRowHeight * names.length, width: right + 12 };
  drawXAxis(box, scale, Math.max(3, Math.floor((right - left - kNameWidth) / 80)));
  names.forEach((name, i) => {
    drawText(svg, "tick", box.left - 8, top + kRowHeight * (i + 0.5) + 4, cut(name, kNameWidth - 10), "end");
  });
  return {
    box,
    x: (value) => xPlace(box, scale, value),
    y: (row) => top + kRowHeight * (row + 0.5),
  };
}

// A bar in a row between two values.
function rowBar(rows, row, from, to, style) {
  const [left, right] = [rows.x(from), rows.x(to)].sort((a, b) => a - b);
  drawBox(rows.box.svg, "bar " + style, left, rows.y(row) - 7, Math.max(1, right - left), 14);
}

const zeroLine = ({ box, x }) => drawSegment(box.svg, "zero", x(0), box.top, x(0), box.bottom);

// Net by label, and the mean of a bar with its interval; side by side where there is room.
function drawRegime(holder, index) {
  const name = Object.keys(data.run.regimes.dimensions)[index];
  const statistics = data.run.regimes.statistics[name].rows;
  const rows = data.run.regimes.dimensions[name].map((row, i) => ({ ...row, ...statistics[i] }))
    .filter((row) => row.bars > 0 || row.fills > 0);
  const wide = holder.clientWidth >= 720;
  const block = kRowHeight * rows.length + 46;
  const frame = openPicture(holder, wide ? block : 2 * block);
  const middle = wide ? frame.width / 2 : frame.width;
  drawNets(frame.svg, 0, middle - 16, 20, rows);
  drawMeans(frame.svg, wide ? middle : 0, frame.width - 16, wide ? 20 : block + 20, rows);
  return null;
}

function drawNets(svg, left, right, top, rows) {
  const scale = linearScale(...widened(extent([0, ...rows.map((row) => row.net_pnl)]), 0.05));
  const block = openRows(svg, left, right, top, rows.map((row) => row.label), scale);
  drawText(svg, "unit", left + kNameWidth, top - 7, "net, " + moneyUnit);
  rows.forEach((row, i) => rowBar(block, i, 0, row.net_pnl, row.net_pnl < 0 ? "c3" : "c2"));
  zeroLine(block);
}

function drawMeans(svg, left, right, top, rows) {
  const bps = (value) => value === null ? NaN : 1e4 * value;
  const ends = rows.flatMap((row) => [row.mean_return, row.mean_return_low, row.mean_return_high]);
  const scale = linearScale(...widened(extent([0, ...finite(ends).map(bps)]), 0.05));
  const block = openRows(svg, left, right, top, rows.map((row) => row.label), scale);
  drawText(svg, "unit", left + kNameWidth, top - 7, "mean of a bar with its 95 %, bps");
  zeroLine(block);
  rows.forEach((row, i) => {
    const y = block.y(i), at = block.x(bps(row.mean_return ?? 0));
    if (row.mean_return_low !== null && row.sufficient) {
      drawSegment(svg, "whisker", block.x(bps(row.mean_return_low)), y, block.x(bps(row.mean_return_high)), y);
    } else if (!row.sufficient) {
      const isRight = at > (block.box.left + right) / 2;
      drawText(svg, "tick thin", at + (isRight ? -10 : 10), y + 4, `thin: ${row.blocks} blocks`,
               isRight ? "end" : "start");
    }
    if (row.mean_return !== null) {
      drawDot(svg, row.sufficient ? "dot" : "dot hollow", at, y, 4);
    }
  });
}

const sessionReturns = finite(returnsOf(sessions.equity));

// [{from, to, count}] of equal widths between the ends of the returns.
function histogram(values, most = 60) {
  const range = extent(values);
  if (range === null) return [];
  const [low, high] = widened(range, 0);
  const count = Math.max(5, Math.min(most, Math.ceil(2 * Math.sqrt(values.length))));
  const bins = Array.from({ length: count }, (_, i) => ({
    from: low + (high - low) * i / count, to: low + (high - low) * (i + 1) / count, count: 0,
  }));
  for (const value of values) {
    bins[Math.min(count - 1, Math.floor((value - low) / (high - low) * count))].count++;
  }
  return bins;
}

function drawDistribution(holder) {
  const bins = histogram(sessionReturns);
  if (bins.length === 0) return emptyPicture(holder, "No session ended, so there is no return.");
  const box = openPicture(holder, 230, { bottom: 40 });
  const x = linearScale(bins[0].from, bins[bins.length - 1].to, shortPercent);
  const y = linearScale(0, Math.max(3, 1.05 * Math.max(...bins.map((bin) => bin.count))));
  drawYAxis(box, y, 4);
  drawXAxis(box, x, Math.floor(box.width / 90));
  const at = (value) => xPlace(box, x, value);
  for (const bin of bins) {
    const top = yPlace(box, y, bin.count);
    drawBox(box.svg, "bar c0", at(bin.from) + 0.5, top, Math.max(0.5, at(bin.to) - at(bin.from) - 1),
            box.bottom - top);
  }
  xUnit(box, "return between session ends, %");
  legend(holder, "sessions", []);
  return null;
}

// From gross to net: each cost takes away where the one before it ended.
function drawCosts(holder) {
  const metrics = data.run.metrics;
  const parts = [["gross", data.run.regimes.total.gross_pnl], ["commission", -metrics.commission],
                 ["slippage", -metrics.slippage], ["borrow fees", -metrics.borrow_fees],
                 ["funding", -metrics.funding], ["interest", -metrics.interest]]
    .filter(([, value], i) => i === 0 || value !== 0);
  let level = 0;
  const bars = parts.map(([name, value]) => {
    const from = level;
    level += value;
    return { name, from, to: level };
  });
  bars.push({ name: "net", from: 0, to: level });
  const scale = linearScale(...widened(extent(bars.flatMap(({ from, to }) => [from, to])), 0.05));
  const frame = openPicture(holder, kRowHeight * bars.length + 46);
  const rows = openRows(frame.svg, 0, frame.width - 16, 20, bars.map(({ name }) => name), scale);
  drawText(frame.svg, "unit", kNameWidth, 13, moneyUnit);
  bars.forEach(({ name, from, to }, i) => rowBar(rows, i, from, to,
    name === "gross" || name === "net" ? "c0" : to < from ? "c3" : "c2"));
  zeroLine(rows);
  return null;
}

function drawExcursions(holder) {
  if (tradeRows.length === 0) return emptyPicture(holder, "There are no trades.");
  const box = openPicture(holder, 300, { bottom: 40 });
  const [x, y] = [11, 12].map((at) =>
    valueScale([0, ...tradeRows.map((row) => row[at])], false, 0.03, shortPercent));
  drawYAxis(box, y, 5);
  drawXAxis(box, x, Math.floor(box.width / 90));
  for (const row of tradeRows) {
    drawDot(box.svg, row[9] > 0 ? "point won" : "point lost", xPlace(box, x, row[11]), yPlace(box, y, row[12]), 2.5);
  }
  xUnit(box, "mae: worst price while held, %");
  legend(holder, "mfe: best price while held, %", [["won", "net gain"], ["lost", "net loss"]]);
  return null;
}

function drawStages(holder) {
  const stages = data.run.latency.stages.filter((stage) => stage.max_ns > 0);
  if (stages.length === 0) return emptyPicture(holder, "No stage was metered.");
  const kQuantiles = ["p50_ns", "p90_ns", "p99_ns", "p999_ns", "max_ns"];
  const values = stages.flatMap((stage) => kQuantiles.map((key) => stage[key])).filter((v) => v > 0);
  const scale = valueScale(values, true, 0.04, nanoseconds);
  const frame = openPicture(holder, kRowHeight * stages.length + 46);
  const rows = openRows(frame.svg, 0, frame.width - 16, 20, stages.map((one) => one.stage), scale);
  stages.forEach((stage, i) => {
    const known = kQuantiles.map((key) => stage[key]).filter((value) => value > 0);
    const y = rows.y(i);
    drawSegment(frame.svg, "whisker", rows.x(known[0]), y, rows.x(known[known.length - 1]), y);
    known.forEach((value, k) =>
      drawDot(frame.svg, k === 0 ? "dot" : "dot hollow", rows.x(value), y, k === 0 ? 5 : 3.5));
  });
  legend(holder, "time per bar, logarithmic; filled: median; hollow: p90, p99, p99.9, largest", []);
  return null;
}
