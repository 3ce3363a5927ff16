// SPDX-License-Identifier: Apache-2.0
#include "chart/panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "chart/thinning.hpp"

namespace barometer::chart {

namespace {

constexpr Stroke kGridStroke{.colour = kGrid, .width = 1};
constexpr double kLabelDrop = 15;   // of the labels of an x axis below the box
constexpr double kLabelBeside = 6;  // of those of a y axis
constexpr double kLabelGap = 6;     // between two labels of an axis
constexpr double kTitleSize = 12;   // of the panel
constexpr double kMark = 13;        // columns of a legend's square and the gap behind it
constexpr double kKeyGap = 14;      // between two keys of a legend

}  // namespace

double label_room(const Scale& scale, int ticks) {
  double widest = 0;
  for (int wanted = ticks; wanted > 0; --wanted) {  // a low box takes fewer of them
    for (const Tick& tick : scale.ticks(wanted)) {
      widest = std::max(widest, text_width(tick.label, kSmallType));
    }
  }
  return widest + kLabelBeside;
}

Panel::Panel(SvgWriter& out, const Box& box, Axis x, Axis y, std::string_view title)
    : out_(out), box_(box), x_(std::move(x)), y_(std::move(y)) {
  draw_x_axis();
  draw_y_axis();
  out_.frame(box_, {.colour = kMuted, .width = 0.8});
  if (!title.empty()) {
    out_.text({box_.left, box_.top - 7}, title, {.size = kTitleSize, .bold = true});
    title_width_ = bold_width(title, kTitleSize);
  }
}

double Panel::label_middle(const Tick& tick) const {
  const double half = text_width(tick.label, kSmallType) / 2;
  const double least = box_.left - kOverhang + half;
  return std::clamp(at_x(tick.value), least, std::max(least, box_.right() + kOverhang - half));
}

// As many as are wanted, or fewer whose labels do not touch; three at the least, of which those
// labels are left out that would still touch the one before.
std::vector<Tick> Panel::x_ticks() const {
  std::vector<Tick> ticks;
  for (int wanted = x_.ticks; wanted > 0; --wanted) {
    ticks = x_.scale.ticks(wanted);
    if (!x_.labelled || labels_apart(ticks)) {
      return ticks;
    }
  }
  double end = -std::numeric_limits<double>::infinity();
  for (Tick& tick : ticks) {
    const double half = text_width(tick.label, kSmallType) / 2;
    if (label_middle(tick) - half < end + kLabelGap) {
      tick.label.clear();
    } else {
      end = label_middle(tick) + half;
    }
  }
  return ticks;
}

bool Panel::labels_apart(const std::vector<Tick>& ticks) const {
  double end = -std::numeric_limits<double>::infinity();
  for (const Tick& tick : ticks) {
    const double half = text_width(tick.label, kSmallType) / 2;
    if (label_middle(tick) - half < end + kLabelGap) {
      return false;
    }
    end = label_middle(tick) + half;
  }
  return true;
}

// The same where the box is too low for so many lines of type.
std::vector<Tick> Panel::y_ticks() const {
  std::vector<Tick> ticks = y_.scale.ticks(y_.ticks);
  for (int wanted = y_.ticks - 1; y_.labelled && wanted > 0 && crowded(ticks); --wanted) {
    ticks = y_.scale.ticks(wanted);
  }
  double above = std::numeric_limits<double>::infinity();
  for (Tick& tick : ticks) {
    const bool touches = above - at_y(tick.value) < kSmallType + 1;
    above = touches ? above : at_y(tick.value);
    tick.label = touches ? "" : tick.label;
  }
  return ticks;
}

bool Panel::crowded(const std::vector<Tick>& ticks) const {
  for (std::size_t i = 1; i < ticks.size(); ++i) {
    if (at_y(ticks[i - 1].value) - at_y(ticks[i].value) < kSmallType + 1) {
      return true;
    }
  }
  return false;
}

void Panel::draw_x_axis() {
  for (const Tick& tick : x_ticks()) {
    const double x = at_x(tick.value);
    out_.line({x, box_.top}, {x, box_.bottom()}, kGridStroke);
    if (x_.labelled && !tick.label.empty()) {
      out_.text({label_middle(tick), box_.bottom() + kLabelDrop}, tick.label,
                {.size = kSmallType, .colour = kMuted, .anchor = Anchor::middle});
    }
  }
  if (!x_.title.empty()) {
    const double drop = x_.labelled ? 2 * kLabelDrop + 1 : kLabelDrop;
    out_.text({box_.left + box_.width / 2, box_.bottom() + drop}, x_.title,
              {.anchor = Anchor::middle});
  }
}

void Panel::draw_y_axis() {
  double widest = 0;
  for (const Tick& tick : y_ticks()) {
    const double y = at_y(tick.value);
    out_.line({box_.left, y}, {box_.right(), y}, kGridStroke);
    if (y_.labelled && !tick.label.empty()) {
      widest = std::max(widest, text_width(tick.label, kSmallType));
      out_.text({box_.left - kLabelBeside, y + 3.5}, tick.label,
                {.size = kSmallType, .colour = kMuted, .anchor = Anchor::end});
    }
  }
  if (!y_.title.empty()) {  // its foot stands beside the longest label
    const double x = std::max(box_.left - std::max(56.0, widest + 14), kSmallType);
    out_.text({x, box_.top + box_.height / 2}, y_.title,
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
    if (!std::isnan(point.x) && !std::isnan(point.y)) {
      out_.circle(point, radius, fill);
    }
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
  const bool above = at - 4 - kSmallType > box_.top;
  out_.text({box_.right() - 4, above ? at - 4 : at + 4 + 0.8 * kSmallType}, text,
            {.size = kSmallType, .colour = stroke.colour, .anchor = Anchor::end});
}

void Panel::mark(double x, const Stroke& stroke, std::string_view text) {
  const double at = at_x(x);
  if (at < box_.left || at > box_.right()) {
    return;
  }
  out_.line({at, box_.top}, {at, box_.bottom()}, stroke);
  const bool right = at + 4 + text_width(text, kSmallType) <= box_.right();
  out_.text(
      {right ? at + 4 : at - 4, box_.top + 12}, text,
      {.size = kSmallType, .colour = stroke.colour, .anchor = right ? Anchor::start : Anchor::end});
}

void Panel::text(double x, double y, std::string_view text, const Font& font) {
  out_.text({at_x(x), at_y(y)}, text, font);
}

// How many of the keys fit into `room`.
std::size_t Panel::keys_in(std::span<const Key> keys, double room) {
  std::size_t count = 0;
  for (double used = 0; count < keys.size(); ++count) {
    used += text_width(keys[count].name, kSmallType) + kMark + (count > 0 ? kKeyGap : 0);
    if (used > room) {
      break;
    }
  }
  return count;
}

void Panel::legend(std::span<const Key> keys) {
  double right = box_.right();
  double room = box_.width - (title_width_ > 0 ? title_width_ + kKeyGap : 0);
  std::size_t shown = keys_in(keys, room);
  if (shown < keys.size()) {
    const std::string widest = fmt::format("and {} more", keys.size());
    room -= text_width(widest, kSmallType) + kKeyGap;
    shown = keys_in(keys, room);
    out_.text({right, box_.top - 7}, fmt::format("and {} more", keys.size() - shown),
              {.size = kSmallType, .colour = kMuted, .anchor = Anchor::end});
    right -= text_width(widest, kSmallType) + kKeyGap;
  }
  for (std::size_t i = shown; i-- > 0;) {
    const double width = text_width(keys[i].name, kSmallType);
    out_.text({right - width, box_.top - 7}, keys[i].name, {.size = kSmallType, .colour = kMuted});
    out_.rectangle({right - width - kMark, box_.top - 16, 10, 10}, {.colour = keys[i].colour});
    right -= width + kMark + kKeyGap;
  }
}

}  // namespace barometer::chart
