// SPDX-License-Identifier: Apache-2.0
#include "page/map_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "chart/panel.hpp"
#include "config/scalar.hpp"
#include "core/safe_text.hpp"
#include "page/map_scale.hpp"
#include "page/study_parts.hpp"
#include "report/trials_table.hpp"

namespace barometer::page {

namespace {

using analysis::MapAxis;
using analysis::MapTrial;
using chart::Anchor;
using chart::Box;
using chart::kSmallType;
using chart::Point;

constexpr double kTop = 24;  // the name of the upright axis
constexpr double kRight = 16;
constexpr double kLegend = 44;  // of the colours
constexpr double kNames = 38;   // values and name of the level axis
constexpr double kGap = 6;
constexpr std::size_t kLabelWidth = 12;  // columns

bool is_numeric(const MapAxis& axis) {
  return std::ranges::all_of(
      axis.values, [](const std::string& value) { return config::read_number(value).has_value(); });
}

std::string label_of(const std::string& value) {
  return core::clipped(value, kLabelWidth);
}

// Which of the trials is the best; none where it is not on the map.
const MapTrial* best_of(const MapPicture& picture) {
  const auto found =
      std::ranges::find(picture.map.trials, picture.evidence.best->number, &MapTrial::number);
  return found == picture.map.trials.end() ? nullptr : &*found;
}

// From the worst to the best colour, and what is marked.
void draw_legend(chart::SvgWriter& out, const MapPicture& picture, const MapScale& scale,
                 double left, double top) {
  constexpr double kStep = 16;
  const std::string& objective = picture.evidence.objective;
  const std::string worst = report::objective_text(objective, scale.worst());
  double x = left;
  out.text({x, top + 10}, worst, {.size = kSmallType, .colour = chart::kMuted});
  x += chart::text_width(worst, kSmallType) + kGap;
  for (const chart::Colour& colour : chart::kScaleColours) {
    out.rectangle({x, top, kStep, 12}, {.colour = colour});
    x += kStep;
  }
  out.text({x + kGap, top + 10}, report::objective_text(objective, scale.best()),
           {.size = kSmallType, .colour = chart::kMuted});
  out.frame({left + 1, top + 20, 11, 11}, {.colour = chart::kInk, .width = 2.5});
  out.text({left + 18, top + 30}, "best trial", {.size = kSmallType, .colour = chart::kMuted});
  if (picture.map.grid) {
    const double next = left + 18 + chart::text_width("best trial", kSmallType) + 14;
    out.frame({next, top + 20, 11, 11}, {.colour = chart::kInk, .width = 1.2, .dashed = true});
    out.text({next + 17, top + 30}, "its neighbours: the plateau",
             {.size = kSmallType, .colour = chart::kMuted});
  }
}

// A field of cells, one for each pair of values.
class CellField {
 public:
  CellField(const MapPicture& picture, double width, std::string_view ids)
      : picture_(picture),
        scale_(picture.map, picture.evidence.maximised),
        out_(ids),
        columns_(picture.map.axes[0].values.size()),
        rows_(picture.map.axes.size() > 1 ? picture.map.axes[1].values.size() : 1) {
    double widest = 0;
    for (std::size_t row = 0; row < rows_; ++row) {
      widest = std::max(widest, chart::text_width(row_label(row), kSmallType));
    }
    const double left = widest + 12;
    cell_width_ = std::min((width - left - kRight) / static_cast<double>(columns_), 90.0);
    cell_height_ = std::clamp(300.0 / static_cast<double>(rows_), 12.0, 34.0);
    box_ = {left, kTop, cell_width_ * static_cast<double>(columns_),
            cell_height_ * static_cast<double>(rows_)};
    width_ = width;
  }

  std::string drawn() {
    out_.rectangle(box_, {.colour = chart::kGrid, .opacity = 0.5});
    draw_cells();
    draw_numbers();
    draw_marks();
    draw_axes();
    draw_legend(out_, picture_, scale_, box_.left, box_.bottom() + kNames + kGap);
    return out_.document(width_, box_.bottom() + kNames + kLegend,
                         picture_.evidence.objective + " over the axes");
  }

 private:
  std::string row_label(std::size_t row) const {
    return rows_ > 1 ? label_of(picture_.map.axes[1].values[row]) : "";
  }

  // Rows rise, as on any axis.
  Box cell_of(const MapTrial& trial) const {
    return {box_.left + trial.x * cell_width_, box_.bottom() - (trial.y + 1) * cell_height_,
            cell_width_, cell_height_};
  }

  void draw_cells() {
    std::array<std::vector<Box>, chart::kScaleColours.size()> by_step;
    for (const MapTrial& trial : picture_.map.trials) {
      if (trial.objective) {
        by_step[scale_.step(*trial.objective)].push_back(cell_of(trial));
      }
    }
    for (std::size_t step = 0; step < by_step.size(); ++step) {
      if (!by_step[step].empty()) {
        out_.rectangles(by_step[step], {.colour = chart::kScaleColours[step]});
      }
    }
  }

  // Where all of them have room.
  void draw_numbers() {
    std::vector<std::string> texts;
    for (const MapTrial& trial : picture_.map.trials) {
      texts.push_back(report::objective_text(picture_.evidence.objective, trial.objective));
      if (chart::text_width(texts.back(), kSmallType) + 8 > cell_width_ || cell_height_ < 16) {
        return;
      }
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const MapTrial& trial = picture_.map.trials[i];
      const Box cell = cell_of(trial);
      const bool on_ink = !trial.objective || scale_.step(*trial.objective) < chart::kScaleOnInk;
      out_.text({cell.left + cell.width / 2, cell.top + cell.height / 2 + 4}, texts[i],
                {.size = kSmallType,
                 .colour = on_ink ? chart::kInk : chart::kPaper,
                 .anchor = Anchor::middle});
    }
  }

  // On paper, so that they are seen on every colour.
  void draw_marks() {
    for (const MapTrial& trial : picture_.map.trials) {
      const bool best = trial.number == picture_.evidence.best->number;
      if (best || trial.neighbour) {
        const Box cell = cell_of(trial);
        const Box inside{cell.left + 2, cell.top + 2, cell.width - 4, cell.height - 4};
        out_.frame(inside, {.colour = chart::kPaper, .width = best ? 4.5 : 3.0});
        out_.frame(inside, {.colour = chart::kInk, .width = best ? 2.5 : 1.2, .dashed = !best});
      }
    }
  }

  void draw_axes() {
    double end = -1e9;
    for (std::size_t column = 0; column < columns_; ++column) {
      const std::string label = label_of(picture_.map.axes[0].values[column]);
      const double x = box_.left + (static_cast<double>(column) + 0.5) * cell_width_;
      const double half = chart::text_width(label, kSmallType) / 2;
      const double middle = std::clamp(x, half + 1, std::max(half + 1, width_ - half - 1));
      if (middle - half > end + kGap) {
        out_.text({middle, box_.bottom() + 15}, label,
                  {.size = kSmallType, .colour = chart::kMuted, .anchor = Anchor::middle});
        end = middle + half;
      }
    }
    out_.text({box_.left, box_.bottom() + 31}, map_axis_name(picture_, 0), {});
    for (std::size_t row = 0; row < rows_; ++row) {
      const double y = box_.bottom() - (static_cast<double>(row) + 0.5) * cell_height_;
      out_.text({box_.left - kGap, y + 4}, row_label(row),
                {.size = kSmallType, .colour = chart::kMuted, .anchor = Anchor::end});
    }
    if (rows_ > 1) {
      out_.text({box_.left, kTop - 9}, map_axis_name(picture_, 1), {});
    }
  }

  const MapPicture& picture_;
  MapScale scale_;
  chart::SvgWriter out_;
  std::size_t columns_;
  std::size_t rows_;
  double cell_width_ = 0;
  double cell_height_ = 0;
  double width_ = 0;
  Box box_;
};

double number_at(const MapAxis& axis, double place) {
  return axis.values.empty()
             ? place
             : config::read_number(axis.values[static_cast<std::size_t>(place)]).value_or(place);
}

// An axis of numbers, or of the places of words.
chart::Axis axis_of(const MapPicture& picture, std::size_t i, double MapTrial::*at) {
  const MapAxis& axis = picture.map.axes[i];
  const bool words = !axis.values.empty() && !is_numeric(axis);
  double low = words ? -0.5 : INFINITY;
  double high = words ? static_cast<double>(axis.values.size()) - 0.5 : -INFINITY;
  for (const MapTrial& trial : picture.map.trials) {
    const double value = words ? trial.*at : number_at(axis, trial.*at);
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (words) {
    const std::vector<std::string> values = axis.values;
    return {.scale = chart::Scale::linear(
                low, high,
                [values](double place) {
                  const auto near = static_cast<std::size_t>(std::lround(std::max(place, 0.0)));
                  const bool whole = std::abs(place - std::round(place)) < 1e-9;
                  return whole && near < values.size() ? label_of(values[near]) : std::string();
                }),
            .title = map_axis_name(picture, i)};
  }
  const double margin = 0.02 * (high - low);
  return {.scale = axis.logarithmic && low > 0
                       ? chart::Scale::logarithmic(low / 1.05, high * 1.05, chart::number_label)
                       : chart::Scale::linear(low - margin, high + margin, chart::number_label),
          .title = map_axis_name(picture, i)};
}

// Some trials of a map as places.
struct Places {
  std::vector<double> xs = {};
  std::vector<double> ys = {};

  void add(const MapPicture& picture, const MapTrial& trial) {
    xs.push_back(number_at(picture.map.axes[0], trial.x));
    ys.push_back(number_at(picture.map.axes[1], trial.y));
  }

  void draw(chart::Panel& panel, double radius, chart::Colour colour) const {
    panel.points(xs, ys, radius, {.colour = colour});
  }
};

// With an edge, so that the palest are seen.
void draw_points(chart::Panel& panel, const MapPicture& picture, const MapScale& scale) {
  std::array<Places, chart::kScaleColours.size()> by_step;
  Places all;
  for (const MapTrial& trial : picture.map.trials) {
    all.add(picture, trial);
    by_step[scale.step(trial.objective.value_or(scale.worst()))].add(picture, trial);
  }
  all.draw(panel, 4.4, chart::kMuted);
  for (std::size_t step = 0; step < by_step.size(); ++step) {
    by_step[step].draw(panel, 3.6, chart::kScaleColours[step]);
  }
  if (const MapTrial* const best = best_of(picture)) {
    Places one;
    one.add(picture, *best);
    one.draw(panel, 8, chart::kInk);
    one.draw(panel, 5.5, chart::kPaper);
    one.draw(panel, 4, chart::kScaleColours.back());
  }
}

// Points of two axes, coloured by the objective.
std::string scatter(const MapPicture& picture, double width, std::string_view ids) {
  constexpr double kHeight = 260;
  chart::SvgWriter out(ids);
  const MapScale scale(picture.map, picture.evidence.maximised);
  chart::Axis y = axis_of(picture, 1, &MapTrial::y);
  const std::string name = std::exchange(y.title, "");
  constexpr double kLeft = 74;
  chart::Panel panel(out, {kLeft, kTop, width - kLeft - kRight, kHeight},
                     axis_of(picture, 0, &MapTrial::x), y, name);
  draw_points(panel, picture, scale);
  draw_legend(out, picture, scale, kLeft, kTop + kHeight + kNames + kGap);
  return out.document(width, kTop + kHeight + kNames + kLegend + kGap,
                      picture.evidence.objective + " over the axes");
}

// The trials along one axis of numbers.
void draw_along(chart::Panel& panel, const MapPicture& picture) {
  const MapAxis& axis = picture.map.axes.front();
  std::vector<MapTrial> trials = picture.map.trials;
  std::ranges::sort(trials, {}, [&](const MapTrial& trial) { return number_at(axis, trial.x); });
  std::vector<double> xs;
  std::vector<double> ys;
  for (const MapTrial& trial : trials) {
    xs.push_back(number_at(axis, trial.x));
    ys.push_back(trial.objective.value_or(NAN));
  }
  if (picture.map.grid) {
    panel.line(xs, ys, {.colour = chart::kBlue, .width = 1.5});
  }
  panel.points(xs, ys, 2.5, {.colour = chart::kBlue});
  if (const MapTrial* const best = best_of(picture)) {
    const std::array x{number_at(axis, best->x)};
    const std::array y{best->objective.value_or(NAN)};
    panel.points(x, y, 5, {.colour = chart::kInk});
    panel.mark(x.front(), {.colour = chart::kInk, .dashed = true}, "best trial");
  }
}

// The objective over one axis of numbers.
std::string line(const MapPicture& picture, double width, std::string_view ids) {
  constexpr double kHeight = 220;
  constexpr double kLeft = 56;
  const MapScale scale(picture.map, picture.evidence.maximised);
  const auto [low, high] = std::minmax({scale.worst(), scale.best()});
  const double margin = 0.06 * (high - low);
  chart::SvgWriter out(ids);
  chart::Panel panel(out, {kLeft, kTop, width - kLeft - kRight, kHeight},
                     axis_of(picture, 0, &MapTrial::x),
                     {.scale = chart::Scale::linear(low - margin, high + margin,
                                                    objective_label(picture.evidence.objective))},
                     picture.evidence.objective);
  draw_along(panel, picture);
  return out.document(width, kTop + kHeight + kNames,
                      picture.evidence.objective + " over one axis");
}

}  // namespace

std::string map_axis_name(const MapPicture& picture, std::size_t axis) {
  return core::clipped(picture.evidence.axes[picture.map.axes[axis].axis], 44);
}

std::string map_value(const MapAxis& axis, double place) {
  return axis.values.empty() ? fmt::format("{:g}", place)
                             : axis.values[static_cast<std::size_t>(place)];
}

std::string map_picture(const MapPicture& picture, double width, std::string_view ids) {
  const std::vector<MapAxis>& axes = picture.map.axes;
  if (axes.size() == 1 && is_numeric(axes.front())) {
    return line(picture, width, ids);
  }
  return picture.map.grid || axes.size() == 1 ? CellField(picture, width, ids).drawn()
                                              : scatter(picture, width, ids);
}

}  // namespace barometer::page
