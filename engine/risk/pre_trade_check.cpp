// SPDX-License-Identifier: Apache-2.0
#include "risk/pre_trade_check.hpp"

#include <algorithm>
#include <cmath>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "orders/exposure.hpp"
#include "orders/split_border.hpp"
#include "orders/view_units.hpp"
#include "risk/close_out.hpp"

namespace barometer::risk {

namespace {

// What the flat rates take of an order that is sized when it is sent: a limit order may turn out a
// maker or a taker, a stop pays slippage.
orders::RestingCosts resting_costs(const config::BrokerConfig& broker) {
  const config::CommissionConfig& fees = broker.commission_parts;
  const double fee = broker.commission + std::max({fees.maker, fees.taker, 0.0});
  return {.limit = broker.leverage * fee,
          .stop = std::max(broker.leverage, 1.0) * broker.slippage +
                  broker.leverage * fee * (1 + broker.slippage)};
}

}  // namespace

PreTradeCheck::PreTradeCheck(const portfolio::TradingContext& context,
                             const config::RiskConfig& risk, const regime::Conditions& conditions,
                             const regime::TagView& tags)
    : context_(context),
      conditions_(context, conditions, tags),
      limits_(risk, context.config, context.instruments.size(), context.instruments),
      resting_costs_(resting_costs(context.config)) {}

void PreTradeCheck::judge_limits(const data::Step& now, const portfolio::EquityPoint& value) {
  limits_.judge(context_.account, value, context_.cursor.session_date());
  const std::size_t symbols = limits_.closing() ? context_.instruments.size() : 0;
  for (core::SymbolIndex symbol = 0; symbol < symbols; ++symbol) {
    const bm_order_reason reason = limits_.closes(symbol);
    if (reason != BM_REASON_NONE &&
        close_out(context_, symbol, reason, closing_order(context_, symbol), now,
                  limits_.closed_units(context_.position(symbol), symbol))) {
      limits_.count(reason);
    }
  }
}

void PreTradeCheck::answer_all(const data::Step& now, std::span<const bm_order> orders,
                               double equity) {
  const std::size_t symbols = context_.instruments.size();
  const bool limited = limits_.active();
  for (core::SymbolIndex symbol = 0; limited && symbol < symbols; ++symbol) {
    plan(symbol);
  }
  for (const bm_order& sent : orders) {
    if (sent.symbol >= symbols) {
      context_.store.reject(orders::record_of(sent), BM_REASON_INVALID, now);
      continue;
    }
    const orders::ViewUnits units(context_.cursor.units(sent.symbol));
    answer(now, orders::in_day_units(sent, units, context_.store), equity);
    if (limited) {
      plan(sent.symbol);
    }
  }
}

void PreTradeCheck::flatten_by_tag(const data::Step& now) {
  for (const core::SymbolIndex symbol : now.active) {
    const int line = conditions_.outcome(symbol).flatten;
    if (line >= 0 && limits_.closes(symbol) == BM_REASON_NONE &&
        close_out(context_, symbol, BM_REASON_FLATTENED, 0, now)) {
      conditions_.count(line, symbol, now);
    }
  }
}

void PreTradeCheck::answer(const data::Step& now, const bm_order& order, double equity) {
  if (order.action == BM_ORDER_SUBMIT) {
    submit(now, order, equity);
  } else if (order.action == BM_ORDER_CANCEL) {
    cancel(now, order);
  } else if (order.action == BM_ORDER_REPLACE) {
    replace(now, order, equity);
  } else {
    context_.store.reject(orders::record_of(order), BM_REASON_UNSUPPORTED, now);
  }
}

// The limits learn where the symbol may end, without `beside` and its OCO siblings.
void PreTradeCheck::plan(core::SymbolIndex symbol, const orders::WorkingOrder& beside) {
  const portfolio::Position& position = context_.position(symbol);
  limits_.plan(
      symbol,
      orders::exposure_range(context_.store.open_orders(), symbol, position.quantity, beside),
      position.mark * position.point_value);
}

// What the limits leave of `quantity` for an order that is new or replaced.
RiskLimits::Cut PreTradeCheck::cut(const orders::WorkingOrder& order, double quantity) {
  plan(order.symbol, order);
  return limits_.cut(order.symbol, quantity);
}

void PreTradeCheck::reject_rows(const data::Step& now, std::uint32_t count, std::uint32_t rows) {
  orders::OrderRecord record;
  record.symbol = orders::kNoSymbol;
  for (std::uint32_t i = 0; i < std::min(count, rows); ++i) {
    context_.store.reject(record, BM_REASON_TOO_MANY_ORDERS, now);
  }
  unlisted_ += count - std::min(count, rows);
}

orders::OrderContext PreTradeCheck::order_context(const data::Step& now, core::SymbolIndex symbol,
                                                  double equity) const {
  const portfolio::Position& position = context_.position(symbol);
  return {.now = now.time_ns,
          .sizing = {.position = position.quantity,
                     .working = orders::working_quantity(context_.store.open_orders(), symbol,
                                                         position.quantity),
                     .equity = equity,
                     .unit_value = position.mark * position.point_value,
                     .cash_buffer = context_.config.buffer(),
                     .dust = position.dust()},
          .last_close = position.mark,
          .sizes_at_fill = context_.config.size_at == config::SizeAt::fill,
          .costs = resting_costs_,
          .instrument = context_.instruments[symbol],
          .store = context_.store,
          .data = context_.cursor.symbol(symbol),
          .closed = static_cast<std::size_t>(context_.cursor.bar_count(symbol))};
}

void PreTradeCheck::submit(const data::Step& now, const bm_order& order, double equity) {
  const orders::OrderContext context = order_context(now, order.symbol, equity);
  orders::OrderRequest request = orders::make_request(order, context);
  if (request.is_reached) {
    return;
  }
  const portfolio::Position& position = context_.position(order.symbol);
  if (request.reason == BM_REASON_NONE) {
    request.reason = check(now, request, context);
  } else if (position.mark > 0 && position.point_value == 0) {
    request.reason = BM_REASON_NO_RATE;
  }
  if (request.reason == BM_REASON_NONE) {
    context_.store.accept(request.record, request.order, now);
  } else {
    reject(now, request);
  }
}

bm_order_reason PreTradeCheck::check(const data::Step& now, orders::OrderRequest& request,
                                     const orders::OrderContext& context) {
  bm_order_reason reason = check_closing(request.order.symbol);
  if (reason == BM_REASON_NONE && (!conditions_.empty() || request.quantity() == 0)) {
    reason = check_conditions(now, request, context);
  }
  if (reason == BM_REASON_NONE && limits_.active()) {
    reason = check_limits(request, context);
  }
  if (reason == BM_REASON_NONE && context_.store.open_orders().full()) {
    reason = BM_REASON_TOO_MANY_ORDERS;
  }
  return reason;
}

// A symbol that the limits close takes no orders.
bm_order_reason PreTradeCheck::check_closing(core::SymbolIndex symbol) {
  const bm_order_reason closing = limits_.closes(symbol);
  if (closing != BM_REASON_NONE) {
    limits_.count(closing);
  }
  return closing;
}

// Of the conditions only flatten concerns the exits of a bracket.
bm_order_reason PreTradeCheck::check_conditions(const data::Step& now,
                                                orders::OrderRequest& request,
                                                const orders::OrderContext& context) {
  const core::SymbolIndex symbol = request.order.symbol;
  const regime::ConditionOutcome outcome = conditions_.outcome(symbol);
  if (outcome.flatten >= 0) {
    conditions_.count(outcome.flatten, symbol, now);
    return BM_REASON_FLATTENED;
  }
  const double requested = request.quantity();
  const double quantity =
      request.order.is_exit ? requested : conditions_.allowed(now, symbol, requested, outcome);
  if (quantity == 0) {
    return BM_REASON_BLOCKED_BY_TAG;
  }
  // What only closes at this close may open at its fill, and then answers to the same lines.
  request.order.at_fill.share = outcome.block >= 0 ? 0 : outcome.scale;
  request.order.at_fill.blocked_by =
      request.order.at_fill.share == 0 ? BM_REASON_BLOCKED_BY_TAG : BM_REASON_NONE;
  if (quantity != requested) {
    request.record.cut_by = BM_REASON_BLOCKED_BY_TAG;
    orders::resize(request, quantity, context);
  }
  return request.reason;
}

// The limits leave the same share of what an order opens at its fill.
void PreTradeCheck::keep_share(orders::OrderRequest& request, const orders::OrderContext& context,
                               const RiskLimits::Cut& left) const {
  orders::FillAmount& at_fill = request.order.at_fill;
  const double there = context.sizing.position + context.sizing.working;
  const double closing = orders::closing_part(there, request.quantity());
  const double opening = request.quantity() - closing;
  if (opening != 0) {
    at_fill.share *= std::clamp((left.quantity - closing) / opening, 0.0, 1.0);
    at_fill.blocked_by = at_fill.share == 0 ? left.reason : at_fill.blocked_by;
  }
}

// What only closes at this close may open at its fill: not where the limits leave no room for the
// least that it would open.
void PreTradeCheck::keep_room(orders::OrderRequest& request, const orders::OrderContext& context) {
  constexpr double kLeast = 1e-6;  // of what is there
  orders::FillAmount& at_fill = request.order.at_fill;
  const double there = context.sizing.position + context.sizing.working;
  const double quantity = request.quantity();
  if (request.order.sized_at_fill() && orders::closing_part(there, quantity) == quantity) {
    const RiskLimits::Cut left = cut(request.order, std::copysign(kLeast * there, at_fill.amount));
    at_fill.blocked_by = left.quantity == 0 ? left.reason : at_fill.blocked_by;
    at_fill.share = left.quantity == 0 ? 0 : at_fill.share;
  }
}

// Exits of a bracket are not cut; they count as orders all the same.
bm_order_reason PreTradeCheck::check_limits(orders::OrderRequest& request,
                                            const orders::OrderContext& context) {
  const double quantity = request.quantity();
  RiskLimits::Cut left{quantity, BM_REASON_NONE};
  if (limits_.full()) {
    left = {0, BM_REASON_ORDERS_PER_STEP};
  } else if (!request.order.is_exit) {
    left = cut(request.order, quantity);
    keep_room(request, context);
  }
  if (left.reason != BM_REASON_NONE) {
    limits_.count(left.reason);
    request.record.cut_by = left.reason;
  }
  if (left.quantity == 0) {
    request.record.cut_by = BM_REASON_NONE;
    return left.reason;
  }
  if (left.quantity != quantity) {
    keep_share(request, context, left);
    orders::resize(request, left.quantity, context);
  }
  if (request.reason == BM_REASON_NONE) {
    limits_.take();
  }
  return request.reason;
}

// A bracket stands as a whole: an entry must not go on without the exit that was rejected.
void PreTradeCheck::reject(const data::Step& now, const orders::OrderRequest& request) {
  context_.store.reject(request.record, request.reason, now);
  if (request.parent != 0) {
    const std::uint64_t parent = context_.store.order(request.parent).id;
    if (context_.store.record(parent).step == now.index) {
      context_.store.cancel(request.parent, BM_REASON_BRACKET, now);
    }
  }
}

void PreTradeCheck::cancel(const data::Step& now, const bm_order& order) {
  if (order.client_order_id == 0) {
    context_.store.cancel_all(order.symbol, BM_REASON_BY_STRATEGY, now);
    return;
  }
  const orders::Slot slot =
      context_.store.open_orders().find_client(order.symbol, order.client_order_id);
  if (slot != 0) {
    context_.store.cancel(slot, BM_REASON_BY_STRATEGY, now);
  } else {
    context_.store.reject(orders::record_of(order), BM_REASON_NO_SUCH_ORDER, now);
  }
}

void PreTradeCheck::replace(const data::Step& now, const bm_order& order, double equity) {
  const orders::Slot slot = order.client_order_id == 0 ? 0
                                                       : context_.store.open_orders().find_client(
                                                             order.symbol, order.client_order_id);
  if (slot == 0) {
    context_.store.reject(orders::record_of(order), BM_REASON_NO_SUCH_ORDER, now);
    return;
  }
  const auto replacement =
      orders::make_replacement(order, slot, order_context(now, order.symbol, equity));
  const bm_order_reason reason =
      replacement ? check_increase(now, context_.store.order(slot), replacement->quantity)
                  : BM_REASON_INVALID;
  if (reason == BM_REASON_NONE) {
    context_.store.replace(slot, *replacement, now);
  } else {
    context_.store.reject(orders::record_of(order), reason, now);
  }
}

// A larger order is checked as what it would add; where a line would cut that, it is rejected.
bm_order_reason PreTradeCheck::check_increase(const data::Step& now,
                                              const orders::WorkingOrder& old, double quantity) {
  const double more = quantity - old.quantity;
  if (!(more * old.quantity > 0)) {
    return BM_REASON_NONE;
  }
  if (const bm_order_reason closing = check_closing(old.symbol); closing != BM_REASON_NONE) {
    return closing;
  }
  const regime::ConditionOutcome outcome = conditions_.outcome(old.symbol);
  if (outcome.flatten >= 0) {
    conditions_.count(outcome.flatten, old.symbol, now);
    return BM_REASON_FLATTENED;
  }
  if (old.is_exit) {
    return BM_REASON_NONE;
  }
  if (conditions_.allowed(now, old.symbol, more, outcome) != more) {
    return BM_REASON_BLOCKED_BY_TAG;
  }
  return limits_.active() ? cut(old, quantity).reason : BM_REASON_NONE;
}

}  // namespace barometer::risk
