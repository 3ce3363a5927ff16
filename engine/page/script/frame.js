// SPDX-License-Identifier: Apache-2.0
// What every page of the program does: the button that changes the theme.
"use strict";

const kThemes = ["system", "light", "dark"];
function themeButton() {
  const made = document.getElementById("theme");
  made.hidden = false;
  made.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme || "system";
    const next = kThemes[(kThemes.indexOf(now) + 1) % kThemes.length];
    document.documentElement.dataset.theme = next;
    made.textContent = "Theme: " + next;
  });
}

themeButton();
