// SPDX-License-Identifier: Apache-2.0
// Pictures as SVG at the size of the screen's pixels, so that text keeps its size at any width.

const kSvg = "http://www.w3.org/2000/svg";
const kRuler = document.createElement("canvas").getContext("2d");
kRuler.font = "600 12px " + getComputedStyle(document.body).fontFamily;

// Pixels of a text of pictures; a bold one is the widest.
const textWidth = (text) => kRuler.measureText(text).width;

// An element with attributes and text; `parent` gets it.
function element(parent, name, attributes = {}, text = null) {
  const made = parent.namespaceURI === kSvg || name === "svg"
    ? document.createElementNS(kSvg, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.textContent = text ?? "";
  parent.appendChild(made);
  return made;
}

const drawText = (svg, style, x, y, text, anchor = "start") =>
  element(svg, "text", { class: style, x, y, "text-anchor": anchor }, text);
const drawSegment = (svg, style, x1, y1, x2, y2) => element(svg, "line", { class: style, x1, y1, x2, y2 });
const drawBox = (svg, style, x, y, width, height) =>
  element(svg, "rect", { class: style, x, y, width, height });
const drawDot = (svg, style, cx, cy, r) => element(svg, "circle", { class: style, cx, cy, r });

const place = (id) => document.querySelector(`[data-picture="${id}"]`);

// As much of the text as there is room for.
function cut(text, pixels) {
  const characters = [...text];
  while (characters.length > 1 && textWidth(characters.join("") + "…") > pixels) {
    characters.pop();
  }
  return textWidth(text) <= pixels ? text : characters.join("") + "…";
}

// While the page is printed, the pixels between the margins of a portrait sheet of A4; else 0.
let paperWidth = 0;

// A picture in its place: `svg`, and the box that the axes enclose.
function openPicture(holder, height, { left = 64, right = 14, top = 10, bottom = 26 } = {}) {
  holder.replaceChildren();
  const width = Math.max(280, Math.floor(paperWidth || holder.clientWidth));
  const svg = element(holder, "svg", {
    width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": holder.dataset.label,
  });
  return { svg, width, height, left, top, right: width - right, bottom: height - bottom };
}

// The names of what is drawn, above the picture, and what the y axis counts.
function legend(holder, unit, keys) {
  const list = document.createElement("div");
  list.className = "legend";
  element(list, "span", { class: "unit" }, unit);
  for (const [style, name] of keys) {
    const key = element(list, "span", { class: "key" });
    element(key, "span", { class: "swatch " + style, "aria-hidden": "true" });
    key.appendChild(document.createTextNode(name));
  }
  holder.prepend(list);
}

// What the axis from left to right counts, under the picture at the right.
const xUnit = (box, text) => drawText(box.svg, "unit", box.right, box.bottom + 34, text, "end");

const xPlace = (box, scale, value) => box.left + scale.place(value) * (box.right - box.left);

const yPlace = (box, scale, value) => box.bottom - scale.place(value) * (box.bottom - box.top);

function drawYAxis(box, scale, wanted = 4) {
  for (const value of scale.ticks(wanted)) {
    const y = yPlace(box, scale, value);
    drawSegment(box.svg, "grid", box.left, y, box.right, y);
    drawText(box.svg, "tick", box.left - 6, y + 4, scale.label(value), "end");
  }
}

// `ticks` are [{x, text}] in pixels. Every label is whole, inside the picture and apart from the
// others; where there is no room for all, every second or third tick is drawn.
function drawXTicks(box, ticks) {
  const placed = ticks.map(({ x, text }) => {
    const half = textWidth(text) / 2;
    return { x, text, half, middle: Math.min(Math.max(x, half + 2), box.width - half - 2) };
  });
  let drawn = placed;
  for (let every = 2; every <= placed.length && !areApart(drawn); every++) {
    drawn = placed.filter((_, i) => i % every === 0);
  }
  for (const { x, text, middle } of drawn) {
    drawSegment(box.svg, "grid", x, box.top, x, box.bottom);
    drawText(box.svg, "tick", middle, box.bottom + 17, text, "middle");
  }
}

const areApart = (labels) => labels.every(({ half, middle }, i) => i === 0 ||
  middle - half > labels[i - 1].middle + labels[i - 1].half + 6);

function drawXAxis(box, scale, wanted) {
  drawXTicks(box, scale.ticks(wanted).map((value) =>
    ({ x: xPlace(box, scale, value), text: scale.label(value) })));
}

const isDrawn = (point) => point.every(Number.isFinite);
const pathPoint = ([x, y]) => x.toFixed(1) + " " + y.toFixed(1);

// A line through these points, broken where one is not a number.
function drawLine(box, points, style) {
  const path = points.map((point, i) => !isDrawn(point) ? ""
    : (i > 0 && isDrawn(points[i - 1]) ? "L" : "M") + pathPoint(point)).join("");
  element(box.svg, "path", { class: "line " + style, d: path });
}

// The area between two lines of equally many points.
function drawBand(box, lower, upper, style) {
  const kept = lower.map((point, i) => [point, upper[i]]).filter((pair) => pair.every(isDrawn));
  if (kept.length < 2) return;
  const path = "M" + kept.map(([point]) => pathPoint(point)).join("L") + "L" +
    kept.reverse().map(([, point]) => pathPoint(point)).join("L") + "Z";
  element(box.svg, "path", { class: "band " + style, d: path });
}

function emptyPicture(holder, text) {
  holder.replaceChildren();
  element(holder, "p", { class: "faint" }, text);
  return null;
}
