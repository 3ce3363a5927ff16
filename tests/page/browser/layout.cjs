// SPDX-License-Identifier: Apache-2.0
// Where each part of the usual page is, how it looks and which colours it has, as text: layout.txt.
//
//   part THEME WIDTH NAME X Y W H HASH    its box in pixels of the page, and the hash of its picture
//   colours THEME NAME #RRGGBB...         of its texts, lines and areas, at a width of 1,280
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const { kParts, watched } = require("./open.cjs");
const { hashDistance, pictureHash } = require("./picture_hash.cjs");

const kThemes = ["light", "dark"], kWidths = [390, 800, 1280], kColourWidth = 1280;

// What may differ. Measured on the usual page: from run to run nothing; with a fiftieth of a pixel
// between letters 2 bits, and 4 and a line where a line broke at another word; with DejaVu in place
// of Liberation up to 90 pixels and 20 bits, which is why the fonts are ours. A picture that is empty
// changes 4 to 26 bits.
const kPixels = 4, kShare = 0.02, kBits = 3;

const kFonts = "/usr/share/fonts/truetype/liberation";

// The configuration by which lines break at the same words everywhere.
function fontsAlone(folder) {
  const file = path.join(folder, "fonts.conf");
  fs.writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>\n<dir>${kFonts}</dir>\n` +
    `<cachedir>${path.join(folder, "fonts")}</cachedir>\n</fontconfig>\n`);
  return file;
}

// Every colour that is seen in a part, #rrggbb or #rrggbbaa, in order.
const coloursOf = (id) => {
  const seen = new Set();
  const add = (colour) => {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) || []).map(Number);
    if (r !== undefined && a > 0) {
      seen.add("#" + [r, g, b, ...(a < 1 ? [Math.round(255 * a)] : [])]
        .map((value) => value.toString(16).padStart(2, "0")).join(""));
    }
  };
  for (const node of document.querySelectorAll(`#${id}, #${id} *`)) {
    if (!node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    if (node instanceof SVGElement) {
      if (node.tagName !== "svg") [style.fill, style.stroke].forEach(add);
    } else {
      [style.color, style.backgroundColor].forEach(add);
    }
  }
  return [...seen].sort();
};

// Lines of layout.txt of one opened page.
async function measured(page, decoder, theme, width) {
  const lines = [];
  for (const id of kParts) {
    const part = page.locator("#" + id);
    const box = await page.evaluate((of) => {
      const { left, top, width, height } = document.getElementById(of).getBoundingClientRect();
      return [left + scrollX, top + scrollY, width, height].map(Math.round);
    }, id);
    const hash = await pictureHash(decoder, await part.screenshot({ animations: "disabled" }));
    lines.push(["part", theme, width, id, ...box, hash].join(" "));
    if (width === kColourWidth) {
      lines.push(["colours", theme, id, ...await page.evaluate(coloursOf, id)].join(" "));
    }
  }
  return lines;
}

// Lines by what they are about.
const byKey = (lines) => new Map(lines.map((line) => {
  const words = line.split(" ");
  const key = words[0] === "part" ? 4 : 3;
  return [words.slice(0, key).join(" "), words.slice(key)];
}));

function partFaults(key, now, kept) {
  const found = [];
  ["x", "y", "width", "height"].forEach((side, i) => {
    const [is, was] = [Number(now[i]), Number(kept[i])];
    if (Math.abs(is - was) > Math.max(kPixels, kShare * was)) found.push(`${key}: ${side} is ${is}, was ${was}`);
  });
  const bits = hashDistance(now[4], kept[4]);
  if (bits > kBits) found.push(`${key}: looks otherwise, ${bits} of 64 bits`);
  return found;
}

function colourFaults(key, now, kept) {
  const lost = kept.filter((colour) => !now.includes(colour));
  const gained = now.filter((colour) => !kept.includes(colour));
  return lost.length + gained.length === 0 ? []
    : [`${key}: without ${lost.join(" ") || "none"}, with ${gained.join(" ") || "none"} besides`];
}

// Where these lines are not those that were kept.
function layoutFaults(lines, keptLines) {
  const kept = byKey(keptLines);
  return [...byKey(lines)].flatMap(([key, now]) => {
    if (!kept.has(key)) return [`${key}: not in layout.txt`];
    return key.startsWith("part") ? partFaults(key, now, kept.get(key)) : colourFaults(key, now, kept.get(key));
  });
}

// Calls `use` with a browser that has Debian's Liberation fonts alone.
async function withOwnFonts(chromium, executablePath, use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "barometer-fonts-"));
  const env = { ...process.env, FONTCONFIG_FILE: fontsAlone(folder) };
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], env });
  try {
    await use(browser);
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
}

// `browser` has our fonts. `change` is made to each page before it is measured.
async function measurePages(browser, file, themes, widths, change = null) {
  const decoder = await browser.newPage();
  const lines = [];
  for (const theme of themes) {
    for (const width of widths) {
      const page = await watched(browser, file, width, theme, `layout ${width} ${theme}`);
      if (change) await page.evaluate(change);
      lines.push(...await measured(page, decoder, theme, width));
      await page.close();
    }
  }
  await decoder.close();
  return lines;
}

module.exports = { kThemes, kWidths, kFonts, layoutFaults, measurePages, withOwnFonts };
