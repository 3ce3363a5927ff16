// SPDX-License-Identifier: Apache-2.0
#include "chart/svg_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "chart/markup.hpp"
#include "core/safe_text.hpp"

namespace barometer::chart {

namespace {

std::string escaped(std::string_view text) {
  return with_entities(core::printable(text));
}

std::string box_attributes(const Box& box) {
  return fmt::format(R"(x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}")", box.left, box.top,
                     box.width, box.height);
}

const char* name(Anchor anchor) {
  switch (anchor) {
    case Anchor::start:
      return "start";
    case Anchor::middle:
      return "middle";
    case Anchor::end:
      return "end";
  }
  return "start";
}

}  // namespace

void SvgWriter::note(Colour colour) {
  if (*colour.dark != '\0') {
    dark_[colour.hex] = colour.dark;
  }
}

std::string SvgWriter::stroke_attributes(const Stroke& stroke) {
  note(stroke.colour);
  return fmt::format(R"(fill="none" stroke="{}" stroke-width="{:.2f}"{})", stroke.colour.hex,
                     stroke.width, stroke.dashed ? R"( stroke-dasharray="5 3")" : "");
}

std::string SvgWriter::fill_attributes(const ShapeFill& fill) {
  note(fill.colour);
  return fmt::format(R"(fill="{}" fill-opacity="{:.2f}")", fill.colour.hex, fill.opacity);
}

void SvgWriter::polyline(std::span<const Point> points, const Stroke& stroke) {
  auto out = std::back_inserter(body_);
  body_ += "<path d=\"";
  bool pen_down = false;
  for (const Point& point : points) {
    if (std::isnan(point.x) || std::isnan(point.y)) {
      pen_down = false;
      continue;
    }
    fmt::format_to(out, "{}{:.2f} {:.2f}", pen_down ? 'L' : 'M', point.x, point.y);
    pen_down = true;
  }
  fmt::format_to(out, "\" {} stroke-linejoin=\"round\"/>\n", stroke_attributes(stroke));
}

void SvgWriter::line(Point from, Point to, const Stroke& stroke) {
  fmt::format_to(std::back_inserter(body_),
                 "<line x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\" {}/>\n", from.x,
                 from.y, to.x, to.y, stroke_attributes(stroke));
}

void SvgWriter::rectangle(const Box& box, const ShapeFill& fill) {
  fmt::format_to(std::back_inserter(body_), "<rect {} {}/>\n", box_attributes(box),
                 fill_attributes(fill));
}

void SvgWriter::rectangles(std::span<const Box> boxes, const ShapeFill& fill) {
  body_ += "<path d=\"";
  for (const Box& box : boxes) {
    fmt::format_to(std::back_inserter(body_), "M{:.2f} {:.2f}h{:.2f}v{:.2f}h{:.2f}z", box.left,
                   box.top, box.width, box.height, -box.width);
  }
  fmt::format_to(std::back_inserter(body_), "\" {}/>\n", fill_attributes(fill));
}

void SvgWriter::frame(const Box& box, const Stroke& stroke) {
  fmt::format_to(std::back_inserter(body_), "<rect {} {}/>\n", box_attributes(box),
                 stroke_attributes(stroke));
}

void SvgWriter::circle(Point centre, double radius, const ShapeFill& fill) {
  fmt::format_to(std::back_inserter(body_),
                 "<circle cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"{:.2f}\" {}/>\n", centre.x, centre.y,
                 radius, fill_attributes(fill));
}

void SvgWriter::text(Point at, std::string_view text, const Font& font) {
  note(font.colour);
  const std::string turn =
      font.upwards ? fmt::format(R"svg( transform="rotate(-90 {:.2f} {:.2f})")svg", at.x, at.y)
                   : "";
  fmt::format_to(std::back_inserter(body_),
                 "<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:.1f}\" fill=\"{}\" "
                 "text-anchor=\"{}\"{}{}>{}</text>\n",
                 at.x, at.y, font.size, font.colour.hex, name(font.anchor),
                 font.bold ? R"( font-weight="bold")" : "", turn, escaped(text));
}

void SvgWriter::begin_clip(const Box& box) {
  ++clips_;
  fmt::format_to(
      std::back_inserter(body_),
      "<clipPath id=\"{2}clip{0}\"><rect {1}/></clipPath>\n<g clip-path=\"url(#{2}clip{0})\">\n",
      clips_, box_attributes(box), ids_);
}

void SvgWriter::end_clip() {
  body_ += "</g>\n";
}

// A rule for each colour, by the attribute that has it.
std::string SvgWriter::style_sheet() const {
  std::map<std::string, std::string> colours = dark_;
  colours[kPaper.hex] = kPaper.dark;
  std::string rules;
  for (const auto& [light, dark] : colours) {
    rules += fmt::format("[fill=\"{0}\"]{{fill:{1}}}[stroke=\"{0}\"]{{stroke:{1}}}\n", light, dark);
  }
  return "<style>@media (prefers-color-scheme: dark) {\n" + rules + "}</style>\n";
}

std::string SvgWriter::document(double width, double height, std::string_view title,
                                Theme theme) const {
  return document({0, 0, width, height}, 1, title, theme);
}

std::string SvgWriter::document(const Box& view, double scale, std::string_view title,
                                Theme theme) const {
  const std::string corner = view.left == 0 && view.top == 0
                                 ? ""
                                 : fmt::format("x=\"{:.0f}\" y=\"{:.0f}\" ", view.left, view.top);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0f}\" height=\"{:.0f}\" "
      "viewBox=\"{:.0f} {:.0f} {:.0f} {:.0f}\" role=\"img\" "
      "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n"
      "<title>{}</title>\n{}<rect {}width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{}</svg>\n",
      view.width * scale, view.height * scale, view.left, view.top, view.width, view.height,
      escaped(title), theme == Theme::of_viewer ? style_sheet() : "", corner, kPaper.hex, body_);
}

}  // namespace barometer::chart
