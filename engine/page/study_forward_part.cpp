// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "chart/panel.hpp"
#include "core/timestamp.hpp"
#include "page/bins_picture.hpp"
#include "page/html.hpp"
#include "page/page_frame.hpp"
#include "page/study_parts.hpp"
#include "report/number_text.hpp"
#include "report/trials_table.hpp"

namespace barometer::page {

namespace {

using analysis::RegimeBars;
using analysis::StudyFold;

constexpr double kTop = 26;
constexpr double kHeight = 220;

// Of every fold the middle of its test, and what was gained in training and in the test.
struct FoldPoints {
  std::vector<double> at, in, out;
  double low = 0;
  double high = 0;
};

FoldPoints points_of(const analysis::WalkForward& walk) {
  FoldPoints points;
  for (const StudyFold& fold : walk.folds) {
    points.at.push_back(static_cast<double>(fold.test_begin_ns) / 2 +
                        static_cast<double>(fold.test_end_ns) / 2);
    points.in.push_back(fold.objective_in.value_or(NAN));
    points.out.push_back(fold.objective_out.value_or(NAN));
    for (const auto& value : {fold.objective_in, fold.objective_out}) {
      points.low = std::min(points.low, value.value_or(0));
      points.high = std::max(points.high, value.value_or(0));
    }
  }
  return points;
}

void draw_folds(chart::Panel& panel, const FoldPoints& points) {
  panel.level(0, {.colour = chart::kMuted, .width = 1, .dashed = true});
  for (std::size_t i = 0; i < points.at.size(); ++i) {
    const std::vector<double> xs{points.at[i], points.at[i]};
    panel.line(xs, std::vector<double>{points.in[i], points.out[i]},
               {.colour = chart::kMuted, .width = 1});
  }
  panel.points(points.at, points.in, 4.5, {.colour = chart::kOrange});
  panel.points(points.at, points.out, 4.5, {.colour = chart::kBlue});
  const std::vector<chart::Panel::Key> keys{{chart::kOrange, "training"}, {chart::kBlue, "test"}};
  panel.legend(keys);
}

std::string folds_picture(const StudyPageInput& input, double width, std::string_view ids) {
  constexpr double kLeft = 56;
  const analysis::WalkForward& walk = *input.evidence.walk_forward;
  const FoldPoints points = points_of(walk);
  const double margin = 0.06 * std::max(points.high - points.low, 1e-9);
  chart::SvgWriter out(ids);
  chart::Panel panel(
      out, {kLeft, kTop, width - kLeft - 20, kHeight},
      {.scale = chart::Scale::time(static_cast<double>(walk.folds.front().test_begin_ns),
                                   static_cast<double>(walk.folds.back().test_end_ns)),
       .title = "time of the test"},
      {.scale = chart::Scale::linear(points.low - margin, points.high + margin,
                                     objective_label(input.evidence.objective))},
      input.evidence.objective);
  draw_folds(panel, points);
  return out.document(width, kTop + kHeight + 38,
                      input.evidence.objective + " in training and in the test of every fold");
}

std::string chosen_text(const StudyFold& fold) {
  return fmt::format("{}", fmt::join(fold.chosen, ", "));
}

std::string folds_table(const StudyPageInput& input) {
  const std::vector<StudyFold>& folds = input.evidence.walk_forward->folds;
  HtmlTable table("Folds: chosen in training, applied to the test that follows",
                  {"fold", "in training", "in the test", "chosen", "training", "test"});
  for (std::size_t i = 0; i < folds.size(); ++i) {
    const StudyFold& fold = folds[i];
    const auto key = [&](const char* name) {
      return fmt::format("walk_forward.folds.{}.{}", i, name);
    };
    const auto period = [](core::Timestamp begin, core::Timestamp end) {
      return core::format_date(begin) + " to " + core::format_date(end);
    };
    table.row({{std::to_string(i + 1)},
               {report::objective_text(input.evidence.objective, fold.objective_in), "",
                key("objective_in")},
               {report::objective_text(input.evidence.objective, fold.objective_out), "",
                key("objective_out")},
               {chosen_text(fold)},
               {period(fold.train_begin_ns, fold.train_end_ns)},
               {period(fold.test_begin_ns, fold.test_end_ns)}});
  }
  return table.html();
}

std::string share_text(const StudyFold& fold, const RegimeBars& row,
                       std::int64_t RegimeBars::*bars) {
  std::int64_t all = 0;
  std::int64_t mine = 0;
  for (const RegimeBars& each : fold.regimes) {
    all += each.dimension == row.dimension ? each.*bars : 0;
    mine += each.dimension == row.dimension && each.label == row.label ? each.*bars : 0;
  }
  return all == 0 ? "-" : report::percent(static_cast<double>(mine) / static_cast<double>(all));
}

// Labels of all folds, those of one dimension below each other.
std::vector<RegimeBars> labels_of(const std::vector<StudyFold>& folds) {
  std::vector<RegimeBars> labels;
  for (const StudyFold& fold : folds) {
    for (const RegimeBars& bars : fold.regimes) {
      const bool known = std::ranges::any_of(labels, [&](const RegimeBars& each) {
        return each.dimension == bars.dimension && each.label == bars.label;
      });
      if (!known) {
        labels.push_back({.dimension = bars.dimension, .label = bars.label});
      }
    }
  }
  std::ranges::stable_sort(labels, {}, &RegimeBars::dimension);
  return labels;
}

std::string regimes_table(const std::vector<StudyFold>& folds) {
  std::vector<std::string> head{"label"};
  for (std::size_t i = 0; i < folds.size(); ++i) {
    head.push_back(fmt::format("test {}", i + 1));
    head.push_back("training");
  }
  HtmlTable table("Share of the bars that had a label, in each test and in its training", head);
  std::string dimension;
  for (const RegimeBars& row : labels_of(folds)) {
    if (row.dimension != dimension) {
      dimension = row.dimension;
      table.group(dimension);
    }
    std::vector<HtmlCell> cells{{row.label}};
    for (const StudyFold& fold : folds) {
      cells.push_back({share_text(fold, row, &RegimeBars::test)});
      cells.push_back({share_text(fold, row, &RegimeBars::train), "faint"});
    }
    table.row(cells);
  }
  return table.empty() ? "" : unfolded("Which regimes each fold contained", table.html());
}

std::string walk_forward(const StudyPageInput& input) {
  if (!input.evidence.walk_forward || input.evidence.walk_forward->folds.empty()) {
    return "";
  }
  return "<h3>Walk-forward</h3>\n" +
         drawn_picture(
             "folds",
             [&](double width, std::string_view ids) { return folds_picture(input, width, ids); }) +
         folds_table(input) + regimes_table(input.evidence.walk_forward->folds);
}

BinsPicture paths_picture(const StudyPageInput& input) {
  constexpr std::size_t kBins = 20;
  const std::string& objective = input.evidence.objective;
  const auto [low, high] = std::ranges::minmax(input.evidence.path_objectives);
  BinsPicture picture{.id = "paths",
                      .title = "Paths of cross-validation by " + objective,
                      .x_title = objective,
                      .y_title = "paths",
                      .bins = stats::EqualBins::between(low, high, kBins),
                      .label = objective_label(objective)};
  std::ranges::for_each(input.evidence.path_objectives,
                        [&](double value) { picture.bins.add(value); });
  const auto mark = [&](double at, const char* name) {
    picture.marks.push_back(
        {.at = at, .name = fmt::format("{} {}", name, report::objective_text(objective, at))});
  };
  mark(input.verdict.paths->low, "5 %");
  mark(input.verdict.paths->median, "median");
  mark(input.verdict.paths->high, "95 %");
  return picture;
}

std::string paths(const StudyPageInput& input) {
  const std::vector<double>& objectives = input.evidence.path_objectives;
  if (objectives.empty() || !input.verdict.paths) {
    return "";
  }
  HtmlTable table("Every path", {"path", input.evidence.objective});
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    table.row({{std::to_string(i + 1)},
               {report::objective_text(input.evidence.objective, objectives[i]), "",
                fmt::format("paths.objectives.{}", i)}});
  }
  return "<h3>Combinatorial purged cross-validation</h3>\n" + html_of(paths_picture(input)) +
         unfolded("Table of this picture", table.html());
}

std::string holdout(const analysis::StudyEvidence& evidence) {
  if (!evidence.holdout) {
    return "";
  }
  const analysis::HoldoutResult& found = *evidence.holdout;
  HtmlTable table("What the best trial made in the part that no trial has seen",
                  {"", "holdout", "as a trial"});
  table.row({{evidence.objective},
             {report::objective_text(evidence.objective, found.objective), "", "holdout.objective"},
             {report::objective_text(evidence.objective,
                                     evidence.best ? evidence.best->objective : std::nullopt),
              "", evidence.best ? "best.objective" : ""}});
  table.row({{"± error"},
             {report::fixed(found.standard_error, 2), "", "holdout.standard_error"},
             {report::fixed(evidence.best ? evidence.best->standard_error : std::nullopt, 2), "",
              evidence.best ? "best.standard_error" : ""}});
  table.row({{"days"}, {report::fixed(found.days, 0), "", "holdout.days"}, {""}});
  table.row({{"opened before"},
             {report::grouped(found.opened_before), "", "holdout.opened_before"},
             {""}});
  return "<h3>Holdout</h3>\n" + table.html();
}

}  // namespace

std::string study_forward_part(const StudyPageInput& input) {
  const std::string html = walk_forward(input) + paths(input) + holdout(input.evidence);
  return html.empty() ? paragraph(
                            "The study has no walk-forward, no cross-validation and no "
                            "holdout: nothing says what its choice is worth afterwards.")
                      : html;
}

}  // namespace barometer::page
