// SPDX-License-Identifier: Apache-2.0
#include "chart/legend.hpp"

#include <string>
#include <vector>

#include "chart/type.hpp"

namespace barometer::chart {

namespace {

constexpr double kSquare = 10;
constexpr double kMark = 13;  // the square and the gap behind it
constexpr double kKeyGap = 14;

struct PlacedKey {
  Colour colour;
  std::string name;
  double x;
  std::size_t row;
};

std::vector<PlacedKey> placed(std::span<const Panel::Key> keys, double width) {
  std::vector<PlacedKey> all;
  double x = 0;
  std::size_t row = 0;
  for (const Panel::Key& key : keys) {
    const std::string name = fitted(key.name, kSmallType, width - kMark);
    const double needed = kMark + text_width(name, kSmallType);
    if (x > 0 && x + needed > width) {
      x = 0;
      ++row;
    }
    all.push_back({key.colour, name, x, row});
    x += needed + kKeyGap;
  }
  return all;
}

}  // namespace

std::size_t legend_rows(std::span<const Panel::Key> keys, double width) {
  const std::vector<PlacedKey> all = placed(keys, width);
  return all.empty() ? 0 : all.back().row + 1;
}

void draw_legend(SvgWriter& out, Point corner, double width, std::span<const Panel::Key> keys) {
  for (const PlacedKey& key : placed(keys, width)) {
    const double bottom = corner.y + kLegendRow * static_cast<double>(key.row + 1);
    out.rectangle({corner.x + key.x, bottom - 13, kSquare, kSquare}, {.colour = key.colour});
    out.text({corner.x + key.x + kMark, bottom - 4}, key.name,
             {.size = kSmallType, .colour = kMuted});
  }
}

}  // namespace barometer::chart
