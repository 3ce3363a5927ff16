// SPDX-License-Identifier: Apache-2.0
// The page without a mouse: Tab reaches every control, keys work it, and a screen reader has its name.
"use strict";

const { check, until } = require("./open.cjs");

const kControls = 'a[href], button, select, input, summary, [tabindex="0"]';

async function tabReachesAll(page, name) {
  const expected = await page.evaluate((controls) => {
    const all = [...document.querySelectorAll(controls)].filter((node) => node.checkVisibility());
    window.reached = new Set();
    document.addEventListener("focusin", (event) => window.reached.add(event.target));
    return all.length;
  }, kControls);
  for (let i = 0; i < 3 * expected; i++) {
    await page.keyboard.press("Tab");
  }
  const missed = await page.evaluate((controls) =>
    [...document.querySelectorAll(controls)].filter((node) => node.checkVisibility() &&
      !window.reached.has(node)).map((node) => node.outerHTML.slice(0, 90)), kControls);
  check(expected > 60, `${name}: only ${expected} controls`);
  for (const control of missed) check(false, `${name}: Tab does not reach ${control}`);
}

// What a screen reader is told of everything that can have the focus, and of every picture.
async function namesAll(page, name) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const heard = nodes.filter((node) => !node.ignored && node.role.value !== "RootWebArea" &&
    (node.role.value === "image" ||
     (node.properties || []).some((one) => one.name === "focusable" && one.value.value)));
  check(heard.length > 60, `${name}: a screen reader hears of ${heard.length} controls`);
  for (const node of heard.filter((one) => !one.name?.value?.trim())) {
    check(false, `${name}: a ${node.role.value} has no name`);
  }
  await session.detach();
}

async function keysWork(page, name) {
  const says = (words) => `document.querySelector('[data-table="period"]').textContent.includes("${words}")`;
  const picture = page.locator('[data-picture="equity"] svg');
  const readout = () => page.locator(".readout").first().textContent();
  await picture.press("ArrowRight");
  const before = await readout();
  await picture.press("ArrowRight");
  check(before.includes("equity") && await readout() !== before, `${name}: the arrow moves no cursor`);
  await picture.press("+");
  await until(page, says("This period"), `${name}: a zoom by +`);
  await picture.press("0");
  await until(page, says("The whole run"), `${name}: a return by 0`);
  await page.getByLabel("logarithmic").press("Space");
  await until(page, "view.log", `${name}: the logarithmic axis by Space`);
  await page.locator('[data-controls="period"] select').press("ArrowDown");
  await until(page, "view.symbol === 1", `${name}: the next symbol by the arrow`);
  const table = page.locator('[data-table="trades"]');
  await table.getByRole("button", { name: "net", exact: true }).press("Enter");
  check(await table.locator('th[aria-sort="descending"]').count() === 1, `${name}: Enter does not sort`);
  await table.locator(".jump").first().press("Enter");
  await until(page, () => document.activeElement.closest('[data-picture="price"]') !== null,
              `${name}: the focus in the price after a jump`);
  await page.locator("details summary").first().press("Enter");
  check(await page.locator("details").first().evaluate((node) => node.open), `${name}: Enter opens nothing`);
}

async function keyboardAlone(page, name) {
  await tabReachesAll(page, name);
  await namesAll(page, name);
  await keysWork(page, name);
}

module.exports = { keyboardAlone };
