// SPDX-License-Identifier: Apache-2.0
#include "execution/fill_sizing.hpp"

#include <algorithm>
#include <cmath>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "execution/quotes.hpp"
#include "orders/exposure.hpp"
#include "orders/sizing.hpp"

namespace barometer::execution {

namespace {

// Halvings of an interval of doubles: enough to leave no two of them between its ends.
constexpr int kHalvings = 64;

bool is_weight(const orders::WorkingOrder& order) {
  return order.at_fill.kind == BM_AMOUNT_TARGET_WEIGHT;
}

}  // namespace

FillSizing::FillSizing(const portfolio::TradingContext& context, FillCosts& costs)
    : context_(context), costs_(costs) {}

// An account that has lost everything holds no share of anything.
void FillSizing::begin(const data::Step& now) {
  costs_.pass_to(now.time_ns);
  equity_ = std::max(context_.account.value(now.time_ns).equity, 0.0);
}

void FillSizing::size(const data::Step& now, orders::Slot slot, double price,
                      orders::PricePoint point) {
  const orders::WorkingOrder& order = context_.store.order(slot);
  const Case each = case_of(now, slot, price, point);
  const double whole = whole_quantity(order, each);
  const double quantity = allowed_quantity(order, each, whole);
  // Exits were sent for a position of the other side.
  const bool turned = order.has_child && quantity * order.requested < 0;
  const bm_order_reason reason = rejection(order, each, quantity, whole);
  if (reason == BM_REASON_TARGET_REACHED || turned) {
    context_.store.cancel(slot, BM_REASON_TARGET_REACHED, now);
  } else if (reason != BM_REASON_NONE) {
    context_.store.reject(slot, reason, now);
  } else {
    if (quantity == -each.there) {
      pay_for_closing(each);
    }
    context_.store.size(slot, quantity,
                        closing_first(each, quantity, context_.position(order.symbol).quantity));
  }
}

bool FillSizing::closes_whole(const data::Step& now, orders::Slot slot, double price,
                              orders::PricePoint point) const {
  return is_weight(context_.store.order(slot)) &&
         units_within(case_of(now, slot, price, point)) == 0;
}

FillSizing::Case FillSizing::case_of(const data::Step& now, orders::Slot slot, double price,
                                     orders::PricePoint point) const {
  const orders::WorkingOrder& order = context_.store.order(slot);
  const portfolio::Position& position = context_.position(order.symbol);
  const double amount = order.at_fill.amount;
  Case each;
  each.terms.symbol = order.symbol;
  each.terms.raw_price = price;
  each.terms.bar = context_.cursor.index(order.symbol);
  each.terms.time_ns = now.time_ns;
  each.terms.half_spread = half_spreads(context_, order.symbol).at(point);
  each.unit = price * position.point_value;
  each.there = position.quantity +
               orders::working_before(context_.store.open_orders(), slot, position.quantity);
  each.side = amount != 0 ? std::copysign(1.0, amount) : std::copysign(1.0, each.there);
  each.budget = std::fabs(amount);
  each.leverage = is_weight(order) ? context_.config.leverage : 1;
  each.divides = may_divide(order);
  if (is_weight(order)) {
    each.budget *= (1 - context_.config.buffer()) * equity_;
    each.from = each.side * each.there;
  }
  return each;
}

// Signed units that the order asks for.
double FillSizing::whole_quantity(const orders::WorkingOrder& order, const Case& each) const {
  const double bought = each.side * units_within(each);
  const double dust = context_.position(order.symbol).dust();
  return is_weight(order) ? orders::towards(bought, each.there, dust) : bought;
}

// What conditions, limits and lots leave of it. A target is not exceeded: what leads down to it is
// rounded up, what opens is rounded down, and a turn closes the old side whole.
double FillSizing::allowed_quantity(const orders::WorkingOrder& order, const Case& each,
                                    double whole) const {
  const orders::Instrument& instrument = context_.instruments[order.symbol];
  const double closing = orders::closing_part(each.there, whole);
  const double opening = (whole - closing) * order.at_fill.share;
  if (closing == 0 || closing == -each.there) {
    return closing + instrument.round_to_lot(opening);
  }
  if (!is_weight(order)) {
    return instrument.round_to_lot(closing);
  }
  const double up = std::copysign(instrument.lot.up(std::fabs(closing)), closing);
  return std::fabs(up) < std::fabs(each.there) ? up : -each.there;
}

// Money that its own costs eat up buys nothing; a position that is there was the target.
bm_order_reason FillSizing::reason_for_nothing(const orders::WorkingOrder& order, const Case& each,
                                               double whole) const {
  if (whole != 0 && order.at_fill.share == 0) {
    return order.at_fill.blocked_by;
  }
  if (is_weight(order) && (each.there != 0 || order.at_fill.amount == 0)) {
    return BM_REASON_TARGET_REACHED;
  }
  return whole == 0 ? BM_REASON_BUYING_POWER : BM_REASON_LOT_SIZE;
}

bm_order_reason FillSizing::rejection(const orders::WorkingOrder& order, const Case& each,
                                      double quantity, double whole) const {
  const orders::Instrument& instrument = context_.instruments[order.symbol];
  if (quantity == 0) {
    return reason_for_nothing(order, each, whole);
  }
  const double notional = std::fabs(quantity) * each.terms.raw_price * instrument.multiplier;
  const bool small = notional < instrument.min_notional && quantity != -each.there;
  return small ? BM_REASON_MIN_NOTIONAL : BM_REASON_NONE;
}

// A turn closes before any order opens, so that no order lacks the room that the old side still
// takes. What must fill as a whole, or has exits to be activated by one fill, is left as it is.
bool FillSizing::may_divide(const orders::WorkingOrder& order) const {
  const bool may_open =
      order.at_fill.amount > 0 || context_.instruments[order.symbol].short_selling;
  return may_open && !order.has_child && order.time_in_force != BM_FOK;
}

double FillSizing::closing_first(const Case& each, double quantity, double held) const {
  const bool turns = held * quantity < 0 && std::fabs(quantity) > std::fabs(held);
  return turns && each.divides ? -held : 0;
}

// The most units with units x price + leverage x costs <= budget, so that weights which sum up to
// the leverage all fit in the end. What is there already costs nothing; what is there on the other
// side costs as it is closed.
double FillSizing::units_within(const Case& each) const {
  if (costs_.linear()) {
    return linear_units(each);
  }
  const auto fits = [&](double units) { return room_taken(each, units) <= each.budget; };
  double high = each.budget / each.unit;
  if (fits(high)) {
    return high;
  }
  double low = each.from > 0 && each.from < high && fits(each.from) ? each.from : 0;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    (fits(middle) ? low : high) = middle;
  }
  return low;
}

// Flat rates cost the same for every unit, so that the border has a closed form on either side of
// what is there.
double FillSizing::linear_units(const Case& each) const {
  const Costs dearer = costs(each, 1, 0);
  const double more =
      (each.budget + dearer.traded * each.from) / (each.unit + dearer.held + dearer.traded);
  if (more >= each.from) {
    return std::max(more, 0.0);
  }
  const double cheaper = costs(each, -1, 0).traded;
  const double left = each.budget - cheaper * each.from;
  return left > 0 && each.unit > cheaper ? std::min(left / (each.unit - cheaper), each.from) : 0;
}

void FillSizing::pay_for_closing(const Case& each) {
  Case once = each;
  once.leverage = 1;
  const double paid = std::fabs(each.there) * costs(once, -each.side * each.there, 0).traded;
  equity_ = std::max(equity_ - paid, 0.0);
}

// Account currency that so many units on the side take from what the leverage gives. A turn pays
// for its two fills, where it has two.
double FillSizing::room_taken(const Case& each, double units) const {
  const double traded = units - each.from;
  const double closed = each.divides && units > 0 ? std::max(-each.from, 0.0) : 0;
  const Costs last = costs(each, traded - closed, closed);
  return units * (each.unit + last.held) + closed * costs(each, closed, 0).traded +
         std::fabs(traded - closed) * last.traded;
}

// Buying power judges the whole position at the price that the fill pays: below a leverage of 1 the
// equity that this seems to add makes up for only a part of it.
FillSizing::Costs FillSizing::costs(const Case& each, double traded, double filled_before) const {
  if (traded == 0) {
    return {};
  }
  FillTerms terms = each.terms;
  terms.quantity = each.side * traded;
  terms.filled_before = filled_before;
  const FillCost cost = costs_.quote(terms);
  const double slipped = std::fabs(cost.price - terms.raw_price) / terms.raw_price * each.unit;
  const bool opens = traded > 0;
  return {.traded = each.leverage * (slipped + cost.commission / std::fabs(traded)),
          .held = opens ? std::max(1 - each.leverage, 0.0) * slipped : 0};
}

}  // namespace barometer::execution
