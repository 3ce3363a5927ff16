// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/safe_text.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::summary {

namespace {

Tone tone_of(BudgetState state) {
  switch (state) {
    case BudgetState::pass:
      return Tone::good;
    case BudgetState::fail:
      return Tone::bad;
    default:
      return Tone::warning;
  }
}

std::string loop_text(const LatencyReport& latency) {
  const std::string rate =
      latency.loop_seconds > 0
          ? rounded_count(static_cast<double>(latency.bars) / latency.loop_seconds)
          : "n/a";
  std::string text = fmt::format("{} bars/s ({} in {})", rate, counted(latency.bars, "bar"),
                                 nanoseconds(latency.loop_seconds * 1e9));
  if (latency.tag_ahead_seconds > 0) {
    text +=
        fmt::format("; tagging ahead took {} more", nanoseconds(latency.tag_ahead_seconds * 1e9));
  }
  return text;
}

std::string warmup_text(const LatencyReport& latency) {
  return fmt::format("{} took {}{}", counted(latency.warmup_steps, "step"),
                     nanoseconds(latency.warmup_total_ns),
                     latency.warm ? "" : "; no steady state was found");
}

std::string steady_text(const LatencyReport& latency) {
  if (!latency.steady_median_ns) {
    return "n/a: the run ended before it was steady";
  }
  return fmt::format("median {} a bar over {}{}", nanoseconds(latency.steady_median_ns),
                     counted(latency.steady_steps, "step"),
                     latency.verified ? "" : "; too few to verify, figures only");
}

std::string phases(const LatencyReport& latency, const Style& style) {
  Table table("ll");
  table.row({{"loop"}, {loop_text(latency)}});
  if (!latency.metered) {
    table.row({{"stages"}, {"not metered; latency.meter: full does", Tone::faint}});
    return table.render(style, kIndent);
  }
  table.row({{"cold"}, {"the first step took " + nanoseconds(latency.cold_first_step_ns)}});
  table.row({{"warm-up"}, {warmup_text(latency)}});
  table.row({{"steady"}, {steady_text(latency)}});
  table.row({{"metering"},
             {fmt::format("costs {} a step, clock {}", nanoseconds(latency.metering_cost_ns),
                          latency.clock)}});
  return table.render(style, kIndent);
}

// Quantiles that the number of samples does not carry are left blank.
std::string quantile(const std::optional<double>& value) {
  return value ? nanoseconds(value) : "";
}

std::string stages(const LatencyReport& latency, const Style& style) {
  if (latency.stages.empty()) {
    return "";
  }
  Table table("lrrrrrr");
  table.row({{"time per bar", Tone::faint},
             {"p50", Tone::faint},
             {"p90", Tone::faint},
             {"p99", Tone::faint},
             {"p99.9", Tone::faint},
             {"max", Tone::faint},
             {"steps", Tone::faint}});
  for (const StageReport& stage : latency.stages) {
    table.row({{clipped(stage.stage, 16)},
               {quantile(stage.p50_ns)},
               {quantile(stage.p90_ns)},
               {quantile(stage.p99_ns)},
               {quantile(stage.p999_ns)},
               {nanoseconds(stage.max_ns)},
               {grouped(stage.samples)}});
  }
  return table.render(style, kIndent);
}

std::string budgets(const LatencyReport& latency, const Style& style) {
  std::string text;
  for (const BudgetReport& budget : latency.budgets) {
    const std::string state = fmt::format("{:10}", to_string(budget.state));
    const std::string what = budget_name(budget) + ": " + printable(budget.explanation);
    text += "  " + style.paint(tone_of(budget.state), state) + "  " + wrapped(what, 14) + "\n";
  }
  return text;
}

}  // namespace

std::string latency(const LatencyReport& latency, const Style& style) {
  static constexpr const char* kWhatIsMeasured =
      "  service times of a closed-loop replay; a bar's time is its step's time / bars in the step";
  std::string text = heading("Latency", style) + phases(latency, style) + stages(latency, style);
  if (latency.metered) {
    text += style.paint(Tone::faint, kWhatIsMeasured) + "\n";
  }
  return text + budgets(latency, style);
}

}  // namespace barometer::summary
