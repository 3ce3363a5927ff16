// SPDX-License-Identifier: Apache-2.0
#include "chart/figure.hpp"

#include <utility>

namespace barometer::chart {

Figure::Figure(double width, double height, std::string_view title, std::string_view subtitle,
               std::string_view ids)
    : width_(width), height_(height), title_(title), out_(ids) {
  out_.text({16, 26}, title, {.size = 16, .bold = true});
  out_.text({16, 45}, subtitle, {.size = 12, .colour = kMuted});
}

Panel Figure::panel(const Box& box, Axis x, Axis y, std::string_view title) {
  return {out_, box, std::move(x), std::move(y), title};
}

std::string Figure::svg(Theme theme) const {
  return out_.document(width_, height_, title_, theme);
}

}  // namespace barometer::chart
