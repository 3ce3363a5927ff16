// SPDX-License-Identifier: Apache-2.0
// The page in a browser, by `make page-test`: browser_test.cjs PRINT_PAGE CHROMIUM [PAGE...]
//
// Pages of made-up runs at the edge (print_page.cpp), and each PAGE of a real run besides: no message
// on the console, no request, no violation of the policy, every part visible at both widths in both
// themes, no text below 11 pixels or outside its picture. On the page of a usual run everything
// that can be done is done, and its figures are held against run.json.
"use strict";

const { chromium } = require("playwright-core");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const [printPage, executablePath, ...realPages] = process.argv.slice(2);
const kParts = ["verdict", "comparison", "equity", "regimes", "price", "returns", "trades", "latency",
                "origin"];
const kKinds = ["traded", "hostile", "one_bar", "idle", "bust", "plain", "many"];
const faults = [];

function check(holds, what) {
  if (!holds) {
    faults.push(what);
    console.log("FAILED: " + what);
  }
}

// A page that reports what it must not do.
async function opened(browser, file, width, theme, name) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
  page.on("console", (message) => check(false, `${name}: console: ${message.text()}`));
  page.on("pageerror", (error) => check(false, `${name}: error: ${error.message}`));
  page.on("dialog", (dialog) => { check(false, `${name}: dialog`); dialog.dismiss(); });
  page.on("request", (request) => check(request.url().startsWith("file://" + file) ||
    request.url().startsWith("blob:"), `${name}: request: ${request.url()}`));
  await page.addInitScript(() => {
    window.violations = 0;
    document.addEventListener("securitypolicyviolation", () => { window.violations++; });
  });
  await page.goto("file://" + file);
  return page;
}

// Waits for the page without eval, which its policy forbids.
async function until(page, holds, what) {
  for (let i = 0; i < 50; i++) {
    if (await page.evaluate(holds)) return;
    await page.waitForTimeout(40);
  }
  check(false, what + " does not happen");
}

// Texts of pictures that are small, cut off, or over each other within their row.
const misplacedTexts = () => {
  const found = [];
  for (const svg of document.querySelectorAll(".picture svg")) {
    const frame = svg.getBoundingClientRect();
    const ticks = [];
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (parseFloat(getComputedStyle(text).fontSize) < 11) found.push("small: " + text.textContent);
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

async function looksWhole(page, name) {
  for (const id of kParts) {
    const box = await page.locator("#" + id).boundingBox();
    check(box !== null && box.height > 40 && box.width > 200, `${name}: part ${id} is not visible`);
  }
  const width = await page.evaluate(() =>
    [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check(width[0] <= width[1], `${name}: wider than the screen: ${width}`);
  for (const text of await page.evaluate(misplacedTexts)) check(false, `${name}: ${text}`);
  check(await page.evaluate(() => window.violations) === 0, `${name}: violates its policy`);
}

// Contrast of WCAG 2.1 of every colour of text against its background.
const contrasts = () => {
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
  const low = new Set();
  for (const node of document.querySelectorAll("p, td, th, dt, dd, a, button, summary, caption, svg text")) {
    const style = getComputedStyle(node);
    const front = node instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [shine(front), shine(back(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.add(`${node.tagName} ${node.className.baseVal ?? node.className}`);
  }
  return [...low];
};

const period = (page, key) => page.locator(`[data-period="${key}"]`).getAttribute("data-value").then(Number);
const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

async function zooms(page, run, name) {
  const metrics = run.metrics;
  for (const [key, value] of [["total", metrics.total_return], ["sharpe", metrics.sharpe],
                              ["volatility", metrics.annual_volatility],
                              ["fall", -metrics.max_drawdown],
                              ["hold-total", run.buy_and_hold.total_return]]) {
    check(near(await period(page, key), value), `${name}: ${key} of the whole run is not run.json's`);
  }
  const svg = page.locator('[data-picture="equity"] svg');
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.4 * box.width, y);
  check((await page.locator(".readout").first().textContent()).includes("equity"), `${name}: no readout`);
  check(await page.locator(".cursor").count() > 4, `${name}: the cursor is not in all pictures`);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.6 * box.width, y, { steps: 4 });
  await page.mouse.up();
  const says = (words) => `document.querySelector('[data-table="period"]').textContent.includes("${words}")`;
  await until(page, says("This period"), `${name}: a zoom by the brush`);
  check(!near(await period(page, "total"), metrics.total_return), `${name}: the brush chose no period`);
  await page.locator('[data-picture="equity"] svg').press("0");
  await until(page, says("The whole run"), `${name}: a return by the key 0`);
}

// How long a zoom takes until it is drawn, ms: the median of 20.
async function zoomTime(page) {
  return page.evaluate(async () => {
    const taken = [];
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      zoom(i % 2 === 0 ? 0.3 : 1 / 0.3);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      taken.push(performance.now() - start);
    }
    showWhole();
    return taken.sort((a, b) => a - b)[10];
  });
}

async function tablesWork(page, name) {
  const trades = page.locator('[data-table="trades"]');
  const nets = () => page.evaluate(() => {
    const table = document.querySelector('[data-table="trades"] table');
    const at = [...table.querySelectorAll("thead th")].findIndex((cell) => cell.textContent === "net");
    return [...table.querySelectorAll("tbody tr")].map((row) =>
      Number(row.children[at].textContent.replace(/[,+]/g, "")));
  });
  await trades.getByRole("button", { name: "net", exact: true }).click();
  const down = await nets();
  check(down.every((value, i) => i === 0 || value <= down[i - 1]), `${name}: not sorted by net`);
  await trades.locator("label", { hasText: "side" }).locator("select").selectOption("short");
  const sides = await trades.locator("tbody tr td:nth-child(3)").allTextContents();
  check(sides.length > 0 && sides.every((side) => side === "short"), `${name}: the filter keeps others`);
  const [download] = await Promise.all([page.waitForEvent("download"),
                                        trades.getByRole("button", { name: "Export CSV" }).click()]);
  const lines = fs.readFileSync(await download.path(), "utf8").trim().split("\n");
  check(lines[0].startsWith("symbol,side,quantity,entry"), `${name}: the export has no header`);
  check(lines.length > 1 && lines.slice(1).every((line) => line.includes("short")), `${name}: wrong rows`);
}

async function jumps(page, name) {
  const button = page.locator('[data-table="trades"] .jump').nth(3);
  const symbol = await button.evaluate((node) => node.closest("tr").querySelector("th").textContent);
  await button.click();
  await until(page, () => document.querySelector('[data-picture="price"] .chosen-trade') !== null,
              `${name}: the jump`);
  const chosen = await page.locator('[data-controls="symbol"] select').evaluate((node) =>
    node.selectedOptions[0].textContent);
  check(chosen === symbol, `${name}: jumped to ${chosen} instead of ${symbol}`);
  check(await page.locator('[data-picture="price"] .chosen').count() === 2, `${name}: no entry and exit`);
  await page.getByRole("button", { name: "The next fill" }).click();
  check((await page.locator('[data-table="fill"]').textContent()).includes("known then: volatility"),
        `${name}: a fill tells no tags`);
  await page.getByRole("button", { name: "Back to the trade" }).click();
  check(await button.evaluate((node) => node === document.activeElement), `${name}: no way back`);
  await page.locator('[data-controls="period"] select').selectOption("0");
  await until(page, () => view.symbol === 0, `${name}: the choice of a symbol`);
}

// Every table behind a picture is there when it is opened.
async function opensTables(page, name) {
  const tables = page.locator("[data-table] > details");
  check(await tables.count() === 5, `${name}: ${await tables.count()} tables behind pictures`);
  for (let i = 0; i < await tables.count(); i++) {
    await tables.nth(i).locator("summary").click();
    await until(page, `document.querySelectorAll("[data-table] > details")[${i}]` +
                      `.querySelector("tbody tr") !== null`, `${name}: rows of table ${i}`);
  }
}

async function themes(page, name) {
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await back();
  await page.locator("#theme").click();
  await page.locator("#theme").click();
  check(await back() !== before, `${name}: the theme does not change`);
}

async function usual(browser, folder, file) {
  const run = JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8"));
  const page = await opened(browser, file, 1280, "light", "usual");
  await zooms(page, run, "usual");
  await tablesWork(page, "usual");
  await jumps(page, "usual");
  await opensTables(page, "usual");
  await themes(page, "usual");
  const pdf = await page.pdf({ format: "A4" });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
  check(pages >= kParts.length, `usual: printed on ${pages} pages, a part should begin a page`);
  check(await page.evaluate(() => window.violations) === 0, "usual: violates its policy");
  await page.close();
}

async function everyLook(browser, file, name) {
  for (const theme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      const page = await opened(browser, file, width, theme, `${name} ${width} ${theme}`);
      await looksWhole(page, `${name} ${width} ${theme}`);
      for (const low of await page.evaluate(contrasts)) check(false, `${name} ${theme}: contrast of ${low}`);
      await page.close();
    }
  }
}

async function main() {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "barometer-page-"));
  try {
    for (const kind of kKinds) {
      const of = path.join(folder, kind);
      fs.mkdirSync(of);
      execFileSync(printPage, [of, kind]);
      await everyLook(browser, path.join(of, "report.html"), kind);
      if (kind === "traded") await usual(browser, of, path.join(of, "report.html"));
    }
    for (const file of realPages) {
      await everyLook(browser, path.resolve(file), file);
      const start = Date.now();
      const page = await opened(browser, path.resolve(file), 1280, "light", file);
      const loaded = Date.now() - start;
      console.log(`${file}: ${fs.statSync(file).size} bytes, loaded in ${loaded} ms, zoom ${(await zoomTime(page)).toFixed(1)} ms`);
      await page.close();
    }
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
  console.log(faults.length === 0 ? "the page holds in the browser" : `${faults.length} faults`);
  process.exit(faults.length === 0 ? 0 : 1);
}

main();
