// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "config/latency_config.hpp"
#include "latency/budget.hpp"
#include "latency/report.hpp"

// Decides budgets for the report and explains each decision with one sentence. A run that is not
// `verified` (fewer than kVerifiedSteps steps) gets its figures and the decision UNVERIFIED.

namespace barometer::latency {

BudgetReport decide_quantile(const config::BudgetConfig& budget, const BudgetTest& test,
                             bool verified);

// A budget on `tag` while tags were computed ahead: no step has a tagging time of its own, so the
// mean over all bars stands for each.
struct AmortisedTagging {
  double total_ns = 0;
  std::int64_t bars = 0;
};

BudgetReport decide_amortised(const config::BudgetConfig& budget, AmortisedTagging tagging,
                              bool verified);

struct WarmupFacts {
  double total_ns = 0;
  std::int64_t steps = 0;
  bool warm = false;    // a steady state was found; else total_ns is only a lower bound
  bool watched = true;  // the meter looked for it
};

BudgetReport decide_warmup(core::Duration limit, WarmupFacts warmup, bool verified);

}  // namespace barometer::latency
