// SPDX-License-Identifier: Apache-2.0
// What is drawn when: at the start, after changes of the period, the width, and for paper.

const kDrawings = {
  "equity": drawEquity, "drawdown": drawDrawdown, "exposure": drawExposure, "lanes": drawLanes,
  "price": drawPrice, "latency": drawLatency,
  "rolling-sharpe": (holder) => drawRolling(holder, "sharpe", "Sharpe ratio a year", short),
  "rolling-volatility": (holder) =>
    drawRolling(holder, "volatility", "volatility a year, %", shortPercent),
};
const kStill = {
  "distribution": drawDistribution, "costs": drawCosts, "excursions": drawExcursions, "stages": drawStages,
};

// The places of these pictures that the page has, with what draws into them.
const placesOf = (drawings) => Object.entries(drawings).map(([id, draw]) => [id, place(id), draw])
  .filter(([, holder]) => holder);

function drawTimes() {
  timePictures.length = 0;
  for (const [id, holder, draw] of placesOf(kDrawings)) {
    const box = cellCount > 0 ? draw(holder) : emptyPicture(holder, "The run has no steps.");
    if (box) {
      timePictures.push(box);
      attach(id, box);
    }
  }
  drawCursor();
  if (tablePlace("period")) showPeriod();
}

function drawStill() {
  placesOf(kStill).forEach(([, holder, draw]) => draw(holder));
  document.querySelectorAll('[data-picture^="regime-"]').forEach(drawRegime);
}

function drawAll() {
  drawTimes();
  drawStill();
}

// Several changes within a frame are drawn once.
let waiting = false;
function redraw() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      drawTimes();
    });
  }
}

function start() {
  startControls();
  drawAll();
  pictureTables();
  filteredTable("trades", "Trades", tradeColumns,
                ["symbol", "side", "status", ...data.dimensions.map((one) => one.name)], tradeRows);
  filteredTable("orders", "Orders", orderColumns, ["symbol", "type", "status", "reason"], orderRows);
  for (const [moment, width] of [["beforeprint", 718], ["afterprint", 0]]) {
    window.addEventListener(moment, () => {
      paperWidth = width;
      drawAll();
    });
  }
  let before = document.documentElement.clientWidth;
  window.addEventListener("resize", () => {
    if (document.documentElement.clientWidth !== before) {
      before = document.documentElement.clientWidth;
      drawAll();
    }
  });
}

start();
