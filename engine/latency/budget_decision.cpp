// SPDX-License-Identifier: Apache-2.0
#include "latency/budget_decision.hpp"

#include <fmt/format.h>

#include <string>

namespace barometer::latency {

namespace {

// Four significant digits are more than a clock deserves: "147.6ms", "33.71ns".
std::string readable(double ns) {
  if (ns < 1e3) {
    return fmt::format("{:.4g}ns", ns);
  }
  if (ns < 1e6) {
    return fmt::format("{:.4g}us", ns / 1e3);
  }
  return ns < 1e9 ? fmt::format("{:.4g}ms", ns / 1e6) : fmt::format("{:.4g}s", ns / 1e9);
}

std::string plural(std::int64_t count, const char* noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// What dependence makes of the counts; nothing where exceedances came one by one.
std::string effective(const BudgetReport& report, double dispersion) {
  if (dispersion < 1.05) {
    return "";
  }
  const bool one = report.events == 1;
  return fmt::format(", in {}, which count{} as {:.3g} by {} against {:.3g}",
                     plural(report.events, "run"), one ? "s" : "",
                     static_cast<double>(report.exceedances) / dispersion,
                     one ? "itself" : "themselves",
                     (1.0 - report.quantile) * static_cast<double>(report.steps) / dispersion);
}

std::string counts(const BudgetReport& report, double dispersion) {
  const double allowed = (1.0 - report.quantile) * static_cast<double>(report.steps);
  return fmt::format("{} of {} {} over it, {:.4g} {} allowed{}", report.exceedances,
                     plural(report.steps, "steady step"), report.exceedances == 1 ? "was" : "were",
                     allowed, allowed == 1 ? "is" : "are", effective(report, dispersion));
}

std::string why_undecided(const BudgetReport& report) {
  if (report.steps_needed == 0) {
    return "which is too near to the allowed rate for any number of steps to decide";
  }
  return fmt::format("which could be chance; at this rate {} steady steps would decide",
                     report.steps_needed);
}

// Slowness that lasts can fail a budget by itself, while its steps count as few.
std::string sustained(const BudgetReport& report) {
  if (report.sustained_blocks == 0) {
    return "";
  }
  return fmt::format(", and {} of 256 steps had at least three quarters over it",
                     plural(report.sustained_blocks, "block"));
}

std::string reason(const BudgetReport& report) {
  switch (report.state) {
    case BudgetState::pass:
      return fmt::format("too few to be a breach, as was clear after {} steady steps",
                         report.decided_at);
    case BudgetState::fail:
      return fmt::format("too many to be chance, as was clear after {} steady steps{}",
                         report.decided_at, sustained(report));
    case BudgetState::undecided:
      return why_undecided(report);
    case BudgetState::unverified:
      break;
  }
  return "but the run is too short to judge";
}

BudgetState within(bool kept, bool verified) {
  if (!verified) {
    return BudgetState::unverified;
  }
  return kept ? BudgetState::pass : BudgetState::fail;
}

BudgetReport open_report(const config::BudgetConfig& budget) {
  BudgetReport report;
  report.stage = budget.stage;
  report.quantile = budget.quantile;
  report.limit_ns = budget.limit;
  return report;
}

std::string how_it_ended(const WarmupFacts& warmup) {
  if (!warmup.watched) {
    return "; a sampled meter does not look for the steady state";
  }
  return warmup.warm ? "" : ", and no steady state was found by then";
}

}  // namespace

BudgetReport decide_quantile(const config::BudgetConfig& budget, const BudgetTest& test,
                             bool verified) {
  BudgetReport report = open_report(budget);
  report.state = verified ? test.state() : BudgetState::unverified;
  report.steps = test.steps();
  report.exceedances = test.exceedances();
  report.events = test.events();
  report.sustained_blocks = test.sustained_blocks();
  report.decided_at = verified ? test.decided_at() : 0;
  if (report.state == BudgetState::undecided) {
    report.steps_needed = test.steps_needed().value_or(0);
  }
  report.explanation = fmt::format("{}, {}.", counts(report, test.dispersion()), reason(report));
  return report;
}

BudgetReport decide_amortised(const config::BudgetConfig& budget, AmortisedTagging tagging,
                              bool verified) {
  BudgetReport report = open_report(budget);
  report.amortised = true;
  const double per_bar =
      tagging.bars > 0 ? tagging.total_ns / static_cast<double>(tagging.bars) : 0.0;
  report.state = within(per_bar <= static_cast<double>(budget.limit), verified);
  report.explanation = fmt::format("amortised, tagging ahead took {} for {} bars, {} a bar.",
                                   readable(tagging.total_ns), tagging.bars, readable(per_bar));
  return report;
}

BudgetReport decide_warmup(core::Duration limit, WarmupFacts warmup, bool verified) {
  BudgetReport report;
  report.stage = "warmup";
  report.limit_ns = limit;
  const bool kept = warmup.total_ns <= static_cast<double>(limit);
  report.state = within(kept, verified);
  if (verified && kept && !warmup.warm) {
    report.state = BudgetState::undecided;
  }
  report.explanation = fmt::format("the first {} took {}{}.", plural(warmup.steps, "step"),
                                   readable(warmup.total_ns), how_it_ended(warmup));
  return report;
}

}  // namespace barometer::latency
