// SPDX-License-Identifier: Apache-2.0
#include "profiler/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "chart/figure.hpp"
#include "profiler/result_lines.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::profiler {

namespace {

using namespace chart;

constexpr double kWidth = 960;
constexpr double kLeft = 84;
constexpr double kRight = 936;
constexpr double kFewestColumns = 8;  // so that one process is no wall
constexpr Colour kBaselineColour = kBlue;
constexpr Colour kCandidateColour = kOrange;

// One side as the panels draw it.
struct Side {
  const profile::Replicates& times;
  const profile::SteadySide& found;
  Colour colour;
  std::string name;
};

std::vector<Side> sides_of(const profile::ProfileResult& result) {
  std::vector<Side> sides;
  if (result.comparison) {
    sides.push_back({*result.baseline, result.comparison->baseline, kBaselineColour, "baseline"});
  }
  sides.push_back({result.candidate, result.found, kCandidateColour,
                   result.comparison ? "candidate" : "this profile"});
  return sides;
}

struct TimeRange {
  double low;
  double high;
};

TimeRange all_times(const std::vector<Side>& sides) {
  TimeRange range{INFINITY, 0};
  for (const Side& side : sides) {
    for (const profile::ProcessTimes& process : side.times.processes) {
      const auto [low, high] =
          std::minmax_element(process.blocks_ns.begin(), process.blocks_ns.end());
      range = {std::min(range.low, *low), std::max(range.high, *high)};
    }
  }
  return range;
}

// Where the middle process became steady.
double warmup_end(const Side& side) {
  std::vector<double> firsts;
  for (const profile::SteadyState& state : side.found.processes) {
    firsts.push_back(static_cast<double>(state.first));
  }
  return stats::median_of(firsts);
}

std::size_t longest(const Side& side) {
  std::size_t most = 0;
  for (const profile::ProcessTimes& process : side.times.processes) {
    most = std::max(most, process.blocks_ns.size());
  }
  return most;
}

Scale time_scale(TimeRange range) {
  return range.high > 3 * range.low
             ? Scale::logarithmic(range.low / 2, range.high * 2, nanoseconds_label)
             : Scale::linear(range.low * 0.97, range.high * 1.03, nanoseconds_label);
}

// Never thinner than can be seen.
void shade_warmup(Figure& figure, Panel& panel, const Side& side, double calls) {
  const double warm = warmup_end(side);
  if (warm == 0) {
    return;
  }
  const double end = std::max(warm, calls / 120);
  panel.band(0, end, {.colour = kYellow, .opacity = 0.45});
  const bool never = side.found.unsteady == side.found.processes.size();
  figure.canvas().text({never ? panel.box().left + 8 : panel.at_x(end) + 6, panel.box().top + 15},
                       never ? "no steady state" : "warm-up",
                       {.size = kSmallType, .colour = kMuted});
}

void draw_sequence(Figure& figure, const Box& box, const Side& side, const Scale& y,
                   const std::string& sample, bool first) {
  const auto calls = static_cast<double>(longest(side));
  Panel panel =
      figure.panel(box, {.scale = Scale::linear(0, calls), .title = sample + " in a process"},
                   {.scale = y, .title = first ? "time" : "", .labelled = first},
                   fmt::format("{}: {} process{}", side.name, side.times.processes.size(),
                               side.times.processes.size() == 1 ? "" : "es"));
  shade_warmup(figure, panel, side, calls);
  for (const profile::ProcessTimes& process : side.times.processes) {
    std::vector<double> xs(process.blocks_ns.size());
    std::iota(xs.begin(), xs.end(), 0.5);
    panel.points(xs, process.blocks_ns, calls < 200 ? 2 : 1.3,
                 {.colour = side.colour, .opacity = 0.5});
  }
}

std::span<const double> steady_times(const Side& side, std::size_t p) {
  const std::span times = side.times.processes[p].blocks_ns;
  const profile::SteadyState& state = side.found.processes[p];
  return state.found() ? times.subspan(state.first) : times;
}

TimeRange steady_range(const std::vector<Side>& sides) {
  TimeRange range{INFINITY, 0};
  for (const Side& side : sides) {
    for (std::size_t p = 0; p < side.times.processes.size(); ++p) {
      range.low = std::min(range.low, stats::quantile_of(steady_times(side, p), 0.02));
      range.high = std::max(range.high, stats::quantile_of(steady_times(side, p), 0.98));
    }
  }
  const double space = 0.12 * std::max(range.high - range.low, 0.01 * range.high);
  return {std::max(range.low - space, 0.0), range.high + space};
}

// A process: P10 to P90 pale, the middle half darker, the median a line.
void draw_process(Panel& panel, double x, std::span<const double> times, Colour colour) {
  const auto bar = [&](double low, double high, double opacity) {
    panel.rectangle(x - 0.32, x + 0.32, stats::quantile_of(times, low),
                    stats::quantile_of(times, high), {.colour = colour, .opacity = opacity});
  };
  bar(0.1, 0.9, 0.25);
  bar(0.25, 0.75, 0.45);
  const double median = stats::median_of(times);
  const std::array xs{x - 0.32, x + 0.32};
  const std::array ys{median, median};
  panel.line(xs, ys, {.colour = kInk, .width = 1.6});
}

void draw_distributions(Figure& figure, const Box& box, const std::vector<Side>& sides) {
  double columns = 0.5;
  for (const Side& side : sides) {
    columns += static_cast<double>(side.times.processes.size()) + 0.5;
  }
  const double edge = std::max(0.0, (kFewestColumns - columns) / 2);
  const TimeRange range = steady_range(sides);
  Panel panel = figure.panel(
      box,
      {.scale = Scale::linear(-edge, columns + edge),
       .title = "a box is a process, in the order in which they ran",
       .labelled = false,
       .ticks = 0},
      {.scale = Scale::linear(range.low, range.high, nanoseconds_label), .title = "time"},
      "steady times of each process: P10 to P90, middle half, median");
  std::vector<Panel::Key> keys;
  double x = 1;
  for (const Side& side : sides) {
    keys.push_back({side.colour, side.name});
    for (std::size_t p = 0; p < side.times.processes.size(); ++p, x += 1) {
      const bool steady = side.found.processes[p].found();
      draw_process(panel, x, steady_times(side, p), steady ? side.colour : kMuted);
    }
    x += 0.5;
  }
  panel.legend(keys);
}

struct IntervalRow {
  std::string name;
  profile::Decision decision;
};

std::vector<IntervalRow> interval_rows(const profile::Comparison& c, const std::string& sample) {
  std::vector<IntervalRow> rows{{"steady " + sample + ", median", c.steady},
                                {"steady " + sample + ", mean", c.steady_mean},
                                {"single steps, p99", c.p99},
                                {"all " + sample + "s, mean", c.means},
                                {"cold start", c.cold}};
  std::erase_if(rows, [](const IntervalRow& row) { return !row.decision.ratio; });
  return rows;
}

Colour colour_of(profile::ChangeClass change) {
  switch (change) {
    case profile::ChangeClass::regression:
      return kRed;
    case profile::ChangeClass::improvement:
      return kGreen;
    case profile::ChangeClass::no_change:
      return kBlue;
    case profile::ChangeClass::too_noisy:
      break;
  }
  return kPurple;
}

// Wide enough for the steady interval and the margin; what lies further out is written.
double reach_of(const profile::Comparison& c) {
  double reach = 3 * std::log1p(c.margins.median.change);
  if (c.steady.ratio) {
    reach = std::max({reach, 1.3 * std::abs(std::log(c.steady.ratio->low)),
                      1.3 * std::abs(std::log(c.steady.ratio->high))});
  }
  return std::expm1(reach);
}

// Beside the interval where there is room, else at the edge with an arrow to where it lies.
void label_interval(Panel& panel, double y, const IntervalRow& row, double reach) {
  const stats::RatioInterval& ratio = *row.decision.ratio;
  const Colour colour = colour_of(row.decision.change);
  const std::string text = change_of(row.decision);
  if (ratio.low - 1 > reach) {
    panel.text(reach * 0.985, y - 0.06, text + "  \u2192",
               {.size = kSmallType, .colour = colour, .anchor = Anchor::end});
  } else if (ratio.high - 1 < -reach) {
    panel.text(-reach * 0.6, y - 0.06, "\u2190  " + text, {.size = kSmallType, .colour = colour});
  } else if (ratio.high - 1 < 0.6 * reach) {
    panel.text(ratio.high - 1 + 0.02 * reach, y - 0.06, text,
               {.size = kSmallType, .colour = colour});
  } else {
    panel.text(reach * 0.985, y + 0.2, text,
               {.size = kSmallType, .colour = colour, .anchor = Anchor::end});
  }
}

void draw_interval(Panel& panel, double y, const IntervalRow& row, double reach) {
  const stats::RatioInterval& ratio = *row.decision.ratio;
  const Colour colour = colour_of(row.decision.change);
  const auto inside = [&](double r) { return std::clamp(r - 1, -reach, reach); };
  const std::array xs{inside(ratio.low), inside(ratio.high)};
  const std::array ys{y, y};
  panel.line(xs, ys, {.colour = colour, .width = 3});
  if (std::abs(ratio.estimate - 1) <= reach) {
    const std::array x{ratio.estimate - 1};
    const std::array at{y};
    panel.points(x, at, 5, {.colour = colour});
  }
  label_interval(panel, y, row, reach);
}

void draw_intervals(Figure& figure, const Box& box, const profile::Comparison& c,
                    const std::string& sample) {
  const std::vector<IntervalRow> rows = interval_rows(c, sample);
  const double reach = reach_of(c);
  const double same = c.margins.median.same;
  const auto count = static_cast<double>(rows.size());
  Panel panel = figure.panel(
      box,
      {.scale = Scale::linear(-reach, reach, percent_label),
       .title = "change against the baseline"},
      {.scale = Scale::linear(0, std::max(count, 1.0)), .labelled = false, .ticks = 0},
      fmt::format("intervals against the margin of {:.1f} % (shaded: no change)", same * 100));
  panel.band(1 / (1 + same) - 1, same, {.colour = kGreen, .opacity = 0.13});
  panel.mark(0, {.colour = kMuted, .width = 1, .dashed = true});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y = count - static_cast<double>(i) - 0.55;
    panel.text(-reach * 0.985, y - 0.05, rows[i].name, {.size = 11});
    draw_interval(panel, y, rows[i], reach);
  }
}

}  // namespace

std::string profile_picture(const profile::ProfileResult& result) {
  const std::string headline = result.verdict ? std::string(profile::headline(result)) : "profile";
  if (result.candidate.processes.empty()) {
    return Figure(kWidth, 64, headline, result.subject).svg();
  }
  const std::vector<Side> sides = sides_of(result);
  const bool compared = result.comparison.has_value();
  Figure figure(kWidth, compared ? 860 : 590, headline, result.subject);
  const Scale y = time_scale(all_times(sides));
  const double gap = 18;
  const double width = (kRight - kLeft - gap * static_cast<double>(sides.size() - 1)) /
                       static_cast<double>(sides.size());
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const double left = kLeft + static_cast<double>(i) * (width + gap);
    draw_sequence(figure, {left, 90, width, 190}, sides[i], y, result.candidate.sample, i == 0);
  }
  draw_distributions(figure, {kLeft, 355, kRight - kLeft, 190}, sides);
  if (compared) {
    draw_intervals(figure, {kLeft, 610, kRight - kLeft, 200}, *result.comparison,
                   result.candidate.sample);
  }
  return figure.svg();
}

}  // namespace barometer::profiler
