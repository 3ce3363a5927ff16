// SPDX-License-Identifier: Apache-2.0
#include "execution/fill_costs.hpp"

#include <cmath>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "orders/sizing.hpp"
#include "portfolio/buying_power.hpp"

namespace barometer::execution {

namespace {

// Halvings of an interval of doubles: enough to leave no two of them between its ends.
constexpr int kHalvings = 64;

}  // namespace

FillCosts::FillCosts(const portfolio::TradingContext& context, const CostRules& rules,
                     const regime::TagView& tags)
    : costs_(context.config, context.cursor.market(), context.instruments),
      rules_(rules),
      tags_(tags),
      account_(context.account),
      leverage_(context.config.leverage) {}

double FillCosts::factor(const regime::Conditions& rules, const FillTerms& terms) const {
  const bool judged = !rules.empty() && terms.bar > 0;
  return judged ? rules.judge(tags_, terms.symbol, terms.bar - 1).scale : 1;
}

FillTerms FillCosts::completed(const FillTerms& terms) const {
  FillTerms full = terms;
  full.point_value = account_.position(terms.symbol).point_value;
  full.slippage_multiplier = factor(rules_.slippage, terms);
  full.commission_multiplier = factor(rules_.commission, terms);
  return full;
}

FillCost FillCosts::charge(const FillTerms& terms) {
  const FillTerms full = completed(terms);
  const FillCost cost = costs_.quote(full);
  costs_.traded(terms.time_ns, std::fabs(terms.quantity) * cost.price * full.point_value);
  unmeasured_ += costs_.unmeasured(full) ? 1 : 0;
  return cost;
}

// Flat rates have a closed form. Otherwise what fits is found by halving: costs only grow with the
// quantity, so between what closes and the whole order there is one border.
double FillCosts::affordable(const FillTerms& terms) const {
  FillTerms full = completed(terms);
  if (costs_.flat()) {
    const double price = costs_.quote(full).price;
    return portfolio::affordable(account_, {.symbol = terms.symbol,
                                            .quantity = terms.quantity,
                                            .price = price,
                                            .commission_rate = costs_.flat_commission(),
                                            .leverage = leverage_});
  }
  const auto fits_account = [&](double quantity, double forgiven) {
    full.quantity = quantity;
    const FillCost cost = costs_.quote(full);
    return portfolio::fits(
        account_,
        {.symbol = terms.symbol, .quantity = quantity, .price = cost.price, .leverage = leverage_},
        cost.commission, forgiven);
  };
  if (fits_account(terms.quantity, portfolio::kForgivenShortfall)) {
    return terms.quantity;
  }
  double low = orders::closing_part(account_.position(terms.symbol).quantity, terms.quantity);
  double high = terms.quantity;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    (fits_account(middle, 0) ? low : high) = middle;
  }
  return low;
}

}  // namespace barometer::execution
