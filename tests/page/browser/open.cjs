// SPDX-License-Identifier: Apache-2.0
// Opens pages that report what they must not do, and keeps the faults that were found.
"use strict";

const faults = [];

function check(holds, what) {
  if (!holds) {
    faults.push(what);
    console.log("FAILED: " + what);
  }
}

// The page of this file; what goes wrong while it is open goes to `onFault`.
async function opened(browser, file, { width, theme, onFault }) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
  page.on("console", (message) => onFault(`console: ${message.text()}`));
  page.on("pageerror", (error) => onFault(`error: ${error.message}`));
  page.on("dialog", (dialog) => { onFault("dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().startsWith("file://" + file) && !request.url().startsWith("blob:")) {
      onFault(`request: ${request.url()}`);
    }
  });
  await page.addInitScript(() => {
    window.violations = 0;
    document.addEventListener("securitypolicyviolation", () => { window.violations++; });
  });
  await page.goto("file://" + file);
  return page;
}

// Of which every fault is one of the test, with this name in front.
const watched = (browser, file, width, theme, name) =>
  opened(browser, file, { width, theme, onFault: (what) => check(false, `${name}: ${what}`) });

// Waits for the page without eval, which its policy forbids: long, as whoever tests may be busy.
async function until(page, holds, what) {
  for (let i = 0; i < 500; i++) {
    if (await page.evaluate(holds)) return;
    await page.waitForTimeout(40);
  }
  check(false, what + " does not happen");
}

const kParts = ["verdict", "comparison", "equity", "regimes", "price", "returns", "trades", "latency",
                "origin"];

module.exports = { check, faults, kParts, opened, until, watched };
