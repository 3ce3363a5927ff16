// SPDX-License-Identifier: Apache-2.0
#include "loop/fill_pricing.hpp"

#include <cmath>

#include "portfolio/buying_power.hpp"

namespace barometer {

namespace {

// Halvings of an interval of doubles: enough to leave no two of them between its ends.
constexpr int kHalvings = 64;

}  // namespace

FillPricing::FillPricing(const BrokerConfig& config, const MarketData& market,
                         const CostRules& rules, const TagTable& tags, const Account& account)
    : instruments_(instruments_of(config, market)),
      costs_(config, market.symbols, instruments_),
      rules_(rules),
      tags_(tags),
      account_(account),
      leverage_(config.leverage) {}

double FillPricing::factor(const Conditions& rules, const FillTerms& terms) const {
  const bool judged = !rules.empty() && terms.bar > 0;
  return judged ? rules.judge(tags_, terms.symbol, terms.bar - 1).scale : 1;
}

FillTerms FillPricing::completed(const FillTerms& terms) const {
  FillTerms full = terms;
  full.unit = account_.position(terms.symbol).unit;
  full.slippage_times = factor(rules_.slippage, terms);
  full.commission_times = factor(rules_.commission, terms);
  return full;
}

Charge FillPricing::charge(const FillTerms& terms) {
  const FillTerms full = completed(terms);
  const Charge charge = costs_.quote(full);
  costs_.traded(terms.time_ns, std::fabs(terms.quantity) * charge.price * full.unit);
  unmeasured_ += costs_.unmeasured(full) ? 1 : 0;
  return charge;
}

// Flat rates have a closed form. Otherwise what fits is found by halving: costs only grow with the
// quantity, so between what closes and the whole order there is one border.
double FillPricing::affordable(const FillTerms& terms) const {
  FillTerms full = completed(terms);
  if (costs_.flat()) {
    const double price = costs_.quote(full).price;
    return barometer::affordable(
        account_, {terms.symbol, terms.quantity, price, costs_.flat_commission(), leverage_});
  }
  const auto carries = [&](double quantity, double forgiven) {
    full.quantity = quantity;
    const Charge charge = costs_.quote(full);
    return fits(account_, {terms.symbol, quantity, charge.price, 0, leverage_}, charge.commission,
                forgiven);
  };
  if (carries(terms.quantity, kForgivenShortfall)) {
    return terms.quantity;
  }
  double low = closing_part(account_.position(terms.symbol).quantity, terms.quantity);
  double high = terms.quantity;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    (carries(middle, 0) ? low : high) = middle;
  }
  return low;
}

}  // namespace barometer
