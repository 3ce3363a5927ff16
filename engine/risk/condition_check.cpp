// SPDX-License-Identifier: Apache-2.0
#include "risk/condition_check.hpp"

#include "data/market_cursor.hpp"
#include "orders/exposure.hpp"
#include "orders/sizing.hpp"

namespace barometer::risk {

ConditionCheck::ConditionCheck(const portfolio::TradingContext& context,
                               const regime::Conditions& conditions, const regime::TagView& tags)
    : context_(context),
      conditions_(conditions),
      tags_(tags),
      actions_(conditions.texts().size(), 0),
      last_action_(conditions.texts().size() * context.instruments.size(), -1) {}

regime::ConditionOutcome ConditionCheck::outcome(core::SymbolIndex symbol) const {
  return conditions_.judge(tags_, symbol, context_.cursor.index(symbol));
}

double ConditionCheck::allowed(const data::Step& now, core::SymbolIndex symbol, double quantity,
                               const regime::ConditionOutcome& outcome) {
  const double position = context_.position(symbol).quantity;
  const double held =
      position + orders::working_quantity(context_.store.open_orders(), symbol, position);
  const double closing = orders::closing_part(held, quantity);
  const double opening = quantity - closing;
  if (opening == 0) {
    return quantity;
  }
  if (outcome.block >= 0) {
    count(outcome.block, symbol, now);
    return closing;
  }
  if (outcome.scale == 1) {
    return quantity;
  }
  conditions_.for_each_scaling(tags_, symbol, context_.cursor.index(symbol),
                               [&](int line) { count(line, symbol, now); });
  return closing + opening * outcome.scale;
}

void ConditionCheck::count(int line, core::SymbolIndex symbol, const data::Step& now) {
  const auto l = static_cast<std::size_t>(line);
  std::int64_t& last = last_action_[l * context_.instruments.size() + symbol];
  if (last != now.index) {
    last = now.index;
    ++actions_[l];
  }
}

}  // namespace barometer::risk
