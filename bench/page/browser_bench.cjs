// SPDX-License-Identifier: Apache-2.0
// A page in a browser: browser_bench.cjs CHROMIUM PAGE. Bytes, first paint (median of 5 loads) and the
// time of a zoom until it is drawn (median of 20), each beside what was promised for 45,000 steps and
// ten symbols; the exit code counts the promises that were not kept.
"use strict";

const { chromium } = require("playwright-core");
const fs = require("node:fs");
const path = require("node:path");

const [executablePath, file] = process.argv.slice(2);
const kWidth = 1280, kLoads = 5;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function openedPage(browser) {
  const page = await browser.newPage({ viewport: { width: kWidth, height: 900 } });
  await page.goto("file://" + path.resolve(file));
  return page;
}

// Milliseconds from the start of loading to the first words on the screen.
async function firstPaint(browser) {
  const page = await openedPage(browser);
  let painted = null;
  for (let i = 0; i < 200 && painted === null; i++) {
    painted = await page.evaluate(() =>
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null);
    await page.waitForTimeout(20);
  }
  await page.close();
  return painted;
}

// Milliseconds from a zoom until its frame is drawn, in and out in turn.
const zoomTimes = async () => {
  const taken = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    zoom(i % 2 === 0 ? 0.3 : 1 / 0.3);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    taken.push(performance.now() - start);
  }
  return taken;
};

async function main() {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const loads = [];
  for (let i = 0; i < kLoads; i++) loads.push(await firstPaint(browser));
  const page = await openedPage(browser);
  const zoomed = median(await page.evaluate(zoomTimes));
  await browser.close();
  const figures = [["bytes", fs.statSync(file).size, 600000], ["first paint, ms", median(loads), 1000],
                   ["zoom, ms", zoomed, 50]];
  let broken = 0;
  for (const [name, value, most] of figures) {
    const kept = value !== null && value <= most;
    broken += kept ? 0 : 1;
    console.log(`${name.padEnd(18)}${Number(value).toFixed(1).padStart(12)}   promised ${most}${kept ? "" : "   NOT KEPT"}`);
  }
  process.exit(broken);
}

main();
