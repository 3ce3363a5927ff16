// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/safe_text.hpp"
#include "report/number_text.hpp"
#include "report/regime_words.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"
#include "stats/cluster_mean.hpp"
#include "stats/sign_flip_test.hpp"

namespace barometer::report::summary {

namespace {

constexpr std::size_t kNameWidth = 24;

constexpr std::array kMeanings{
    "mean: of a symbol-bar's net as a share of the equity before it, every bar alike. \"net\" "
    "above is money, where bars weigh by the equity of their time: the two can differ in sign. "
    "95 %: Student's t over blocks of time, all symbols of a block together. dwell: median, in "
    "bars.",
    "Does the regime matter? The largest difference between a label's mean and that of all "
    "other bars, against draws that turn the signs of whole blocks; at most 2,000, fewer where "
    "the answer is no."};

constexpr const char* kLate =
    "What being late cost, from a change's estimated onset to its detection (account currency):";

std::string basis_points(std::optional<double> fraction) {
  return fraction ? gain(*fraction * 1e4, 3) : gain(fraction, 3);
}

// Why there is no interval, where there is none.
std::string interval(const analysis::RegimeMetrics& row) {
  if (!row.sufficient) {
    return fmt::format("{} of {} blocks", row.blocks, stats::kFewestBlocks);
  }
  if (row.exposure.value_or(0) == 0) {
    return "never held";
  }
  return row.mean_low ? basis_points(row.mean_low) + " to " + basis_points(row.mean_high) : "n/a";
}

std::vector<TableCell> cells(const analysis::RegimeMetrics& row) {
  return {{"  " + core::clipped(row.label, kNameWidth)},
          {grouped(row.episodes)},
          {row.median_dwell ? fixed(row.median_dwell, 1) : ""},
          {grouped(row.trades)},
          {percent(row.exposure)},
          {basis_points(row.mean)},
          {interval(row), row.sufficient && row.mean_low ? Tone::plain : Tone::faint},
          {row.sufficient ? fixed(row.sharpe, 2) : ""},
          {row.sufficient ? fixed(row.profit_factor, 2) : ""},
          {percent(row.drawdown)}};
}

std::vector<TableCell> head() {
  std::vector<TableCell> head{{""}};
  for (const char* name :
       {"episodes", "dwell", "trades", "held", "mean, bps", "95 %", "Sharpe", "factor", "fall"}) {
    head.push_back({name, Tone::faint});
  }
  return head;
}

// "blocks of 24 steps"
std::string block_text(const analysis::RegimeTest& test) {
  return test.block_steps > 0 ? "blocks of " + counted(test.block_steps, "step")
                              : std::string("blocks of a session day");
}

std::string verdict(const analysis::DimensionMetrics& dimension) {
  const analysis::RegimeTest& test = dimension.test;
  const std::string name = core::clipped(dimension.dimension, kNameWidth * 2);
  if (test.eligible < 2) {
    return fmt::format(
        "{}: not tested, as it takes 2 labels that have {} blocks and {} bars, and as much without "
        "them: {}; {} in all",
        name, stats::kFewestBlocks, stats::kFewestValues, test.eligible == 1 ? "1 has" : "none has",
        counted(test.blocks, "block"));
  }
  if (!test.p_holm) {
    return name + ": not tested, as no value differs or the equity was lost";
  }
  const std::string family = counted(test.family, "dimension");
  if (!test.can_reject) {
    return fmt::format(
        "{} {}: a label or its rest is in {} alone, and among {} no p can be that small; p {:.4f}",
        name, verdict_words(test), counted(test.fewest_blocks, "block"), family, *test.p);
  }
  return fmt::format("{} {}: p {:.4f}, {:.4f} among {} (Holm); {}, {}", name, verdict_words(test),
                     *test.p, *test.p_holm, family, counted(test.draws, "draw"), block_text(test));
}

std::string late_text(const analysis::DimensionMetrics& dimension) {
  const analysis::LateDetection& late = *dimension.late;
  return fmt::format("{}: {} seen {:.1f} bars late on average, net in between {}",
                     core::clipped(dimension.dimension, kNameWidth),
                     counted(late.changes, "change"), late.mean_bars, gain(late.net, 2));
}

// From this share of the squares on, one block decides the interval.
constexpr double kMostOfIt = 0.5;

// The labels whose interval one block decides.
std::string lone_blocks(const analysis::DimensionMetrics& dimension) {
  std::string text;
  for (const analysis::RegimeMetrics& row : dimension.rows) {
    if (row.largest_block.value_or(0) >= kMostOfIt) {
      text += fmt::format("{}{} ({})", text.empty() ? "" : ", ",
                          core::clipped(row.label, kNameWidth), percent(row.largest_block));
    }
  }
  if (text.empty()) {
    return text;
  }
  return fmt::format(
      "{}: one block makes most of the spread of {}: no interval of blocks can judge by that",
      core::clipped(dimension.dimension, kNameWidth), text);
}

std::string line(const std::string& text, const Style& style) {
  return "  " + wrapped(text, kIndent + 2, style) + "\n";
}

std::string meaning(const Style& style) {
  std::string text;
  for (const char* const each : kMeanings) {
    text += style.paint(Tone::faint, "  " + wrapped(each, kIndent, style)) + "\n";
  }
  return text;
}

}  // namespace

std::string regime_confidence(const analysis::RunRecord&, const analysis::RunAnalysis& analysis,
                              const Style& style) {
  Table table("lrrrrrrrrr", {9, 8, 2, 3, 7, 1, 4});
  table.row(head());
  std::string verdicts;
  std::string late;
  for (const analysis::DimensionMetrics& dimension : analysis.regimes) {
    table.row({{core::clipped(dimension.dimension, kNameWidth), Tone::strong}});
    for (const analysis::RegimeMetrics& row : dimension.rows) {
      if (row.episodes > 0) {
        table.row(cells(row));
      }
    }
    verdicts += line(verdict(dimension), style);
    const std::string lone = lone_blocks(dimension);
    verdicts += lone.empty() ? "" : line(lone, style);
    late += dimension.late && dimension.late->changes > 0 ? line(late_text(dimension), style) : "";
  }
  return table.render(style, kIndent) + verdicts + (late.empty() ? "" : line(kLate, style) + late) +
         meaning(style);
}

}  // namespace barometer::report::summary
