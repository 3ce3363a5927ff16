// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "execution/costs.hpp"
#include "portfolio/trading_context.hpp"
#include "regime/conditions.hpp"

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::execution {

// Conditions that multiply costs; see docs/execution.md, "By regime".
struct CostRules {
  regime::Conditions slippage;
  regime::Conditions commission;
};

inline const CostRules kNoCostRules;

// Costs of a fill in its market: the cost models with what they need of account and tags. The tag
// that multiplies a cost is the symbol's at the bar before the fill, the last one known when that
// bar began, whatever `broker.fill` says.
class FillCosts {
 public:
  // Rules and tags outlive this.
  FillCosts(const portfolio::TradingContext& context, const CostRules& rules,
            const regime::TagView& tags);

  // [step] The signed quantity of the terms that buying power allows at their price and costs:
  // whole, or what fits; see affordable() of portfolio/buying_power.hpp.
  double affordable(const FillTerms& terms) const;

  // [step] Price and commission of a fill that may happen now. linear(): each unit costs the same.
  FillCost quote(const FillTerms& terms) const { return costs_.quote(completed(terms)); }

  bool linear() const { return costs_.flat(); }

  // [step] Price and commission of a fill that happens now, in the order in which fills happen.
  FillCost charge(const FillTerms& terms);

  // [step] The time at which the next fills happen.
  void pass_to(core::Timestamp time_ns) { costs_.pass_to(time_ns); }

  // Fills for which the models of volume and impact lacked volume or history: see CostModel.
  std::int64_t unmeasured_fills() const { return unmeasured_; }

 private:
  FillTerms completed(const FillTerms& terms) const;
  double factor(const regime::Conditions& rules, const FillTerms& terms) const;

  CostModel costs_;
  const CostRules& rules_;
  const regime::TagView& tags_;
  const portfolio::Account& account_;
  double leverage_;
  std::int64_t unmeasured_ = 0;
};

}  // namespace barometer::execution
