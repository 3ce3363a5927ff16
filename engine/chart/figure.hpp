// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "chart/panel.hpp"
#include "chart/svg_writer.hpp"

namespace barometer::chart {

// Pixels of a phone's width. A picture that is a file of its own may be shown as narrow as this: it
// is drawn in these pixels, so that no type is smaller than kSmallType there, and is shown
// kFileScale times as large where there is room.
inline constexpr double kPhoneWidth = 390;
inline constexpr double kFileScale = 1.6;

// A page of panels under one headline. The panels draw into the figure, which must outlive them.
//
//   Figure figure(900, 420, "BTC", "45,024 hourly bars");
//   Panel price = figure.panel({70, 60, 810, 300}, {Scale::time(t0, t1)}, {Scale::linear(lo, hi)});
//   price.line(times, closes);
//   write(figure.svg());
class Figure {
 public:
  // Pixels. The headline takes the upper 40, with a subtitle the upper 56. `ids`: as SvgWriter's.
  Figure(double width, double height, std::string_view title, std::string_view subtitle = {},
         std::string_view ids = {});

  // A picture of kPhoneWidth as a file of its own. The headline takes as many lines as it needs,
  // above y = 0; end() says how far the picture reaches below.
  static Figure file(std::string_view title, std::string_view subtitle = {});

  void end(double bottom) { height_ = bottom; }

  Panel panel(const Box& box, Axis x, Axis y, std::string_view title = {});

  // What panels cannot draw.
  SvgWriter& canvas() { return out_; }

  double width() const { return width_; }

  double height() const { return height_; }

  // The picture, a whole SVG document without scripts or references to elsewhere.
  std::string svg(Theme theme = Theme::light) const;

 private:
  explicit Figure(std::string_view title);

  double headline(double bottom, std::string_view text, const Font& font);

  double width_;
  double height_;
  double above_ = 0;  // of y = 0
  double scale_ = 1;
  std::string title_;
  SvgWriter out_;
};

}  // namespace barometer::chart
