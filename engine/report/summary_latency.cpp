// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "core/safe_text.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

Tone tone_of(latency::BudgetState state) {
  switch (state) {
    case latency::BudgetState::pass:
      return Tone::good;
    case latency::BudgetState::fail:
      return Tone::bad;
    default:
      return Tone::warning;
  }
}

std::string loop_text(const latency::LatencyReport& latency) {
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

std::string warmup_text(const latency::LatencyReport& latency) {
  const char* const state = latency.sampled ? "; a sampled meter does not look for its end"
                            : latency.warm  ? ""
                                            : "; no steady state was found";
  return fmt::format("{} took {}{}", counted(latency.warmup_steps, "step"),
                     nanoseconds(latency.warmup_total_ns), state);
}

std::string steady_text(const latency::LatencyReport& latency) {
  if (!latency.steady_median_ns) {
    return "n/a: the run ended before it was steady";
  }
  return fmt::format("median {} a bar over {}{}", nanoseconds(latency.steady_median_ns),
                     counted(latency.steady_steps, "step"),
                     latency.verified ? "" : "; too few to verify, figures only");
}

std::string metering_text(const latency::LatencyReport& latency) {
  const std::string which =
      latency.sampled ? fmt::format("; one steady step in {} is metered", latency.stride) : "";
  return fmt::format("costs {} a step, {} of the loop, clock {}{}",
                     nanoseconds(latency.metering_cost_ns),
                     percent(latency::metering_share(latency)), latency.clock, which);
}

// "mean 22.4 us a bar = steady 2.10 us + (83.1 ms in the first step - 2.10 us)/4,096"
std::string cold_start_text(const latency::ColdStart& cold) {
  const std::string steady = nanoseconds(cold.steady_ns);
  const bool one = cold.first_steps == 1;
  const std::string first =
      one ? "first step" : fmt::format("first {} steps", grouped(cold.first_steps));
  const std::string above = one ? steady : fmt::format("{} x {}", cold.first_steps, steady);
  // Time of neither steady steps nor the cold start has a term of its own, beyond rounding.
  const bool rest = std::abs(cold.rest_ns) > 0.02 * cold.mean_ns;
  const std::string others =
      rest ? fmt::format(" {} {} of slower and faster steps", cold.rest_ns > 0 ? "+" : "-",
                         nanoseconds(std::abs(cold.rest_ns)))
           : "";
  return fmt::format("mean {} a bar = steady {} + ({} in the {} - {})/{}{}; not a slow bar",
                     nanoseconds(cold.mean_ns), steady, nanoseconds(cold.first_ns), first, above,
                     grouped(cold.steps), others);
}

std::string growth_text(const latency::GrowthReport& growth) {
  return fmt::format(
      "latency grows with the bar index: {} from step {} to step {}, among steps of {} "
      "(Mann-Kendall z {:.1f}); that is a defect, not an artifact",
      gain_percent(growth.rise), grouped(growth.first_step), grouped(growth.last_step),
      counted(growth.bars, "bar"), growth.z);
}

std::string live_text(const latency::LiveReport& live) {
  const std::string interval = nanoseconds(static_cast<double>(live.interval_ns));
  if (live.load >= 1) {
    return fmt::format("would fall behind bars every {}: busy {} of the time, {} late at the end",
                       interval, percent(live.load), nanoseconds(live.final_wait_ns));
  }
  const std::string p99 = live.p99_ns ? "p99 " + nanoseconds(live.p99_ns) + ", " : "";
  return fmt::format(
      "would keep up with bars every {}: busy {} of the time, answers {}at most {}; {} had to "
      "wait, {} at most",
      interval, percent(live.load), p99, nanoseconds(live.max_ns), counted(live.waited, "step"),
      nanoseconds(live.longest_wait_ns));
}

std::string phases(const latency::LatencyReport& latency, const Style& style) {
  Table table("ll");
  table.row({{"loop"}, {loop_text(latency)}});
  if (!latency.metered) {
    table.row({{"stages"}, {"not metered; latency.meter: full does", Tone::faint}});
    return table.render(style, kIndent);
  }
  table.row({{"cold"}, {"the first step took " + nanoseconds(latency.cold_first_step_ns)}});
  table.row({{"warm-up"}, {warmup_text(latency)}});
  table.row({{"steady"}, {steady_text(latency)}});
  table.row({{"metering"}, {metering_text(latency)}});
  return table.render(style, kIndent);
}

std::string finding(const char* name, const std::string& text, Tone tone, const Style& style) {
  return "  " + style.paint(tone, fmt::format("{:10}", name)) + "  " + wrapped(text, 14, style) +
         "\n";
}

std::string findings(const latency::LatencyReport& latency, const Style& style) {
  std::string text;
  if (latency.cold_start) {
    text += finding("cold start", cold_start_text(*latency.cold_start), Tone::warning, style);
  }
  if (latency.growth && latency.growth->grows) {
    text += finding("GROWS", growth_text(*latency.growth), Tone::bad, style);
  }
  if (latency.live) {
    const Tone tone = latency.live->load < 1 ? Tone::good : Tone::bad;
    text += finding("live", live_text(*latency.live), tone, style);
  }
  return text;
}

// Quantiles that the number of samples does not carry are left blank.
std::string quantile(const std::optional<double>& value) {
  return value ? nanoseconds(value) : "";
}

std::string stages(const latency::LatencyReport& latency, const Style& style) {
  if (latency.stages.empty()) {
    return "";
  }
  Table table("lrrrrrr", {2, 4, 6});
  table.row({{"time per bar", Tone::faint},
             {"p50", Tone::faint},
             {"p90", Tone::faint},
             {"p99", Tone::faint},
             {"p99.9", Tone::faint},
             {"max", Tone::faint},
             {"steps", Tone::faint}});
  for (const latency::StageReport& stage : latency.stages) {
    table.row({{core::clipped(stage.stage, 16)},
               {quantile(stage.p50_ns)},
               {quantile(stage.p90_ns)},
               {quantile(stage.p99_ns)},
               {quantile(stage.p999_ns)},
               {nanoseconds(stage.max_ns)},
               {grouped(stage.samples)}});
  }
  return table.render(style, kIndent);
}

std::string budgets(const latency::LatencyReport& latency, const Style& style) {
  std::string text;
  for (const latency::BudgetReport& budget : latency.budgets) {
    const std::string state = fmt::format("{:10}", latency::to_string(budget.state));
    const std::string what = budget_name(budget) + ": " + core::printable(budget.explanation);
    text +=
        "  " + style.paint(tone_of(budget.state), state) + "  " + wrapped(what, 14, style) + "\n";
  }
  return text;
}

}  // namespace

std::string latency(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style) {
  const latency::LatencyReport& latency = record.latency;
  static constexpr const char* kWhatIsMeasured =
      "  service times of a closed-loop replay; a bar's time is its step's time / bars in the step";
  std::string text = phases(latency, style) + stages(latency, style);
  if (latency.metered) {
    text += style.paint(Tone::faint, kWhatIsMeasured) + "\n";
  }
  return text + slowest(analysis.slow_bars, style) + findings(latency, style) +
         budgets(latency, style);
}

}  // namespace barometer::report::summary
