// SPDX-License-Identifier: Apache-2.0
// The page in a browser, by `make page-test`:
//   browser_test.cjs PRINT_PAGE CHROMIUM LAYOUT [--few] [--update] [PAGE...]
//
// Pages of made-up runs at the edge (print_page.cpp), of studies and gates (print_study_page.cpp, beside
// it), and each PAGE of a real run or comparison besides: no message
// on the console, no request, no violation of the policy, every part visible at both widths in both
// themes, no text below 11 pixels or outside its picture. The page of a usual run is used by mouse and
// by keyboard, printed, and compared with the boxes, hashes and colours that the file LAYOUT keeps;
// --update writes that file. --few looks in one theme at two widths. browser/plants.cjs proves the checks.
"use strict";

const { chromium } = require("playwright-core");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const { keyboardAlone } = require("./browser/keyboard.cjs");
const { kFonts, kThemes, kWidths, layoutFaults, measurePages,
        withOwnFonts } = require("./browser/layout.cjs");
const { lookFaults } = require("./browser/looks.cjs");
const { check, faults, kParts, watched } = require("./browser/open.cjs");
const { layoutPlants, lookPlants } = require("./browser/plants.cjs");
const { prints } = require("./browser/print.cjs");
const { useAll } = require("./browser/use.cjs");

const words = process.argv.slice(2);
const [printPage, executablePath, layoutFile, ...realPages] = words.filter((word) => !word.startsWith("--"));
const isFew = words.includes("--few"), isUpdate = words.includes("--update");
const themes = isFew ? kThemes.slice(0, 1) : kThemes;
const kKinds = ["traded", "hostile", "one_bar", "one_symbol", "idle", "bust", "plain", "many", "files"];
const kStudyKinds = ["study", "large", "hostile", "bare", "draws", "gate"];

async function everyLook(browser, file, name) {
  for (const theme of themes) {
    for (const width of [390, 1280]) {
      const where = `${name} ${width} ${theme}`;
      const page = await watched(browser, file, width, theme, where);
      const parts = await partsOf(page);
      for (const fault of await lookFaults(page, parts)) check(false, `${where}: ${fault}`);
      if (await isRun(page)) {
        const expected = kParts.filter((part) => part !== "price" || name !== "files");
        check(parts.join(" ") === expected.join(" "), `${where}: parts are ${parts.join(" ")}`);
        await lastSymbol(page, where, parts);
      }
      await page.close();
    }
  }
}

// The parts that the page leads to.
const partsOf = (page) => page.evaluate(() =>
  [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href").slice(1)));

// Whether it is the page of a run, which alone has data.
const isRun = (page) => page.evaluate(() => document.getElementById("data") !== null);

// Names are in any script and may be markup: each look is taken of the last symbol that is shown, too.
async function lastSymbol(page, where, parts) {
  await page.evaluate("data.symbols.length > 1 && chooseSymbol(data.symbols.length - 1)");
  await page.waitForTimeout(60);
  for (const fault of await lookFaults(page, parts)) check(false, `${where}, last symbol: ${fault}`);
}

async function usual(browser, folder, file) {
  const run = JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8"));
  const page = await watched(browser, file, 1280, "light", "usual");
  await useAll(page, run, "usual");
  await prints(page, path.join(folder, "report.pdf"), "usual");
  check(await page.evaluate(() => window.violations) === 0, "usual: violates its policy");
  await page.close();
  const fresh = await watched(browser, file, 1280, "light", "by keys");
  await keyboardAlone(fresh, "by keys");
  await fresh.close();
  await lookPlants(browser, file);
}

async function layout(browser, file) {
  if (isUpdate) {
    const lines = await measurePages(browser, file, kThemes, kWidths);
    fs.writeFileSync(layoutFile, lines.join("\n") + "\n");
    console.log(`${layoutFile}: ${lines.length} lines written`);
  }
  const kept = fs.readFileSync(layoutFile, "utf8").trim().split("\n");
  const lines = await measurePages(browser, file, themes, isFew ? [390, 1280] : kWidths);
  for (const fault of layoutFaults(lines, kept)) check(false, "layout: " + fault);
  await layoutPlants(browser, file, kept);
}

// Where not all orders are on the page, what sorts and filters them says so.
async function saysWhatIsShown(browser, file) {
  const page = await watched(browser, file, 1280, "light", "many");
  const says = await page.locator('[data-table="orders"] [aria-live]').textContent();
  check(/^[\d,]+ of the [\d,]+ shown; .*not all [\d,]+$/.test(says), `many: orders: ${says}`);
  await page.close();
}

async function testAll(browser, folder) {
  for (const kind of kKinds) {
    const of = path.join(folder, kind);
    fs.mkdirSync(of);
    execFileSync(printPage, [of, kind]);
    const file = path.join(of, "report.html");
    await everyLook(browser, file, kind);
    if (kind === "many") await saysWhatIsShown(browser, file);
    if (kind === "traded") {
      await usual(browser, of, file);
      check(fs.existsSync(kFonts), `the layout is measured with the fonts of ${kFonts} (fonts-liberation)`);
      await withOwnFonts(chromium, executablePath, (own) => layout(own, file));
    }
  }
  for (const kind of kStudyKinds) {
    const of = path.join(folder, "study_" + kind);
    fs.mkdirSync(of);
    execFileSync(path.join(path.dirname(printPage), "print_study_page"), [of, kind]);
    await everyLook(browser, path.join(of, "page.html"), `study ${kind}`);
  }
  for (const file of realPages) await everyLook(browser, path.resolve(file), file);
}

async function main() {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "barometer-page-"));
  try {
    await testAll(browser, folder);
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
  console.log(faults.length === 0 ? "the page holds in the browser" : `${faults.length} faults`);
  process.exit(faults.length === 0 ? 0 : 1);
}

main();
