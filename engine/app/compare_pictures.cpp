// SPDX-License-Identifier: Apache-2.0
#include "app/compare_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "chart/figure.hpp"
#include "core/timestamp.hpp"
#include "page/html.hpp"
#include "page/page_frame.hpp"
#include "report/number_text.hpp"

namespace barometer::app {

namespace {

using chart::Colour;

constexpr double kHeight = 320;
constexpr double kLogarithmicFrom = 3;  // highest / lowest equity
constexpr std::size_t kMostMonths = 600;

struct Curve {
  const std::vector<double>& values;
  chart::Stroke stroke;
  std::string name;
};

std::pair<double, double> range_of(std::span<const Curve> curves, double low, double high) {
  for (const Curve& curve : curves) {
    const auto [least, most] = std::ranges::minmax(curve.values);
    low = std::min(low, least);
    high = std::max(high, most);
  }
  return {low, high};
}

struct Shape {
  std::string_view title;
  std::string_view unit;
  double width;
  std::string_view ids;
};

std::string draw(const Shape& shape, std::span<const double> times, const chart::Scale& values,
                 std::span<const Curve> curves, double level) {
  constexpr double kLeft = 70;
  constexpr double kRight = 16;
  constexpr double kTop = 60;
  chart::Figure figure(shape.width, kHeight, shape.title, "", shape.ids);
  chart::Panel panel = figure.panel(
      {kLeft, kTop, shape.width - kLeft - kRight, kHeight - kTop - 34},
      {chart::Scale::time(times.front(), times.back()), "", true, shape.width > 500 ? 6 : 3},
      {values, std::string(shape.unit), true, 5});
  panel.level(level, {.colour = chart::kMuted, .width = 1});
  std::vector<chart::Panel::Key> keys;
  for (const Curve& curve : curves) {
    panel.line(times, curve.values, curve.stroke);
    if (!curve.name.empty()) {
      keys.push_back({curve.stroke.colour, curve.name});
    }
  }
  panel.legend(keys);
  return figure.svg();
}

std::string equity_picture(const CompareCurves& curves) {
  const std::array lines{Curve{curves.a, {.colour = chart::kBlue, .width = 1.6}, "A"},
                         Curve{curves.b, {.colour = chart::kOrange, .width = 1.6}, "B"}};
  const auto [low, high] = range_of(lines, 1, 1);
  const chart::Scale scale = low > 0 && high / low > kLogarithmicFrom
                                 ? chart::Scale::logarithmic(low, high, chart::number_label)
                                 : chart::Scale::linear(low, high, chart::number_label);
  return page::drawn_picture("equity", [&](double width, std::string_view ids) {
    return draw({"Equity of both", "what 1 became", width, ids}, curves.times, scale, lines, 1);
  });
}

std::string difference_picture(const CompareCurves& curves) {
  const chart::Stroke edge{.colour = chart::kMuted, .width = 1.2, .dashed = true};
  const std::array lines{Curve{curves.low, edge, "95 % by chance"}, Curve{curves.high, edge, ""},
                         Curve{curves.difference, {.colour = chart::kBlue, .width = 1.6}, "A / B"}};
  const auto [low, high] = range_of(lines, 0, 0);
  const chart::Scale scale = chart::Scale::linear(low, high, chart::percent_label);
  return page::drawn_picture("difference", [&](double width, std::string_view ids) {
    return draw({"Difference", "A / B - 1", width, ids}, curves.times, scale, lines, 0);
  });
}

// The last entries of UTC months.
std::vector<std::size_t> month_ends(const std::vector<double>& times) {
  std::vector<std::size_t> ends;
  const auto month = [&](std::size_t i) {
    return core::format_date(static_cast<core::Timestamp>(times[i]) - 1).substr(0, 7);
  };
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (i + 1 == times.size() || month(i) != month(i + 1)) {
      ends.push_back(i);
    }
  }
  const std::size_t out = ends.size() - std::min(ends.size(), kMostMonths);
  ends.erase(ends.begin(), ends.begin() + static_cast<std::ptrdiff_t>(out));
  return ends;
}

std::string table_of(const CompareCurves& curves) {
  page::HtmlTable table("What 1 became at the ends of months, and the difference with its band",
                        {"session end, UTC", "A", "B", "A / B - 1", "band from", "to"});
  for (const std::size_t i : month_ends(curves.times)) {
    table.row({{core::format_date(static_cast<core::Timestamp>(curves.times[i]))},
               {report::fixed(curves.a[i], 4)},
               {report::fixed(curves.b[i], 4)},
               {report::percent(curves.difference[i])},
               {report::percent(curves.low[i])},
               {report::percent(curves.high[i])}});
  }
  return page::unfolded("Table: equity and difference at the ends of months", table.html());
}

}  // namespace

std::string compare_pictures(const CompareCurves& curves) {
  return equity_picture(curves) + difference_picture(curves) + table_of(curves);
}

}  // namespace barometer::app
