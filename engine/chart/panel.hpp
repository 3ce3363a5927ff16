// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chart/scale.hpp"
#include "chart/svg_writer.hpp"
#include "chart/type.hpp"

namespace barometer::chart {

// Pixels that the labels of an x axis reach beyond its box.
inline constexpr double kOverhang = 14;

// Pixels left of a box for the labels of a y axis, rather more than less.
double label_room(const Scale& scale, int ticks);

struct Axis {
  Scale scale;
  std::string title = {};  // empty: none
  bool labelled = true;
  int ticks = 6;  // about
};

// One coordinate system on a page. Everything is drawn at once, in the order of the calls, in the
// units of the axes; what lies outside the axes is cut off.
class Panel {
 public:
  // Draws grid, tick labels, axis titles and the panel's title above the box. Ticks are fewer where
  // their labels would touch, and labels at the ends of an axis reach at most kOverhang beyond the
  // box. `out` outlives the panel.
  Panel(SvgWriter& out, const Box& box, Axis x, Axis y, std::string_view title = {});

  // REQUIRES: xs and ys have one size, xs ascends. NaN in ys breaks the line.
  void line(std::span<const double> xs, std::span<const double> ys, const Stroke& stroke = {});

  // The same values, each held until the next x.
  void steps(std::span<const double> xs, std::span<const double> ys, const Stroke& stroke = {});

  // NaN is no point.
  void points(std::span<const double> xs, std::span<const double> ys, double radius,
              const ShapeFill& fill = {});

  // Shades x0..x1 over the whole height.
  void band(double x0, double x1, const ShapeFill& fill);

  void rectangle(double x0, double x1, double y0, double y1, const ShapeFill& fill);

  // A line across at y, or down at x, with its text at the end; empty for none.
  void level(double y, const Stroke& stroke, std::string_view text = {});
  void mark(double x, const Stroke& stroke, std::string_view text = {});

  void text(double x, double y, std::string_view text, const Font& font = {});

  // A row of coloured squares with their names in the top right corner, above the box and beside
  // its title; names that find no room there are counted: "and 3 more".
  struct Key {
    Colour colour;
    std::string name;
  };

  void legend(std::span<const Key> keys);

  // Pixels of a value, for what the other calls do not draw.
  double at_x(double x) const { return box_.left + x_.scale.place(x) * box_.width; }

  double at_y(double y) const { return box_.bottom() - y_.scale.place(y) * box_.height; }

  const Box& box() const { return box_; }

 private:
  std::vector<Tick> x_ticks() const;
  std::vector<Tick> y_ticks() const;
  bool labels_apart(const std::vector<Tick>& ticks) const;
  bool crowded(const std::vector<Tick>& ticks) const;
  double label_middle(const Tick& tick) const;
  static std::size_t keys_in(std::span<const Key> keys, double room);
  void draw_x_axis();
  void draw_y_axis();
  std::vector<Point> placed(std::span<const double> xs, std::span<const double> ys) const;
  void clipped_path(std::span<const Point> points, const Stroke& stroke);

  SvgWriter& out_;
  Box box_;
  Axis x_;
  Axis y_;
  double title_width_ = 0;
};

}  // namespace barometer::chart
