// SPDX-License-Identifier: Apache-2.0
#include "chart/panel.hpp"

#include <algorithm>

#include "chart/thinning.hpp"
#include "core/safe_text.hpp"

namespace barometer::chart {

namespace {

constexpr Stroke kGridStroke{.colour = kGrid, .width = 1};
constexpr double kLegendSize = 10.5;  // pixels of type
constexpr double kLetter = 5.6;       // mean width of a letter of that type

}  // namespace

Panel::Panel(SvgWriter& out, const Box& box, Axis x, Axis y, std::string_view title)
    : out_(out), box_(box), x_(std::move(x)), y_(std::move(y)) {
  draw_x_axis();
  draw_y_axis();
  out_.frame(box_, {.colour = kMuted, .width = 0.8});
  if (!title.empty()) {
    out_.text({box_.left, box_.top - 7}, title, {.size = 12, .bold = true});
  }
}

void Panel::draw_x_axis() {
  for (const Tick& tick : x_.scale.ticks(x_.ticks)) {
    const double x = at_x(tick.value);
    out_.line({x, box_.top}, {x, box_.bottom()}, kGridStroke);
    if (x_.labelled) {
      out_.text({x, box_.bottom() + 14}, tick.label,
                {.size = 10.5, .colour = kMuted, .anchor = Anchor::middle});
    }
  }
  if (!x_.title.empty()) {
    out_.text({box_.left + box_.width / 2, box_.bottom() + 31}, x_.title,
              {.anchor = Anchor::middle});
  }
}

void Panel::draw_y_axis() {
  for (const Tick& tick : y_.scale.ticks(y_.ticks)) {
    const double y = at_y(tick.value);
    out_.line({box_.left, y}, {box_.right(), y}, kGridStroke);
    if (y_.labelled) {
      out_.text({box_.left - 6, y + 3.5}, tick.label,
                {.size = 10.5, .colour = kMuted, .anchor = Anchor::end});
    }
  }
  if (!y_.title.empty()) {
    out_.text({box_.left - 56, box_.top + box_.height / 2}, y_.title,
              {.anchor = Anchor::middle, .upwards = true});
  }
}

std::vector<Point> Panel::placed(std::span<const double> xs, std::span<const double> ys) const {
  std::vector<Point> points(xs.size());
  for (std::size_t i = 0; i < xs.size(); ++i) {
    points[i] = {at_x(xs[i]), at_y(ys[i])};
  }
  return points;
}

void Panel::clipped_path(std::span<const Point> points, const Stroke& stroke) {
  out_.begin_clip(box_);
  out_.polyline(points, stroke);
  out_.end_clip();
}

void Panel::line(std::span<const double> xs, std::span<const double> ys, const Stroke& stroke) {
  clipped_path(thinned(placed(xs, ys)), stroke);
}

void Panel::steps(std::span<const double> xs, std::span<const double> ys, const Stroke& stroke) {
  std::vector<Point> corners;
  for (const Point& point : placed(xs, ys)) {
    if (!corners.empty()) {
      corners.push_back({point.x, corners.back().y});
    }
    corners.push_back(point);
  }
  clipped_path(thinned(corners), stroke);
}

void Panel::points(std::span<const double> xs, std::span<const double> ys, double radius,
                   const ShapeFill& fill) {
  out_.begin_clip(box_);
  for (const Point& point : placed(xs, ys)) {
    out_.circle(point, radius, fill);
  }
  out_.end_clip();
}

void Panel::band(double x0, double x1, const ShapeFill& fill) {
  rectangle(x0, x1, y_.scale.low(), y_.scale.high(), fill);
}

void Panel::rectangle(double x0, double x1, double y0, double y1, const ShapeFill& fill) {
  const double left = std::clamp(at_x(x0), box_.left, box_.right());
  const double right = std::clamp(at_x(x1), box_.left, box_.right());
  const double top = std::clamp(at_y(y1), box_.top, box_.bottom());
  const double bottom = std::clamp(at_y(y0), box_.top, box_.bottom());
  if (right > left && bottom > top) {
    out_.rectangle({left, top, right - left, bottom - top}, fill);
  }
}

void Panel::level(double y, const Stroke& stroke, std::string_view text) {
  const double at = at_y(y);
  if (at < box_.top || at > box_.bottom()) {
    return;
  }
  out_.line({box_.left, at}, {box_.right(), at}, stroke);
  out_.text({box_.right() - 4, at - 4}, text,
            {.size = 10.5, .colour = stroke.colour, .anchor = Anchor::end});
}

void Panel::mark(double x, const Stroke& stroke, std::string_view text) {
  const double at = at_x(x);
  if (at < box_.left || at > box_.right()) {
    return;
  }
  out_.line({at, box_.top}, {at, box_.bottom()}, stroke);
  out_.text({at + 4, box_.top + 12}, text, {.size = 10.5, .colour = stroke.colour});
}

void Panel::text(double x, double y, std::string_view text, const Font& font) {
  out_.text({at_x(x), at_y(y)}, text, font);
}

void Panel::legend(std::span<const Key> keys) {
  double right = box_.right();
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    const double width = static_cast<double>(core::display_width(key->name)) * kLetter;
    out_.text({right - width, box_.top - 7}, key->name, {.size = kLegendSize, .colour = kMuted});
    out_.rectangle({right - width - 13, box_.top - 16, 10, 10}, {.colour = key->colour});
    right -= width + 27;
  }
}

}  // namespace barometer::chart
