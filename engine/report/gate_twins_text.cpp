// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/gate_result.hpp"
#include "core/safe_text.hpp"
#include "report/folded.hpp"
#include "report/gate_sections.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"
#include "stats/cluster_mean.hpp"

namespace barometer::report::gate {

namespace {

using analysis::GateResult;
using analysis::GateTwin;
using analysis::TwinKind;

constexpr double kBasisPoints = 1e4;
constexpr double kMostOfIt = 0.5;  // one block that makes so much of the squares decides

// The conditions by themselves: those of the twins that leave out one, or the only one there is.
std::vector<const GateTwin*> conditions(const GateResult& result) {
  std::vector<const GateTwin*> found;
  for (const GateTwin& twin : result.twins) {
    if (!twin.condition.empty() && twin.kind != TwinKind::tags_of_strategy) {
      found.push_back(&twin);
    }
  }
  return found;
}

std::string interval(double low, double high, int decimals) {
  return gain(low, decimals) + " to " + gain(high, decimals);
}

std::vector<TableCell> cells(const GateResult& result, std::size_t i) {
  const GateTwin& twin = result.twins[i];
  std::vector<TableCell> row{{left_out(result, i)}, {fixed(twin.without.sharpe, 2)}};
  if (twin.sharpe) {
    row.push_back({gain(twin.sharpe->difference, 2)});
    row.push_back({interval(twin.sharpe->low, twin.sharpe->high, 2)});
  } else {
    row.push_back({"n/a", Tone::faint});
    row.push_back({""});
  }
  if (twin.returns) {
    row.push_back({gain(twin.returns->mean * kBasisPoints, 2)});
    row.push_back(twin.returns->low ? TableCell{interval(*twin.returns->low * kBasisPoints,
                                                         *twin.returns->high * kBasisPoints, 2)}
                                    : TableCell{fmt::format("{} of {} blocks", twin.returns->blocks,
                                                            stats::kFewestBlocks),
                                                Tone::faint});
  }
  return row;
}

std::string earned(const analysis::BlockedTrades& trades) {
  return trades.trades == 0 ? "" : gain(trades.earned, 0);
}

// "kept you out of 212 trades that would have earned +3,120: it cost you"
std::string told(std::string_view what, const analysis::BlockedTrades& trades,
                 std::string_view would) {
  return fmt::format("{} {} {} {}: it {} you", what, counted(trades.trades, "trade"), would,
                     gain(trades.earned, 0), trades.earned > 0 ? "cost" : "saved");
}

}  // namespace

std::string left_out(const GateResult& result, std::size_t twin) {
  const GateTwin& which = result.twins[twin];
  if (which.kind == TwinKind::tags_of_strategy) {
    return "told no tag";
  }
  const auto all = conditions(result);
  if (which.kind == TwinKind::all_conditions) {
    return all.size() > 1 ? "without all" : "without 1";
  }
  const auto place = std::ranges::find(all, &which) - all.begin();
  return fmt::format("without {}", place + 1);
}

std::string paragraph(std::string_view text, std::size_t indent, const Style& style, Tone tone) {
  const std::string lines = wrapped(text, indent, std::min(kGateColumns, style.width));
  return std::string(indent, ' ') + style.paint(tone, lines) + "\n";
}

std::string lone_blocks(const GateResult& result) {
  std::string text;
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    const auto& returns = result.twins[i].returns;
    if (returns && returns->largest.value_or(0) >= kMostOfIt) {
      text += (text.empty() ? "" : ", ") + left_out(result, i);
    }
  }
  return text.empty() ? text
                      : "One block of time makes most of the difference of: " + text +
                            ". Its interval is wider than it says.";
}

std::string blocked_sentence(const GateResult& result) {
  const GateTwin& twin = result.twins.back();
  std::vector<std::string> parts;
  if (twin.kept_out.trades > 0) {
    parts.push_back(told("kept you out of", twin.kept_out, "that would have earned"));
  }
  if (twin.scaled.trades > 0) {
    parts.push_back(told("cut", twin.scaled, "whose other part would have earned"));
  }
  if (twin.flattened.trades > 0) {
    parts.push_back(told("ended", twin.flattened, "early that would have gone on to earn"));
  }
  const std::string took = parts.empty()
                               ? "The gate took nothing from the trades of the run without it."
                               : fmt::format("The gate {}.", fmt::join(parts, "; it "));
  return took +
         " Each trade alone, at its size: what else its money did meanwhile does not count, the "
         "twins do.";
}

std::string twins(const GateResult& result, const Style& style) {
  std::string text;
  std::size_t number = 0;
  for (const GateTwin* const each : conditions(result)) {
    text += fmt::format("  {}  {}: acted {}\n", ++number, core::clipped(each->condition, 50),
                        counted(each->acted, "time"));
  }
  Table table("lrrrrr");
  table.row({{"Twins", Tone::strong},
             {"Sharpe", Tone::faint},
             {"gained", Tone::faint},
             {"95 %", Tone::faint},
             {"bps a session", Tone::faint},
             {"95 %", Tone::faint}});
  table.row({{"  as configured"}, {fixed(result.twins.front().with.sharpe, 2)}});
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    std::vector<TableCell> row = cells(result, i);
    row.front().text.insert(0, "  ");
    table.row(std::move(row));
  }
  text += "\n" + table.render(style, 0);
  if (const std::string alone = lone_blocks(result); !alone.empty()) {
    text += paragraph(alone, 2, style, Tone::warning);
  }
  return text;
}

std::string blocked(const GateResult& result, const Style& style) {
  Table table("lrrrrrr");
  table.row({{"Trades of the run", Tone::strong},
             {"kept out", Tone::faint},
             {"earned", Tone::faint},
             {"scaled", Tone::faint},
             {"earned", Tone::faint},
             {"ended", Tone::faint},
             {"earned", Tone::faint}});
  bool any = false;
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    const GateTwin& twin = result.twins[i];
    if (twin.kind != TwinKind::tags_of_strategy) {
      any = true;
      table.row({{"  " + left_out(result, i)},
                 {grouped(twin.kept_out.trades)},
                 {earned(twin.kept_out)},
                 {grouped(twin.scaled.trades)},
                 {earned(twin.scaled)},
                 {grouped(twin.flattened.trades)},
                 {earned(twin.flattened)}});
    }
  }
  return !any ? "" : "\n" + table.render(style, 0) + paragraph(blocked_sentence(result), 2, style);
}

}  // namespace barometer::report::gate
