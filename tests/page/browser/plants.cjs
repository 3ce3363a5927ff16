// SPDX-License-Identifier: Apache-2.0
// The checks themselves: a page that is wrong on purpose must be refused, or they could not fail.
"use strict";

const { layoutFaults, measurePages } = require("./layout.cjs");
const { lookFaults } = require("./looks.cjs");
const { check, opened } = require("./open.cjs");

const kLayoutPlants = {
  "a picture is missing": () => document.querySelector('[data-picture="costs"]').remove(),
  "a picture is empty": () => { document.querySelector('[data-picture="equity"]').style.visibility = "hidden"; },
  "a line has another colour": () => document.documentElement.style.setProperty("--c0", "#ff0000"),
  "a part is shifted": () => { document.getElementById("latency").style.marginLeft = "12px"; },
  "a table is longer": () => { document.querySelector("#comparison tbody").style.fontSize = "120%"; },
};

// Plants and the words by which each must be refused.
const kLookPlants = {
  "contrast of P": () => { document.querySelector("#verdict p").style.color = "#959595"; },  // 3.0 : 1
  "contrast of text": () => { document.querySelector("#equity .tick").style.fill = "#959595"; },
  "small: ": () => { document.querySelector("#equity .tick").style.fontSize = "9px"; },
  "cut off in ": () => document.querySelector("#equity .tick").setAttribute("x", "-9"),
  "overlap in ": () => {
    const tick = document.querySelector("#equity .tick");
    tick.parentNode.append(tick.cloneNode(true));
  },
  "-0": () => { document.querySelector("#equity .tick").textContent = "-0"; },
  "the comparison is cut off": () => { document.querySelector("#comparison table").style.width = "2000px"; },
  "lose their heads": () => {
    document.querySelector('[data-table="trades"] table').style.width = "2000px";
    document.querySelectorAll("tbody th").forEach((head) => { head.style.position = "static"; });
  },
  "is not visible": () => { document.getElementById("price").hidden = true; },
  "pixels wide on a screen": () => { document.getElementById("price").style.width = "3000px"; },
  "violates its policy": () => new Promise((done) => {
    document.addEventListener("securitypolicyviolation", () => done());
    const script = document.createElement("script");
    script.textContent = "0";
    document.body.append(script);
  }),
};

async function layoutPlants(browser, file, kept) {
  for (const [what, change] of Object.entries(kLayoutPlants)) {
    const lines = await measurePages(browser, file, ["light"], [1280], change);
    check(layoutFaults(lines, kept).length > 0, `plant: not refused: ${what}`);
  }
}

async function lookPlants(browser, file) {
  for (const [words, change] of Object.entries(kLookPlants)) {
    const heard = [];
    const page = await opened(browser, file, { width: 1280, theme: "light", onFault: (what) => heard.push(what) });
    const before = await lookFaults(page);
    await page.evaluate(change);
    const found = await lookFaults(page);
    check(before.length === 0 && found.some((fault) => fault.includes(words)), `plant: not refused: ${words}`);
    check(words.startsWith("violates") === (heard.length > 0), `plant: console of "${words}": ${heard}`);
    await page.close();
  }
}

module.exports = { layoutPlants, lookPlants };
