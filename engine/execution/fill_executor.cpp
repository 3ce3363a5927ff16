// SPDX-License-Identifier: Apache-2.0
#include "execution/fill_executor.hpp"

#include <algorithm>
#include <cmath>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "execution/quotes.hpp"
#include "orders/dust.hpp"
#include "orders/sizing.hpp"
#include "portfolio/buying_power.hpp"

namespace barometer::execution {

FillExecutor::FillExecutor(const portfolio::TradingContext& context, FillCosts& costs,
                           std::size_t expected_fills)
    : context_(context),
      costs_(costs),
      volume_left_(context.config.participation ? context.instruments.size() : 0),
      fills_(expected_fills) {}

void FillExecutor::share_out_volume(const data::Step& now) {
  for (const core::SymbolIndex symbol : now.active) {
    volume_left_[symbol] = *context_.config.participation * context_.cursor.bar(symbol).volume;
  }
}

void FillExecutor::execute(const data::Step& now, orders::Slot slot, const FillPrice& price) {
  costs_.pass_to(now.time_ns);
  const orders::WorkingOrder& order = context_.store.order(slot);
  const double requested = this->requested(order);
  const orders::Instrument& instrument = context_.instruments[order.symbol];
  if (!instrument.short_selling && goes_short(order.symbol, requested)) {
    context_.store.reject(slot, BM_REASON_SHORT_SELLING, now);
    return;
  }
  const double quantity = volume_cap(order.symbol, requested);
  if (order.time_in_force == BM_FOK && quantity != requested) {
    context_.store.cancel(slot, BM_REASON_FOK, now);
  } else if (quantity == 0) {
    skip_bar(now, slot, price);
  } else {
    fill_partially(now, slot, quantity, price);
  }
}

void FillExecutor::close_positions(const data::Step& now) {
  costs_.pass_to(now.time_ns);
  for (core::SymbolIndex symbol = 0; symbol < context_.cursor.symbol_count(); ++symbol) {
    const double held = context_.position(symbol).quantity;
    if (held != 0) {
      const orders::Slot slot = context_.store.accept_closing(symbol, held, BM_REASON_NONE, now);
      const FillPrice close{context_.cursor.bar(symbol).close, orders::PricePoint::close,
                            "close_at_end"};
      book(now, slot, -held, true, close);
    }
  }
}

// What closes a position but for dust closes it.
double FillExecutor::requested(const orders::WorkingOrder& order) const {
  if (order.closes_first != 0) {
    return order.closes_first;
  }
  const portfolio::Position& position = context_.position(order.symbol);
  return orders::close_whole(position.quantity, order.quantity, position.dust());
}

// Signed units that the bar's volume leaves for the order. Differences of decimals do not come out
// even: what lacks but dust fits.
double FillExecutor::volume_cap(core::SymbolIndex symbol, double quantity) const {
  const double dust = orders::kDust * std::fabs(quantity);
  if (!context_.config.participation || std::fabs(quantity) <= volume_left_[symbol] + dust) {
    return quantity;
  }
  const double left = std::copysign(volume_left_[symbol], quantity);
  return context_.instruments[symbol].round_to_lot(left);
}

bool FillExecutor::goes_short(core::SymbolIndex symbol, double quantity) const {
  return quantity < 0 && context_.position(symbol).quantity + quantity < 0;
}

// A stop was reached all the same; its market order waits for volume.
void FillExecutor::skip_bar(const data::Step& now, orders::Slot slot, const FillPrice& price) {
  trigger_if_stop(now, slot, price);
  context_.store.mark_tried(slot, context_.cursor.index(context_.store.order(slot).symbol));
}

void FillExecutor::trigger_if_stop(const data::Step& now, orders::Slot slot,
                                   const FillPrice& price) {
  const orders::WorkingOrder& order = context_.store.order(slot);
  if (order.is_stop() && order.state == orders::OrderState::working) {
    context_.store.trigger(slot, point_of(order.symbol, price), now);
  }
}

void FillExecutor::fill_partially(const data::Step& now, orders::Slot slot, double quantity,
                                  const FillPrice& price) {
  const orders::WorkingOrder& order = context_.store.order(slot);
  const double allowed = affordable_part(now, order, quantity, price);
  const bool cut = allowed != quantity;
  const bool may_be_cut =
      context_.config.margin == config::OnShortfall::scale && order.time_in_force != BM_FOK;
  if (allowed == 0 || (cut && !may_be_cut)) {
    const double unit_value = price.price * context_.position(order.symbol).point_value;
    unaffordable_.notional += std::fabs(quantity) * unit_value;
    unaffordable_.affordable += std::fabs(allowed) * unit_value;
    context_.store.reject(slot, BM_REASON_BUYING_POWER, now);
    return;
  }
  const bool whole = cut || allowed == requested(order);
  const bool last = whole && order.closes_first == 0;
  if (!last) {
    trigger_if_stop(now, slot, price);
  }
  book(now, slot, allowed, last, price);
  if (!whole) {
    context_.store.mark_tried(slot, context_.cursor.index(order.symbol));
  }
}

double FillExecutor::affordable_part(const data::Step& now, const orders::WorkingOrder& order,
                                     double quantity, const FillPrice& price) const {
  if (portfolio::reduces(context_.account, order.symbol, quantity)) {
    return quantity;
  }
  const double allowed = costs_.affordable(terms_of(now, order, quantity, price));
  return allowed == quantity ? quantity : context_.instruments[order.symbol].round_to_lot(allowed);
}

// A limit order was in the book before its symbol's bar opened where it has come through a bar
// before: where it was sent, priced and activated earlier than that bar's end.
bool FillExecutor::has_rested(const orders::WorkingOrder& order) const {
  const std::int64_t bar = context_.cursor.index(order.symbol);
  if (bar == 0 || order.since_bar == bar) {
    return false;
  }
  const auto before = static_cast<std::size_t>(bar - 1);
  return order.priced_ns < context_.cursor.symbol(order.symbol).bars[before].close_time_ns;
}

// Slippage is for orders that take the price they get; an order with a limit gets its price. One
// that was in the book before the bar opened is a maker, at a gap open too, and so is one that the
// bar's path reaches at its own price; one that is marketable when it arrives is a taker.
FillTerms FillExecutor::terms_of(const data::Step& now, const orders::WorkingOrder& order,
                                 double quantity, const FillPrice& price) const {
  FillTerms terms;
  terms.symbol = order.symbol;
  terms.quantity = quantity;
  terms.raw_price = price.price;
  terms.bar = context_.cursor.index(order.symbol);
  terms.time_ns = now.time_ns;
  terms.filled_before = std::fabs(order.filled);
  terms.slips = !order.traits().has_limit;
  terms.half_spread = half_spreads(context_, order.symbol).at(price.point);
  terms.at_quote = price.at_quote;
  const bool reached = price.point == orders::PricePoint::intrabar &&
                       price.at_quote.value_or(price.price) == order.limit;
  terms.maker = !terms.slips && (reached || (order.is_limit() && has_rested(order)));
  return terms;
}

orders::BarPoint FillExecutor::point_of(core::SymbolIndex symbol, const FillPrice& price) const {
  return {context_.cursor.index(symbol), price.point, price.price};
}

void FillExecutor::take_volume(core::SymbolIndex symbol, double units) {
  double& left = volume_left_[symbol];
  left -= units;
  left = left > orders::kDust * context_.cursor.bar(symbol).volume ? left : 0;
}

void FillExecutor::book(const data::Step& now, orders::Slot slot, double quantity, bool last,
                        const FillPrice& price) {
  const orders::WorkingOrder& order = context_.store.order(slot);
  const orders::OrderRecord& record = context_.store.record(order.id);
  orders::Fill fill;
  fill.order_id = order.id;
  fill.client_order_id = order.client_order_id;
  fill.symbol = order.symbol;
  fill.price_point = price.point;
  fill.order_step = record.step;
  fill.order_time_ns = record.time_ns;
  fill.step = now.index;
  fill.time_ns = now.time_ns;
  fill.bar = context_.cursor.index(order.symbol);
  fill.quantity = quantity;
  fill.raw_price = price.price;
  const FillCost cost = costs_.charge(terms_of(now, order, quantity, price));
  fill.price = cost.price;
  fill.commission = cost.commission;
  fill.spread = cost.spread;
  fill.point_value = context_.position(order.symbol).point_value;
  fill.rule = price.rule;
  fills_.push_back(fill);
  context_.account.apply(fill);
  if (context_.config.participation) {
    take_volume(fill.symbol, std::fabs(quantity));
  }
  context_.store.fill(slot, quantity, last, point_of(fill.symbol, price), now);
}

}  // namespace barometer::execution
