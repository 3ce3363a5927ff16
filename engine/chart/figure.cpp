// SPDX-License-Identifier: Apache-2.0
#include "chart/figure.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "chart/type.hpp"

namespace barometer::chart {

namespace {

constexpr double kMargin = 12;
constexpr double kLeading = 1.3;
constexpr double kBelowHeadline = 8;

}  // namespace

Figure::Figure(double width, double height, std::string_view title, std::string_view subtitle,
               std::string_view ids)
    : width_(width), height_(height), title_(title), out_(ids) {
  out_.text({16, 26}, title, {.size = 16, .bold = true});
  out_.text({16, 45}, subtitle, {.size = 12, .colour = kMuted});
}

Figure::Figure(std::string_view title)
    : width_(kPhoneWidth), height_(0), scale_(kFileScale), title_(title) {}

Figure Figure::file(std::string_view title, std::string_view subtitle) {
  Figure figure(title);
  double y = figure.headline(-kBelowHeadline, subtitle, {.size = 12, .colour = kMuted});
  y = figure.headline(y, title, {.size = 16, .bold = true});
  figure.above_ = std::ceil(kMargin - y);
  return figure;
}

// Lines of text whose last one ends at `bottom`; returns where the first begins.
double Figure::headline(double bottom, std::string_view text, const Font& font) {
  const double line = font.size * kLeading;
  const std::vector<std::string> lines = broken(text, font.size, width_ - 2 * kMargin);
  const double top = bottom - line * static_cast<double>(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out_.text({kMargin, top + line * static_cast<double>(i) + font.size}, lines[i], font);
  }
  return top;
}

Panel Figure::panel(const Box& box, Axis x, Axis y, std::string_view title) {
  return {out_, box, std::move(x), std::move(y), title};
}

std::string Figure::svg(Theme theme) const {
  return out_.document({0, 0 - above_, width_, above_ + height_}, scale_, title_, theme);
}

}  // namespace barometer::chart
