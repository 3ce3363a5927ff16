// SPDX-License-Identifier: Apache-2.0
// The page's own script; docs/page.md describes what it shows. The files of this folder are one
// script in the order of engine/page/CMakeLists.txt. Names and labels become text, never markup.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);

const kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const kDigitOf = new Map([...kDigits].map((digit, value) => [digit, value]));

// Whole numbers of five bits a digit, the lowest first, the sixth bit set where more follow.
function unpacked(text) {
  const numbers = [];
  let number = 0, unit = 1;
  for (const character of text) {
    const digit = kDigitOf.get(character);
    number += (digit % 32) * unit;
    unit *= 32;
    if (digit < 32) {
      numbers.push(number);
      [number, unit] = [0, 1];
    }
  }
  return numbers;
}

function runningSums(numbers) {
  let sum = 0;
  return numbers.map((number) => sum += number);
}

const unpackedDifferences = (text) =>
  runningSums(unpacked(text).map((number) => number % 2 === 1 ? -(number - 1) / 2 : number / 2));

// Of which the differences are packed.
const unpackedTimes = (text) => runningSums(unpackedDifferences(text));

// The rows of a table of columns.
function rowsOf(table) {
  const columns = table.columns.map((column) =>
    typeof column === "string" ? unpackedDifferences(column) : column);
  return columns[0].map((_, row) => columns.map((column) => column[row]));
}

// The value of a level from 0 to series.most; below 0 there is none.
function valueOf(series, level) {
  if (level < 0) return NaN;
  const place = level / series.most;
  return series.log ? series.lo * Math.pow(series.hi / series.lo, place)
                    : series.lo + (series.hi - series.lo) * place;
}

function levelSeries(series) {
  return unpackedDifferences(series.v).map((level) => valueOf(series, level));
}

// {low, high, last} by cell.
function rangeSeries(series) {
  const last = unpackedDifferences(series.v);
  const below = unpacked(series.below), above = unpacked(series.above);
  const range = {
    last: last.map((level) => valueOf(series, level)),
    low: last.map((level, i) => valueOf(series, level - below[i])),
    high: last.map((level, i) => valueOf(series, level + above[i])),
  };
  let cell = 0;
  unpacked(series.gaps || "").forEach((length, i) => {
    if (i % 2 === 1) Object.values(range).forEach((values) => values.fill(NaN, cell, cell + length));
    cell += length;
  });
  return range;
}

const times = unpackedTimes(data.times);  // seconds since 1970, of each cell's last step
const cellCount = data.cells;
const account = {
  equity: rangeSeries(data.account.equity),
  fall: levelSeries(data.account.fall).map((fall) => -fall),
  gross: levelSeries(data.account.gross),
  net: levelSeries(data.account.net || data.account.gross),
};
const sessionTimes = unpackedTimes(data.sessions.times);
const tradeRows = rowsOf(data.trades);
const orderRows = rowsOf(data.orders);
const fillRows = rowsOf(data.fills);
const sessions = { equity: data.sessions.equity, hold: data.sessions.hold }, hasHold = sessions.hold.length > 0;

// The first cell that ends at or after the time.
function cellAt(seconds) {
  let low = 0, high = cellCount - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    [low, high] = times[middle] < seconds ? [middle + 1, high] : [low, middle];
  }
  return Math.max(low, 0);
}

// Prices have cells of their own, each of so many of the account's.
const cellsOfPrice = Math.max(1, Math.round(data.price_per / data.per));
const unpackedSymbols = new Map();

// Prices and lanes of the symbol at this place of data.symbols; unpacked when first asked for.
function symbolSeries(place) {
  if (!unpackedSymbols.has(place)) {
    const symbol = data.symbols[place], lanes = symbol.lanes.map(laneLabels);
    unpackedSymbols.set(place, {
      name: symbol.name, price: rangeSeries(symbol.price), lanes,
      styles: lanes.map((labels, i) => labelStyles(data.dimensions[i], labels)),
    });
  }
  return unpackedSymbols.get(place);
}

// A label by cell of lanes: 0 for none, else its place among the dimension's labels and 1.
function laneLabels([number, begin, end], dimension) {
  const labels = new Uint8Array(Math.ceil(data.steps / data.lane_per));
  const base = data.dimensions[dimension].labels.length + 1;
  let cell = 0;
  for (const run of unpacked(data.lanes[number])) {
    labels.fill(run % base, cell, cell += Math.floor(run / base) + 1);
  }
  return labels.fill(0, 0, begin).fill(0, end);
}

// How many of the steps from `first` to `last` have which label, by label.
function labelCounts(labels, dimension, first, last) {
  const counts = new Uint32Array(dimension.labels.length + 1);
  const end = Math.min(labels.length - 1, Math.floor(last / data.lane_per));
  for (let i = Math.floor(first / data.lane_per); i <= end; i++) {
    counts[labels[i]]++;
  }
  return counts;
}

// The number of a cell's last step.
const lastStep = (cell) => Math.min(data.steps, (cell + 1) * data.per) - 1;

// Numbers as people read them.
const grouped = (text) =>
  text.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

function fixed(value, decimals) {
  if (value === null || !Number.isFinite(value)) return "n/a";
  const text = value.toFixed(decimals);
  return grouped(Number(text) === 0 ? text.replace("-", "") : text);
}

function percent(value, decimals = 1) {
  return value === null || !Number.isFinite(value) ? "n/a" : fixed(100 * value, decimals) + " %";
}

function signed(text) {
  return /[1-9]/.test(text) && !text.startsWith("-") && text !== "n/a" ? "+" + text : text;
}

// Values in the largest of these units that they reach.
const inUnits = (units, smallest) => (value) => {
  if (!Number.isFinite(value)) return "n/a";
  const [unit, name] = units.find(([size]) => Math.abs(value) >= size) || [1, smallest];
  return trimmed(value / unit) + name;
};

// Four significant digits at most: "1.2 M", "53,210", "0.0312".
const short = inUnits([[1e12, " T"], [1e9, " G"], [1e6, " M"]], "");
const nanoseconds = inUnits([[1e9, " s"], [1e6, " ms"], [1e3, " us"]], " ns");

function trimmed(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const decimals = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(size))));
  const text = value.toFixed(decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return grouped(Number(text) === 0 ? "0" : text);
}

const shortPercent = (value) => trimmed(100 * value) + " %";

const dateText = (seconds) => new Date(1000 * seconds).toISOString().slice(0, 10);
const timeText = (seconds) => new Date(1000 * seconds).toISOString().slice(0, 16).replace("T", " ");
const countText = (count) => grouped(String(count));
const moneyUnit = data.currency || "account currency";
