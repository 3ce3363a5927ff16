// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chart/palette.hpp"
#include "chart/scale.hpp"
#include "stats/equal_bins.hpp"

namespace barometer::page {

// A value that is marked in a histogram.
struct BinsMark {
  double at = 0;
  std::string name;
  chart::Colour colour = chart::kInk;
};

// A histogram. `bins` has at least one.
struct BinsPicture {
  std::string id;     // as drawn_picture's
  std::string title;  // what is counted
  std::string x_title;
  std::string y_title;
  stats::EqualBins bins = {};
  chart::Label label = chart::number_label;  // of x
  std::vector<BinsMark> marks = {};
};

// As HTML: the picture, for a wide screen and for a phone.
std::string html_of(const BinsPicture& picture);

// The table behind it, to be opened; bin i has the key `key`.i where that is not empty.
std::string table_of(const BinsPicture& picture, std::string_view key);

}  // namespace barometer::page
