// SPDX-License-Identifier: Apache-2.0
// What can be done with the page of a usual run is done, and its figures are held against run.json.
"use strict";

const fs = require("node:fs");

const { check, until } = require("./open.cjs");

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
  await until(page, "view.symbol === 0", `${name}: the choice of a symbol`);
}

// The cursor tells the label of every step of its cell; at the end of the run it is that of the table.
async function tagsAgree(page, name) {
  const said = await page.evaluate("readout(cellCount - 1)");
  const table = page.locator('[data-table="prices"] table');
  const heads = await table.locator("thead th").allTextContents();
  const last = await table.locator("tbody tr").last().locator("th, td").allTextContents();
  for (const dimension of ["volatility", "trend"]) {
    const label = last[heads.indexOf(dimension)];
    check(label !== "" && said.includes(`${dimension}: `) && said.split(`${dimension}: `)[1].includes(label),
          `${name}: ${dimension} is ${label} in the table, and the cursor says ${said}`);
  }
  const mixed = await page.evaluate("Array.from({ length: cellCount }, (_, cell) => readout(cell))" +
                                    ".find((text) => /volatility: [^·]*%, /.test(text))");
  const shares = (mixed || "").match(/volatility: [^·]*/)?.[0].match(/\d+(?= %)/g) || [];
  check(shares.length > 1 && shares.reduce((sum, share) => sum + Number(share), 0) === 100,
        `${name}: shares of a cell: ${mixed}`);
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

async function useAll(page, run, name) {
  await zooms(page, run, name);
  await tablesWork(page, name);
  await jumps(page, name);
  await opensTables(page, name);
  await tagsAgree(page, name);
  await themes(page, name);
}

module.exports = { useAll };
