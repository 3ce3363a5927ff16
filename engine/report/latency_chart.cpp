// SPDX-License-Identifier: Apache-2.0
#include "report/latency_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "analysis/latency_course.hpp"
#include "chart/figure.hpp"
#include "chart/legend.hpp"
#include "config/run_config.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

using namespace chart;

// Pixels of a phone (Figure::file).
constexpr double kLeft = 66;
constexpr double kWide = kPhoneWidth - kLeft - kOverhang - 2;
constexpr double kHeading = 18;
constexpr double kCourseHeight = 170;
constexpr double kAxisHeight = 38;  // labels and title below a box
constexpr std::size_t kCourseBlocks = 440;
constexpr double kRowHeight = 30;
constexpr double kRowGap = 8;
constexpr double kNarrowest = 1;  // ns, of the lower end of an axis

constexpr std::array<Colour, latency::kStageCount> kStageColours{kBlue,   kSky,    kGreen,
                                                                 kPurple, kOrange, kYellow};
constexpr chart::ShapeFill kWarmupShade{.colour = kOrange, .opacity = 0.16};
const std::array<Panel::Key, 4> kCourseKeys{{{kBlue, "median"},
                                             {kSky, "slowest"},
                                             {kRed, "first step, cold"},
                                             {Colour{"#f9e4bf", "#4a3c1c"}, "warm-up"}}};
constexpr Stroke kBudgetLine{.colour = kRed, .width = 1.4, .dashed = true};

bool is_quantile_of(const latency::BudgetReport& budget, std::string_view stage) {
  return budget.stage == stage && budget.quantile > 0;
}

struct ValueRange {
  double low = std::numeric_limits<double>::infinity();
  double high = kNarrowest;

  void include(double value) {
    low = std::min(low, std::max(value, kNarrowest));
    high = std::max(high, value);
  }

  Scale scale() const {
    return Scale::logarithmic(std::min(low, high) / 1.3, high * 1.6, nanoseconds_label);
  }
};

struct Course {
  std::vector<double> steps, medians, maxima;
  ValueRange range;
};

Box course_box() {
  const auto rows = static_cast<double>(legend_rows(kCourseKeys, kWide));
  return {kLeft, kHeading + rows * kLegendRow + 4, kWide, kCourseHeight};
}

double first_row() {
  return course_box().bottom() + kAxisHeight + kHeading + 8;
}

Course course_of(const latency::LatencyReport& latency) {
  Course course;
  for (const analysis::LatencyBlock& block : analysis::latency_course(latency, kCourseBlocks)) {
    course.steps.push_back(static_cast<double>(block.first_step));
    course.medians.push_back(std::max(block.median_ns, kNarrowest));
    course.maxima.push_back(std::max(block.max_ns, kNarrowest));
    course.range.include(block.median_ns);
    course.range.include(block.max_ns);
  }
  for (const latency::BudgetReport& budget : latency.budgets) {
    if (is_quantile_of(budget, "bar")) {
      course.range.include(static_cast<double>(budget.limit_ns));
    }
  }
  return course;
}

void draw_course(Figure& figure, const latency::LatencyReport& latency) {
  const Course course = course_of(latency);
  const auto steps = static_cast<double>(latency.steps);
  figure.canvas().text({kLeft, kHeading - 5}, "Time per bar, over the run",
                       {.size = 12, .bold = true});
  draw_legend(figure.canvas(), {kLeft, kHeading}, kWide, kCourseKeys);
  Panel panel =
      figure.panel(course_box(), {Scale::linear(0, steps, number_label), "step of the run"},
                   {course.range.scale()});
  panel.band(0, static_cast<double>(latency.warmup_steps), kWarmupShade);
  panel.line(course.steps, course.maxima, {.colour = kSky, .width = 0.9});
  panel.line(course.steps, course.medians, {.colour = kBlue, .width = 1.8});
  for (const latency::BudgetReport& budget : latency.budgets) {
    if (is_quantile_of(budget, "bar")) {
      panel.level(static_cast<double>(budget.limit_ns), kBudgetLine,
                  fmt::format("{}: {}", budget_name(budget), to_string(budget.state)));
    }
  }
  if (!course.steps.empty()) {
    panel.points(std::span(course.steps).first(1), std::span(course.maxima).first(1), 3.5,
                 {.colour = kRed});
  }
}

std::string figures_of(const latency::StageReport& stage) {
  std::string text = stage.p50_ns ? "p50 " + nanoseconds(stage.p50_ns) : "";
  if (stage.p99_ns) {
    text += ", p99 " + nanoseconds(stage.p99_ns);
  }
  return fmt::format("{}{}max {}", text, text.empty() ? "" : ", ", nanoseconds(stage.max_ns));
}

// A column's height is the logarithm of its count, so that the few slow steps are seen beside the
// many usual ones; buckets are joined to columns of equal width on the logarithmic axis.
std::vector<double> columns_of(const latency::StageReport& stage, const Scale& x,
                               std::size_t count) {
  std::vector<double> columns(count);
  for (const latency::HistogramBucket& bucket : stage.histogram) {
    const double middle = std::max(0.5 * (bucket.from_ns + bucket.to_ns), x.low());
    const double at = std::clamp(x.place(middle), 0.0, 1.0) * static_cast<double>(count);
    columns[std::min(static_cast<std::size_t>(at), count - 1)] += static_cast<double>(bucket.count);
  }
  return columns;
}

void draw_columns(Figure& figure, const Panel& panel, const latency::StageReport& stage,
                  const Scale& x, Colour colour) {
  constexpr std::size_t kColumns = 220;
  const std::vector<double> columns = columns_of(stage, x, kColumns);
  const double most = std::log1p(*std::max_element(columns.begin(), columns.end()));
  const double width = panel.box().width / kColumns;
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (columns[i] > 0) {
      const double height = (panel.box().height - 3) * std::log1p(columns[i]) / most;
      figure.canvas().rectangle({panel.box().left + width * static_cast<double>(i),
                                 panel.box().bottom() - height, width, height},
                                {.colour = colour, .opacity = 0.85});
    }
  }
}

void draw_stage(Figure& figure, const latency::LatencyReport& latency, std::size_t row,
                const Scale& x) {
  const latency::StageReport& stage = latency.stages[row];
  const bool last = row + 1 == latency.stages.size();
  const double top = first_row() + static_cast<double>(row) * (kRowHeight + kRowGap);
  Panel panel =
      figure.panel({kLeft, top, kWide, kRowHeight},
                   {x, last ? "time per bar; a column's height: log of its steps" : "", last},
                   {Scale::linear(0, 1), "", false, 1});
  draw_columns(figure, panel, stage, x, kStageColours[row]);
  for (const latency::BudgetReport& budget : latency.budgets) {
    if (is_quantile_of(budget, stage.stage) && !budget.amortised) {
      panel.mark(static_cast<double>(budget.limit_ns), kBudgetLine);
    }
  }
  SvgWriter& out = figure.canvas();
  out.text({kLeft - 8, top + kRowHeight / 2 + 4}, stage.stage,
           {.size = 12, .anchor = Anchor::end, .bold = true});
  // Over whatever lies there, a budget's line above all.
  const double wide = text_width(figures_of(stage), kSmallType);
  out.rectangle({kLeft + kWide - 10 - wide, top + 3, wide + 8, 14},
                {.colour = kPaper, .opacity = 0.85});
  out.text({kLeft + kWide - 6, top + 14}, figures_of(stage),
           {.size = kSmallType, .anchor = Anchor::end});
}

void draw_stages(Figure& figure, const latency::LatencyReport& latency) {
  ValueRange range;
  for (const latency::StageReport& stage : latency.stages) {
    for (const latency::HistogramBucket& bucket : stage.histogram) {
      range.include(bucket.from_ns);
      range.include(bucket.to_ns);
    }
  }
  const Scale x = range.scale();
  figure.canvas().text({kLeft, first_row() - 8}, "Steady steps by stage",
                       {.size = 12, .bold = true});
  for (std::size_t row = 0; row < latency.stages.size(); ++row) {
    draw_stage(figure, latency, row, x);
  }
}

std::string subtitle(const latency::LatencyReport& latency) {
  if (latency.steady_steps == 0) {
    return fmt::format("{}; the run ended before it was steady", counted(latency.steps, "step"));
  }
  const std::string seen =
      latency.sampled ? fmt::format(", one in {} of them metered", latency.stride) : "";
  return fmt::format("median {} a bar over {}{}; service times of a closed-loop replay",
                     nanoseconds(latency.steady_median_ns),
                     counted(latency.steady_steps, "steady step"), seen);
}

}  // namespace

std::string latency_chart(const analysis::RunRecord& record) {
  const auto stages = static_cast<double>(record.latency.stages.size());
  Figure figure = Figure::file("Latency of " + run_name(record.config), subtitle(record.latency));
  figure.end(first_row() + stages * (kRowHeight + kRowGap) + kAxisHeight);
  draw_course(figure, record.latency);
  draw_stages(figure, record.latency);
  return figure.svg(Theme::of_viewer);
}

}  // namespace barometer::report
