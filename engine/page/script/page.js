// SPDX-License-Identifier: Apache-2.0
// What the page does: controls, cursor, brush, jumps.

const kDrawings = {
  "equity": drawEquity, "drawdown": drawDrawdown, "exposure": drawExposure, "lanes": drawLanes,
  "price": drawPrice, "latency": drawLatency,
  "rolling-sharpe": (holder) => drawRolling(holder, "sharpe", "Sharpe ratio a year", short),
  "rolling-volatility": (holder) =>
    drawRolling(holder, "volatility", "volatility a year, %", shortPercent),
};
const kStill = {
  "distribution": drawDistribution, "costs": drawCosts, "excursions": drawExcursions,
  "stages": drawStages,
};

function drawTimes() {
  timePictures.length = 0;
  for (const [id, draw] of Object.entries(kDrawings)) {
    const holder = place(id);
    if (holder && cellCount > 0) {
      const box = draw(holder);
      if (box) {
        timePictures.push({ id, box });
        attach(id, box);
      }
    } else if (holder) {
      emptyPicture(holder, "The run has no steps.");
    }
  }
  drawCursor();
  showPeriod();
}

function drawStill() {
  for (const [id, draw] of Object.entries(kStill)) {
    const holder = place(id);
    if (holder) {
      draw(holder);
    }
  }
  for (const holder of document.querySelectorAll('[data-picture^="regime-"]')) {
    drawRegime(holder, Number(holder.dataset.picture.slice("regime-".length)));
  }
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
  drawTimes();
  drawStill();
  pictureTables();
  filteredTable("trades", "Trades", tradeColumns,
                ["symbol", "side", "status", ...data.dimensions.map((one) => one.name)],
                tradeRows);
  filteredTable("orders", "Orders", orderColumns,
                ["symbol", "type", "status", "reason"], orderRows);
  for (const [moment, width] of [["beforeprint", 718], ["afterprint", 0]]) {
    window.addEventListener(moment, () => {
      paperWidth = width;
      drawTimes();
      drawStill();
    });
  }
  let width = document.documentElement.clientWidth;
  window.addEventListener("resize", () => {
    if (document.documentElement.clientWidth !== width) {
      width = document.documentElement.clientWidth;
      redraw();
      drawStill();
    }
  });
}

start();
