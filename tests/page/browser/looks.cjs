// SPDX-License-Identifier: Apache-2.0
// What is wrong with how a page looks: a list of texts each, empty where all is well.
"use strict";

const { kParts } = require("./open.cjs");

// Texts of pictures that are small, cut off, or over each other within their row: of those that the
// script draws, and of those that the program has drawn, which may be shown smaller than they are.
const misplacedTexts = () => {
  const found = [];
  for (const svg of document.querySelectorAll(".picture svg, .chart svg")) {
    const frame = svg.getBoundingClientRect();
    const ticks = [];
    if (frame.width === 0) continue;  // the one for other screens
    const scale = svg.viewBox.baseVal && svg.viewBox.baseVal.width > 0 ? frame.width / svg.viewBox.baseVal.width : 1;
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (scale * parseFloat(getComputedStyle(text).fontSize) < 10.99) found.push("small: " + text.textContent);
      if (box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1 ||
                            box.bottom > frame.bottom + 1)) {
        found.push(`cut off in ${svg.getAttribute("aria-label")}: ${text.textContent}`);
      }
      if (/^-0( %)?$/.test(text.textContent)) found.push("-0");
      ticks.push([box, text.textContent]);
    }
    ticks.forEach(([a, one], i) => ticks.slice(i + 1).forEach(([b, other]) => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) {
        found.push(`overlap in ${svg.getAttribute("aria-label")}: ${one} and ${other}`);
      }
    }));
  }
  return found;
};

// Contrast of WCAG 2.1 of every text against its background: at least 4.5 : 1.
const lowContrasts = () => {
  const shine = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(Number).map((c) => c / 255)
      .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  // What is painted opaque under the middle of a picture's text; null where that is the page.
  const under = (text) => {
    const { x, y, width, height } = text.getBBox();
    const middle = new DOMPoint(x + width / 2, y + height / 2).matrixTransform(text.getScreenCTM());
    let fill = null;
    for (const shape of text.ownerSVGElement.querySelectorAll("rect, path")) {
      const style = getComputedStyle(shape), at = shape.getScreenCTM();
      const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before && at && style.fill.startsWith("rgb(") && style.fillOpacity === "1" && style.opacity === "1" &&
          shape.isPointInFill(middle.matrixTransform(at.inverse()))) fill = style.fill;
    }
    return fill;
  };
  const low = new Set();
  for (const node of document.body.querySelectorAll("*:not(script):not(noscript):not(option)")) {
    const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!hasText && node.tagName !== "SELECT" && node.tagName !== "INPUT") continue;
    const style = getComputedStyle(node);
    const drawn = node instanceof SVGElement;
    if (drawn && !node.checkVisibility()) continue;  // the picture for other screens
    const front = drawn ? style.fill : style.color;
    const [a, b] = [shine(front), shine((drawn && under(node)) || back(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) {
      low.add(`contrast of ${node.tagName} ${node.className.baseVal ?? node.className}: ${ratio.toFixed(2)}`);
    }
  }
  return [...low];
};

// Both columns of the comparison are seen at once, and tables that scroll keep what heads their rows.
const scrollFaults = () => {
  const found = [];
  const comparison = document.querySelector("#comparison > .scroll");
  if (comparison && comparison.scrollWidth > comparison.clientWidth + 1) found.push("the comparison is cut off");
  for (const holder of document.querySelectorAll(".scroll")) {
    const head = holder.querySelector("tbody th");
    if (!holder.checkVisibility() || !head || holder.scrollWidth < holder.clientWidth + 40) continue;
    holder.scrollLeft = 40;
    const away = head.getBoundingClientRect().left - holder.getBoundingClientRect().left;
    if (Math.abs(away) > 1) found.push(`the rows of ${holder.getAttribute("aria-label")} lose their heads`);
    holder.scrollLeft = 0;
  }
  return found;
};

// `parts` are those that the page has.
async function lookFaults(page, parts = kParts) {
  const found = [];
  for (const id of parts) {
    const box = await page.locator("#" + id).boundingBox();
    if (box === null || box.height <= 40 || box.width <= 200) found.push(`part ${id} is not visible`);
  }
  const [wide, screen] = await page.evaluate(() =>
    [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide > screen) found.push(`${wide} pixels wide on a screen of ${screen}`);
  for (const faults of [misplacedTexts, lowContrasts, scrollFaults]) found.push(...await page.evaluate(faults));
  if (await page.evaluate(() => window.violations) !== 0) found.push("violates its policy");
  return found;
}

module.exports = { lookFaults };
