// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace barometer::app {

// Shows a page in a browser, without a shell: by the first program of $BROWSER (a list with colons;
// %s stands for the page) that is on PATH, else, where there is a display, by xdg-open. Returns the
// line that says who shows it, or why nobody does and where it lies.
std::string open_page(const std::filesystem::path& page);

}  // namespace barometer::app
