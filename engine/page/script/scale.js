// SPDX-License-Identifier: Apache-2.0
// How values become places, and where the ticks of an axis are.

function finite(values) {
  return values.filter((value) => value !== null && Number.isFinite(value));
}

// [lowest, highest] of the finite ones; null without any.
function extent(values) {
  let low = Infinity, high = -Infinity;
  for (const value of finite(values)) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

// An empty range is widened so that it has an inside.
function widened([low, high], room) {
  if (low === high) {
    const half = Math.abs(low) > 0 ? 0.05 * Math.abs(low) : 1;
    return [low - half, high + half];
  }
  const more = room * (high - low);
  return [low - more, high + more];
}

function linearScale(low, high, label = short) {
  return {
    low, high, label,
    place: (value) => (value - low) / (high - low),
    ticks: (wanted) => linearTicks(low, high, wanted),
  };
}

// REQUIRES: low > 0
function logScale(low, high, label = short) {
  const ratio = Math.log(high / low);
  return {
    low, high, label,
    place: (value) => value > 0 ? Math.log(value / low) / ratio : NaN,
    ticks: (wanted) => logTicks(low, high, wanted),
  };
}

// Multiples of 1, 2 or 5 x 10^k, of the coarsest step that gives three and nearly `wanted` of them.
function linearTicks(low, high, wanted) {
  const power = Math.pow(10, Math.floor(Math.log10(high - low)));
  for (const step of [5, 2, 1, 0.5, 0.2, 0.1, 0.05]) {
    const ticks = multiples(low, high, step * power);
    if (ticks.length >= Math.max(3, wanted - 1)) return ticks;
  }
  return [];
}

function multiples(low, high, step) {
  const ticks = [];
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)));
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    ticks.push(Number((i * step).toFixed(Math.min(digits, 20))));
  }
  return ticks;
}

// Powers of ten, with 2 and 5 between them where there are few; of a narrow range, even steps.
function logTicks(low, high, wanted) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => Math.pow(10, first + i));
  for (const factors of [[1], [1, 2, 5]]) {
    const ticks = powers.flatMap((power) => factors.map((factor) => factor * power))
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
    const every = Math.ceil(ticks.length / Math.max(3, wanted + 2));
    if (ticks.length >= 3) return ticks.filter((_, i) => i % every === 0);
  }
  return linearTicks(low, high, wanted);
}

const kMinute = 60, kHour = 3600, kDay = 86400;
const kTimeSteps = [
  [1, "minute"], [5, "minute"], [15, "minute"], [30, "minute"], [1, "hour"], [3, "hour"],
  [6, "hour"], [12, "hour"], [1, "day"], [2, "day"], [7, "day"], [14, "day"], [1, "month"],
  [3, "month"], [6, "month"], [1, "year"], [2, "year"], [5, "year"], [10, "year"], [20, "year"],
];

// The times from `from` to `to` at which so many units begin, at most `most`; null where more do.
function boundaries(from, to, count, unit, most) {
  const months = count * ({ year: 12, month: 1 }[unit] || 0);
  const seconds = count * ({ minute: kMinute, hour: kHour, day: kDay }[unit] || 0);
  const date = new Date(1000 * from);
  const month = 12 * date.getUTCFullYear() + date.getUTCMonth();
  const found = [];
  for (let i = Math.floor(months ? month / months : from / seconds); found.length <= most; i++) {
    const time = months ? Date.UTC(Math.floor(i * months / 12), i * months % 12) / 1000 : i * seconds;
    if (time > to) return found;
    if (time >= from) {
      found.push(time);
    }
  }
  return null;
}

function timeLabel(seconds, unit) {
  const text = new Date(1000 * seconds).toISOString();
  const parts = { year: text.slice(0, 4), month: text.slice(0, 7), day: text.slice(0, 10) };
  return parts[unit] || text.slice(5, 16).replace("T", " ");
}

// [{cell, text}] between two cells, with room for the labels in `width` pixels.
function timeTicks(from, to, width) {
  const most = Math.max(3, Math.floor(width / 86));
  const first = times[from], last = times[to];
  for (const [count, unit] of kTimeSteps) {
    const found = boundaries(first, last, count, unit, most);
    if (found !== null) {
      const ticks = found.map((time) => ({ cell: cellAt(time + 1), text: timeLabel(time, unit) }));
      const apart = ticks.filter((tick, i) => i === 0 ||
        (tick.cell - ticks[i - 1].cell) * width >= 70 * (to - from));
      return apart.length >= 3 ? apart : evenTicks(from, to);
    }
  }
  return evenTicks(from, to);
}

function evenTicks(from, to) {
  const cells = [...new Set([from, Math.round((from + to) / 2), to])];
  const unit = times[to] - times[from] < 3 * kDay ? "minute" : "day";
  return cells.map((cell) => ({ cell, text: timeLabel(times[cell], unit) }));
}
