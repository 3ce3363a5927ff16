// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "config/broker_config.hpp"
#include "data/bars.hpp"
#include "execution/costs.hpp"
#include "portfolio/account.hpp"
#include "regime/conditions.hpp"
#include "regime/tag_table.hpp"

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
class FillPricing {
 public:
  // All but the config outlive this.
  FillPricing(const config::BrokerConfig& config, const data::MarketData& market,
              const CostRules& rules, const regime::TagTable& tags,
              const portfolio::Account& account);

  // [step] The signed quantity of the terms that buying power allows at their price and costs:
  // whole, or what fits; see affordable() of portfolio/buying_power.hpp.
  double affordable(const FillTerms& terms) const;

  // [step] Price and commission of a fill that happens now, in the order in which fills happen.
  FillCost charge(const FillTerms& terms);

  bool may_short(core::SymbolIndex symbol) const { return instruments_[symbol].short_selling; }

  // [step] The time at which the next fills happen.
  void pass_to(core::Timestamp time_ns) { costs_.pass_to(time_ns); }

  // Fills that a model of volume should have moved, and had no volume or history to do it by.
  std::int64_t unmeasured_fills() const { return unmeasured_; }

 private:
  FillTerms completed(const FillTerms& terms) const;
  double factor(const regime::Conditions& rules, const FillTerms& terms) const;

  std::vector<orders::Instrument> instruments_;
  CostModel costs_;
  const CostRules& rules_;
  const regime::TagTable& tags_;
  const portfolio::Account& account_;
  double leverage_;
  std::int64_t unmeasured_ = 0;
};

}  // namespace barometer::execution
