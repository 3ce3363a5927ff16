// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "analysis/gate_result.hpp"
#include "core/safe_text.hpp"
#include "report/gate_sections.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"

namespace barometer::report::gate {

namespace {

using analysis::GatePlacebo;
using analysis::GateResult;
using analysis::NoPlacebo;
using analysis::ThresholdRow;

constexpr std::size_t kMostRows = 8;
constexpr std::size_t kKeyWidth = 38;

std::string none(const GatePlacebo& placebo) {
  switch (placebo.missing) {
    case NoPlacebo::never_acts:
      return "No p: the gate changes nothing, so there is nothing that luck could have done.";
    case NoPlacebo::too_few_moves:
      return fmt::format(
          "No p: the tags can be moved in {} alone, and it takes 200: they change too rarely for "
          "so few bars.",
          counted(placebo.admissible, "way"));
    case NoPlacebo::not_measured:
      return "No p: returns do not vary, or an account lost all of its equity.";
    case NoPlacebo::stopped:
      return fmt::format("No p: stopped after {} of at most {}.", counted(placebo.draws, "move"),
                         grouped(placebo.most_draws));
    case NoPlacebo::none:
      break;
  }
  return "";
}

std::string moves(const GatePlacebo& placebo) {
  const bool unbounded = placebo.admissible == std::numeric_limits<std::int64_t>::max();
  std::string text = fmt::format("{} of at most {}, {}", counted(placebo.draws, "move"),
                                 grouped(placebo.most_draws),
                                 unbounded ? std::string("drawn by day and week")
                                           : fmt::format("out of {}", grouped(placebo.admissible)));
  if (placebo.distance > 0) {
    text += fmt::format(", none nearer than {} to where the tags belong",
                        counted(placebo.distance, "bar"));
  }
  return text;
}

std::string sentence_of(const GatePlacebo& placebo) {
  if (!placebo.p || !placebo.p_harm) {
    return none(placebo);
  }
  return fmt::format(
      "The same tags at other times help as much in {} of moves (p {:.3f}; of harm {:.3f}; {}). {}"
      "A second witness: the twins decide. Thresholds that were chosen on these bars are not "
      "corrected for the search.",
      percent(placebo.p), *placebo.p, *placebo.p_harm, moves(placebo),
      placebo.strategy_moves ? "The strategy's own tags move too. " : "");
}

// Lowest and highest objective of a row.
std::string range_of(const ThresholdRow& row) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const analysis::ThresholdPoint& point : row.points) {
    low = std::min(low, point.objective.value_or(low));
    high = std::max(high, point.objective.value_or(high));
  }
  return low <= high ? gain(low, 2) + " to " + gain(high, 2) : "n/a";
}

std::string values_of(const ThresholdRow& row) {
  return fmt::format("{:g} to {:g}", row.points.front().value, row.points.back().value);
}

}  // namespace

std::string placebo_sentence(const GateResult& result) {
  return sentence_of(result.placebo);
}

std::string short_symbols(const GateResult& result) {
  std::string text;
  for (const analysis::ShortSymbol& each : result.placebo.too_short) {
    text += fmt::format(
        "{}{}{} ({} of {} bars)", text.empty() ? "" : ", ", core::clipped(each.symbol, 20),
        each.tagger.empty() ? "" : " " + each.tagger, grouped(each.bars), grouped(each.least + 1));
  }
  return text.empty()
             ? text
             : "Too short to be moved, and unknown in every run of the placebo: " + text + ".";
}

std::string threshold_sentence(const GateResult& result) {
  const analysis::GateRobustness& found = result.robustness;
  if (found.stopped) {
    return "Stopped before all values were tried: no table.";
  }
  if (found.rows.empty()) {
    return "No parameter of the taggers changes anything for this gate.";
  }
  if (!found.objective || !found.median) {
    return "The objective is not defined in force, or for no other value.";
  }
  const char* const verdict = *found.objective <= 0 ? "nothing in force that could be lucky"
                              : *found.median >= *found.objective / 2 ? "a plateau"
                                                                      : "a lucky point";
  return fmt::format("In force {}, median of {} {}, {} on the other side of 0: {}.",
                     gain(found.objective, 2), counted(found.points, "other value"),
                     gain(found.median, 2), grouped(found.worse_sign), verdict);
}

std::string placebo(const GateResult& result, const Style& style) {
  if (result.placebo.most_draws == 0) {
    return "";
  }
  std::string text = "\n" + style.paint(Tone::strong, "Placebo") + "\n";
  text += paragraph(placebo_sentence(result), 2, style);
  return result.placebo.too_short.empty()
             ? text
             : text + paragraph(short_symbols(result), 2, style, Tone::warning);
}

std::string thresholds(const GateResult& result, const Style& style) {
  const analysis::GateRobustness& found = result.robustness;
  if (!found.objective && found.rows.empty() && !found.stopped) {
    return "";
  }
  Table table("lrrrr");
  table.row({{"Thresholds", Tone::strong},
             {"in force", Tone::faint},
             {"tried", Tone::faint},
             {"median", Tone::faint},
             {result.twins.back().kind == analysis::TwinKind::tags_of_strategy ? "Sharpe"
                                                                               : "Sharpe gained",
              Tone::faint}});
  const std::size_t shown = std::min(found.rows.size(), kMostRows);
  for (const ThresholdRow& row : std::span(found.rows).first(shown)) {
    table.row({{"  " + core::clipped(row.key.substr(row.key.find("params.") + 7), kKeyWidth)},
               {fmt::format("{:g}", row.in_force)},
               {values_of(row)},
               {gain(row.median, 2)},
               {range_of(row)}});
  }
  std::string text = "\n" + table.render(style, 0);
  if (shown < found.rows.size()) {
    text += fmt::format("  and {} more (--json has all)\n", found.rows.size() - shown);
  }
  return text + paragraph(threshold_sentence(result), 2, style);
}

}  // namespace barometer::report::gate
