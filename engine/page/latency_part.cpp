// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "page/html.hpp"
#include "page/parts.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

using report::counted;
using report::grouped;
using report::nanoseconds;

std::string quantile(const std::optional<double>& value) {
  return value ? nanoseconds(value) : "";
}

std::string phases(const latency::LatencyReport& latency) {
  HtmlTable table("Phases of the run", {"", "what was measured"}, 2);
  table.row({{"loop"},
             {fmt::format("{} in {}", counted(latency.bars, "bar"),
                          nanoseconds(latency.loop_seconds * 1e9)),
              "prose"}});
  if (latency.tag_ahead_seconds > 0) {
    table.row({{"tagging ahead"}, {nanoseconds(latency.tag_ahead_seconds * 1e9)}});
  }
  if (latency.metered) {
    table.row({{"cold"}, {"the first step took " + nanoseconds(latency.cold_first_step_ns)}});
    table.row({{"warm-up"},
               {fmt::format("{} took {}", counted(latency.warmup_steps, "step"),
                            nanoseconds(latency.warmup_total_ns))}});
    table.row(
        {{"steady"},
         {latency.steady_median_ns
              ? fmt::format("median {} a bar over {}{}", nanoseconds(latency.steady_median_ns),
                            counted(latency.steady_steps, "step"),
                            latency.verified ? "" : "; too few to verify")
              : "the run ended before it was steady"}});
  }
  return table.html();
}

std::string stages(const latency::LatencyReport& latency) {
  HtmlTable table("Time per bar by stage, steady steps",
                  {"stage", "p50", "p90", "p99", "p99.9", "max", "steps"});
  for (const latency::StageReport& stage : latency.stages) {
    table.row({{stage.stage},
               {quantile(stage.p50_ns)},
               {quantile(stage.p90_ns)},
               {quantile(stage.p99_ns)},
               {quantile(stage.p999_ns)},
               {nanoseconds(stage.max_ns)},
               {grouped(stage.samples)}});
  }
  return table.empty() ? "" : table.html();
}

std::string by_regime(const std::vector<analysis::LatencyByTag>& dimensions) {
  HtmlTable table("Time per bar by tag, steady steps", {"label", "steps", "p50", "p99"});
  for (const analysis::LatencyByTag& dimension : dimensions) {
    table.group(dimension.dimension);
    for (const analysis::TagLatency& row : dimension.rows) {
      if (row.steps > 0) {
        table.row(
            {{row.label}, {grouped(row.steps)}, {quantile(row.p50_ns)}, {quantile(row.p99_ns)}});
      }
    }
  }
  return table.empty() ? "" : unfolded("By regime", table.html());
}

std::string budgets(const std::vector<latency::BudgetReport>& budgets) {
  HtmlTable table("Budgets", {"budget", "verdict", "why"}, 3);
  for (const latency::BudgetReport& budget : budgets) {
    const char* const tone = budget.state == latency::BudgetState::fail   ? "bad"
                             : budget.state == latency::BudgetState::pass ? "good"
                                                                          : "";
    table.row({{report::budget_name(budget)},
               {std::string(latency::to_string(budget.state)), tone},
               {budget.explanation, "prose"}});
  }
  return table.empty() ? "" : table.html();
}

// "strategy 97 %": the stage that took most of the step.
std::string main_stage(const latency::SlowStep& step) {
  const auto most = std::max_element(step.stage_ns.begin() + 1, step.stage_ns.end());
  const auto stage = static_cast<std::size_t>(most - step.stage_ns.begin());
  const double all = step.stage_ns.front();
  return fmt::format("{} {:.0f} %", latency::kStageNames[stage], all > 0 ? 100 * *most / all : 0);
}

std::string labels_of(const analysis::SlowBar& bar) {
  const analysis::SlowSymbol& first = bar.symbols.front();
  std::string text;
  for (const std::string& tag : first.tags) {
    text += (text.empty() ? "" : ", ") + tag;
  }
  return text;
}

std::string slowest(const analysis::SlowBars& slow) {
  HtmlTable table("The slowest steady steps",
                  {"closed at", "time a bar", "mostly", "first symbol", "symbols", "its tags"});
  for (const analysis::SlowBar& bar : slow.bars) {
    const bool any = !bar.symbols.empty();
    table.row({{core::format_utc(bar.time_ns)},
               {nanoseconds(bar.per_bar_ns())},
               {main_stage(bar.step)},
               {any ? bar.symbols.front().symbol : ""},
               {std::to_string(bar.symbols.size())},
               {any ? labels_of(bar) : ""}});
  }
  return table.empty() ? "" : unfolded("The slowest ten", table.html());
}

std::string course(const PartInput& input) {
  if (!input.origin.metering_known) {
    return paragraph(
        "Time per bar over the run, time by tag and the slowest steps are not stored in the run "
        "folder, whose latency.json is gone or cannot be read: they are left out.",
        "thin");
  }
  if (input.source.left_out.steps) {
    return paragraph("Time per bar over the run is left out.", "thin");
  }
  return picture_place("latency", "Time per bar over the run: median and largest of each block") +
         "<div data-table=\"course\"></div>\n";
}

}  // namespace

std::string latency_part(const PartInput& input) {
  const latency::LatencyReport& latency = input.record.latency;
  std::string text = phases(latency);
  if (!latency.metered) {
    return text + paragraph("The stages were not metered; latency.meter: full does it.");
  }
  text += budgets(latency.budgets) + course(input) +
          picture_place("stages", "Quantiles of the time per bar, by stage") +
          unfolded("Table of stages", stages(latency), true) +
          by_regime(input.analysis.latency_by_tag) + slowest(input.analysis.slow_bars);
  return text + paragraph(
                    "Service times of a replay that waits for each step; a bar's time is its "
                    "step's time / bars in the step.",
                    "faint");
}

}  // namespace barometer::page
