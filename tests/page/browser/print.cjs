// SPDX-License-Identifier: Apache-2.0
// The page on paper: every part begins a page, and its words are there.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");

const { check, kParts } = require("./open.cjs");

const kPaperWidth = 718;

// Tables and pictures that the paper would cut off, A4 less the margins of 0.4 inches at 96 pixels an inch.
const tooWide = () => [...document.querySelectorAll("table, .picture svg")].filter((node) => {
  const box = node.getBoundingClientRect();
  return node.checkVisibility() && box.right > document.documentElement.clientWidth + 1;
}).map((node) => node.getAttribute("aria-label") || node.querySelector("caption")?.textContent || "a table");

// `file` is written; pdftotext, of poppler-utils, reads it page by page.
async function prints(page, file, name) {
  fs.writeFileSync(file, await page.pdf({ format: "A4" }));
  const sheets = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f");
  for (const word of ["carry", "mfe", "status"]) {
    check(sheets.join(" ").includes(word), `${name}: "${word}" is not on paper`);
  }
  const firstLines = sheets.map((sheet) => (sheet.match(/\S.*/) || [""])[0].trim());
  for (const id of kParts.slice(1)) {
    const heading = await page.locator(`#${id} h2`).textContent();
    check(firstLines.includes(heading), `${name}: "${heading}" does not begin a printed page`);
  }
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: kPaperWidth, height: 900 });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  for (const one of await page.evaluate(tooWide)) check(false, `${name}: wider than the paper: ${one}`);
  await page.emulateMedia({ media: "screen" });
}

module.exports = { prints };
