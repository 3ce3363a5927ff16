// SPDX-License-Identifier: Apache-2.0
#include "page/bins_picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "chart/panel.hpp"
#include "page/html.hpp"
#include "page/page_frame.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

constexpr double kLeft = 52;
constexpr double kRight = 16;
constexpr double kTop = 26;
constexpr double kHeight = 190;
constexpr double kBottom = 38;
constexpr double kMarkLine = 15;  // of the type of a mark, which stand below each other

std::pair<double, double> range_of(const BinsPicture& picture) {
  double low = picture.bins.low;
  double high = picture.bins.high();
  for (const BinsMark& mark : picture.marks) {
    low = std::min(low, mark.at);
    high = std::max(high, mark.at);
  }
  const double margin = 0.03 * (high - low);
  return {low - margin, high + margin};
}

bool is_right(const chart::Panel& panel, const BinsMark& mark) {
  return panel.at_x(mark.at) < panel.box().left + panel.box().width / 2;
}

// Names stand below each other towards the middle, and a line begins beside its name: first the
// marks of the right half, from the right on, then the others from the left on, so that no line
// crosses a name of its half.
void draw_marks(chart::SvgWriter& out, const chart::Panel& panel, std::vector<BinsMark> marks) {
  std::ranges::sort(marks, [&](const BinsMark& a, const BinsMark& b) {
    const bool right = is_right(panel, a);
    return right != is_right(panel, b) ? !right : right ? a.at < b.at : a.at > b.at;
  });
  double top = panel.box().top + 2;
  for (const BinsMark& mark : marks) {
    const double x = panel.at_x(mark.at);
    const bool right = is_right(panel, mark);
    out.line({x, top}, {x, panel.box().bottom()}, {.colour = mark.colour, .width = 2});
    out.text(
        {right ? x + 6 : x - 6, top + 11}, mark.name,
        {.size = chart::kSmallType, .anchor = right ? chart::Anchor::start : chart::Anchor::end});
    top += kMarkLine;
  }
}

std::string drawn(const BinsPicture& picture, double width, std::string_view ids) {
  chart::SvgWriter out(ids);
  const auto [low, high] = range_of(picture);
  const auto most = static_cast<double>(std::ranges::max(picture.bins.counts));
  // Above the bars there is room for the names of the marks.
  const double room = kMarkLine * static_cast<double>(picture.marks.size()) + 8;
  chart::Panel panel(
      out, {kLeft, kTop, width - kLeft - kRight, kHeight},
      {.scale = chart::Scale::linear(low, high, picture.label), .title = picture.x_title},
      {.scale = chart::Scale::linear(0, std::max(most, 1.0) * kHeight / (kHeight - room),
                                     chart::number_label),
       .ticks = 4},
      picture.y_title);
  for (std::size_t bin = 0; bin < picture.bins.counts.size(); ++bin) {
    panel.rectangle(picture.bins.begin(bin), picture.bins.begin(bin + 1), 0,
                    static_cast<double>(picture.bins.counts[bin]),
                    {.colour = chart::kSky, .opacity = 0.8});
  }
  draw_marks(out, panel, picture.marks);
  return out.document(width, kTop + kHeight + kBottom, picture.title);
}

}  // namespace

std::string html_of(const BinsPicture& picture) {
  return drawn_picture(
      picture.id, [&](double width, std::string_view ids) { return drawn(picture, width, ids); });
}

std::string table_of(const BinsPicture& picture, std::string_view key) {
  HtmlTable table(picture.title, {"from", "to", picture.y_title}, 0);
  for (std::size_t bin = 0; bin < picture.bins.counts.size(); ++bin) {
    table.row({{picture.label(picture.bins.begin(bin), 3)},
               {picture.label(picture.bins.begin(bin + 1), 3)},
               {report::grouped(picture.bins.counts[bin]), "",
                key.empty() ? "" : fmt::format("{}.{}", key, bin)}});
  }
  return unfolded("Table of this picture", table.html());
}

}  // namespace barometer::page
