// SPDX-License-Identifier: Apache-2.0
// Figures of periods, and the tables behind the pictures.

const returnsOf = (equity) => equity.slice(1).map((value, i) => value / equity[i] - 1);

// Figures of the year of returns up to each session: none where the run is shorter.
const rolling = (() => {
  const length = Math.round(data.per_year), returns = returnsOf(sessions.equity);
  return returns.slice(length - 1).map((_, i) =>
    ({ session: i + length, ...measured(returns.slice(i, i + length)) }));
})();

// Of returns between session ends, by the formulas of docs/metrics.md.
function measured(returns) {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (returns.length - 1));
  const volatility = deviation * Math.sqrt(data.per_year);
  return { volatility, sharpe: deviation > 1e-14 ? mean / deviation * Math.sqrt(data.per_year) : NaN };
}

// Figures of the view's period, from session end to session end; their cells are in the page.
function showPeriod() {
  const whole = view.from === 0 && view.to === cellCount - 1;
  const start = whole ? 0 : Math.max(0, sessionTimes.findLastIndex((time) => time <= times[view.from]));
  const end = sessionTimes.findLastIndex((time) => time <= times[view.to]);
  const none = cellCount === 0 || end <= start;
  document.querySelector("[data-period-says]").textContent = none
    ? "No session lies in this period, so it has no figures."
    : `${whole ? "The whole run" : "This period"}: ${dateText(sessionTimes[start])} to ` +
      `${dateText(sessionTimes[end])}, ${countText(end - start)} session ends.`;
  tablePlace("period").querySelector(".scroll").hidden = none;
  for (const [values, prefix] of none ? [] : [[sessions.equity, ""], [sessions.hold, "hold-"]].slice(0, 1 + hasHold)) {
    for (const [key, value] of Object.entries(periodFigures(values.slice(start, end + 1)))) {
      const cell = document.querySelector(`[data-period="${prefix + key}"]`);
      cell.dataset.value = value;
      cell.textContent = key === "sharpe" ? fixed(value, 2) : percent(value);
    }
  }
}

function periodFigures(equity) {
  if (equity.length < 2 || equity.some((value) => !(value > 0))) {
    return { total: NaN, volatility: NaN, sharpe: NaN, fall: NaN };
  }
  const figures = measured(returnsOf(equity));
  let peak = -Infinity, fall = 0;
  for (const value of equity) {
    peak = Math.max(peak, value);
    fall = Math.min(fall, value / peak - 1);
  }
  return { ...figures, total: equity[equity.length - 1] / equity[0] - 1, fall };
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
  const laneAt = (row) => Math.floor(lastStep(cellOf(row)) / data.lane_per);
  tableBehind("prices", `Table: price and tags of ${symbolSeries(view.symbol).name} at the ends of months`, [
    day, column("price", (row) => symbolSeries(view.symbol).price.last[priceAt(row)], short),
    ...data.dimensions.map((dimension, i) => column(dimension.name, (row) =>
      dimension.labels[symbolSeries(view.symbol).lanes[i][laneAt(row)] - 1] || "", String)),
  ], monthEnds);
}

function pictureTables() {
  priceTable();
  tableBehind("sessions", "Table: equity, drawdown and exposure at the ends of months", [
    day, column("equity", (row) => sessions.equity[row[1]], (value) => fixed(value, 2)),
    ...(hasHold ? [column("buy and hold", (row) => sessions.hold[row[1]], (value) => fixed(value, 2))] : []),
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
    column("from step", (i) => data.course.steps[i], countText),
    column("median", (i) => data.course.median[i], nanoseconds),
    column("largest", (i) => data.course.max[i], nanoseconds),
  ], () => data.course.steps.map((_, i) => i));
  tableBehind("fills", "Table: fills", fillColumns, () => fillRows);
}
