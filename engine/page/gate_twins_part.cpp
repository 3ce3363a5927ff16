// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cctype>

#include "page/gate_parts.hpp"
#include "page/html.hpp"
#include "page/json_table.hpp"
#include "page/page_frame.hpp"
#include "report/gate_json.hpp"
#include "report/gate_panels.hpp"
#include "report/gate_sections.hpp"
#include "report/gate_text.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

using analysis::GateResult;
using analysis::GateTwin;

constexpr double kBasisPoints = 1e4;

std::string key_of(std::size_t twin, const char* name) {
  return fmt::format("twins.{}.{}", twin, name);
}

std::string picture(const GateResult& result, double width, std::string_view ids) {
  constexpr double kLeft = 92;
  const double height = report::gate::kTwinHeight * static_cast<double>(result.twins.size());
  chart::SvgWriter out(ids);
  report::gate::draw_twins(out, {kLeft, 10, width - kLeft - 20, height}, result);
  return out.document(width, height + 50,
                      "Sharpe ratio a year of the run less that of its twin, with intervals");
}

std::string interval(std::optional<double> low, std::optional<double> high) {
  return low && high ? report::gain(low, 2) + " to " + report::gain(high, 2) : "n/a";
}

std::string left_out_of(const GateTwin& twin) {
  if (twin.kind == analysis::TwinKind::tags_of_strategy) {
    return "all of them, and every tag is unknown to the strategy";
  }
  return twin.condition.empty() ? "all of them" : twin.condition;
}

std::string acted_table(const GateResult& result) {
  HtmlTable table("What each twin leaves out", {"twin", "condition", "acted, symbol-steps"}, 2);
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    const GateTwin& twin = result.twins[i];
    table.row({{report::gate::left_out(result, i)},
               {left_out_of(twin), "prose"},
               {report::grouped(twin.acted), "", key_of(i, "acted")}});
  }
  return table.html();
}

std::vector<HtmlCell> twin_cells(const GateResult& result, std::size_t i) {
  const GateTwin& twin = result.twins[i];
  std::vector<HtmlCell> row{
      {report::gate::left_out(result, i)},
      {report::fixed(twin.without.sharpe, 2), "", key_of(i, "without.sharpe")}};
  if (twin.sharpe) {
    row.push_back({report::gain(twin.sharpe->difference, 2), "", key_of(i, "sharpe.difference")});
    row.push_back({interval(twin.sharpe->low, twin.sharpe->high)});
    row.push_back({report::fixed(twin.sharpe->p, 3), "", key_of(i, "sharpe.p")});
  } else {
    row.insert(row.end(), 3, {"n/a", "faint"});
  }
  if (twin.returns) {
    const auto bps = [](std::optional<double> value) {
      return value ? std::optional(*value * kBasisPoints) : std::nullopt;
    };
    row.push_back(
        {report::gain(twin.returns->mean * kBasisPoints, 2), "", key_of(i, "returns.mean")});
    row.push_back({interval(bps(twin.returns->low), bps(twin.returns->high))});
    row.push_back(
        {report::grouped(twin.returns->blocks), "", key_of(i, "returns.blocks_that_differ")});
  } else {
    row.insert(row.end(), 3, {"n/a", "faint"});
  }
  return row;
}

std::string twins_table(const GateResult& result) {
  HtmlTable table("The run with less the run without, and intervals of 95 %",
                  {"twin", "Sharpe without", "gained", "95 %", "p", "bps a session", "95 %",
                   "blocks that differ"});
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    table.row(twin_cells(result, i));
  }
  return table.html();
}

}  // namespace

std::string gate_verdict_part(const GateResult& result) {
  std::string verdict = report::gate_verdict(result);
  verdict.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(verdict.front())));
  const GateTwin& last = result.twins.back();
  const std::size_t i = result.twins.size() - 1;
  std::string tiles =
      tile("Sharpe ratio as configured", report::fixed(last.with.sharpe, 2),
           "without: " + report::fixed(last.without.sharpe, 2), "", key_of(i, "with.sharpe"));
  if (last.returns) {
    tiles += tile("gained, bps a session", report::gain(last.returns->mean * kBasisPoints, 2),
                  last.returns->low ? interval(*last.returns->low * kBasisPoints,
                                               *last.returns->high * kBasisPoints)
                                    : "no interval",
                  "", key_of(i, "returns.mean"));
  }
  if (result.placebo.p) {
    tiles +=
        tile("placebo, p", report::fixed(result.placebo.p, 3), "a second witness", "", "placebo.p");
  }
  return paragraph(verdict + ".", "strong") + "<dl class=\"tiles\">\n" + tiles + "</dl>\n" +
         paragraph(report::counted(result.sessions, "session") +
                       "; of the three witnesses the last twin decides.",
                   "faint") +
         json_table("Every figure, as the gate's JSON names it", report::gate_json(result),
                    {"verdict", "seed", "sessions", "periods_per_year", "placebo", "thresholds"});
}

std::string gate_twins_part(const GateResult& result) {
  const std::string alone = report::gate::lone_blocks(result);
  return acted_table(result) + "<h3>Sharpe ratio a year gained over each twin</h3>\n" +
         drawn_picture("twins", [&](double width,
                                    std::string_view ids) { return picture(result, width, ids); }) +
         twins_table(result) + (alone.empty() ? "" : paragraph(alone, "thin"));
}

std::string gate_blocked_part(const GateResult& result) {
  HtmlTable table("Trades of the run without the gate; what they would have earned" +
                      (result.currency.empty() ? "" : ", " + result.currency),
                  {"twin", "kept out", "would have earned", "scaled", "would have earned", "ended",
                   "would have earned"});
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    const GateTwin& twin = result.twins[i];
    if (twin.kind == analysis::TwinKind::tags_of_strategy) {
      continue;
    }
    std::vector<HtmlCell> row{{report::gate::left_out(result, i)}};
    const auto add = [&](const analysis::BlockedTrades& trades, const std::string& name) {
      row.push_back({report::grouped(trades.trades), "", key_of(i, (name + ".trades").c_str())});
      row.push_back({report::gain(trades.earned, 2), "", key_of(i, (name + ".earned").c_str())});
    };
    add(twin.kept_out, "kept_out");
    add(twin.scaled, "scaled");
    add(twin.flattened, "flattened");
    table.row(row);
  }
  return table.empty() ? paragraph("The run has no conditions: nothing was blocked.")
                       : table.html() + paragraph(report::gate::blocked_sentence(result));
}

}  // namespace barometer::page
