// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "chart/palette.hpp"

namespace barometer::chart {

// Pixels, y downwards.
struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;

  double right() const { return left + width; }

  double bottom() const { return top + height; }
};

struct Stroke {
  Colour colour = kBlue;
  double width = 1.2;
  bool dashed = false;
};

struct ShapeFill {
  Colour colour = kBlue;
  double opacity = 1;
};

// `light` as it is drawn, for pages that have a style of their own; `of_viewer` with a style sheet
// that takes the dark colours where whoever looks at the file prefers them.
enum class Theme { light, of_viewer };

enum class Anchor { start, middle, end };

struct Font {
  double size = 11;
  Colour colour = kInk;
  Anchor anchor = Anchor::start;
  bool bold = false;
  bool upwards = false;  // turned by a quarter, for the title of a y axis
};

// Elements of an SVG 1.1 picture, appended in drawing order. Numbers have two decimals, so that
// equal pictures are equal bytes; text is made printable and escaped, so that a name can never
// become markup.
class SvgWriter {
 public:
  // `ids`: what the ids of the elements begin with, so that pictures can share a document; it is
  // made of letters, digits and hyphens.
  explicit SvgWriter(std::string_view ids = {}) : ids_(ids) {}

  // Points with NaN break the line.
  void polyline(std::span<const Point> points, const Stroke& stroke);
  void line(Point from, Point to, const Stroke& stroke);
  void rectangle(const Box& box, const ShapeFill& fill);
  // Many of one fill as one element, which takes a third of the bytes.
  void rectangles(std::span<const Box> boxes, const ShapeFill& fill);
  void frame(const Box& box, const Stroke& stroke);
  void circle(Point centre, double radius, const ShapeFill& fill);
  void text(Point at, std::string_view text, const Font& font);

  // What follows until end_clip() is cut at the box.
  void begin_clip(const Box& box);
  void end_clip();

  // The whole document. `title` is what screen readers say.
  std::string document(double width, double height, std::string_view title,
                       Theme theme = Theme::light) const;

  // The part of the plane that `view` shows, `scale` times as large where nobody says how large.
  std::string document(const Box& view, double scale, std::string_view title, Theme theme) const;

 private:
  std::string fill_attributes(const ShapeFill& fill);
  std::string stroke_attributes(const Stroke& stroke);
  void note(Colour colour);
  std::string style_sheet() const;

  std::map<std::string, std::string> dark_;  // of the colours drawn so far that have one
  std::string ids_;
  std::string body_;
  int clips_ = 0;
};

}  // namespace barometer::chart
