// SPDX-License-Identifier: Apache-2.0
#include "execution/matching.hpp"

#include <barometer/abi/bars.h>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "data/market_data.hpp"
#include "execution/quotes.hpp"

namespace barometer::execution {

Matching::Matching(const portfolio::TradingContext& context, FillCosts& costs,
                   FillExecutor& executor)
    : context_(context),
      sizing_(context, costs),
      executor_(executor),
      intrabar_(context, executor) {
  touched_.reserve(context.cursor.symbol_count());
}

void Matching::meet_orders(const data::Step& now) {
  context_.store.cancel_overdue(now);
  find_touched(now);
  if (!touched_.empty()) {
    meet_opens(now);
    if (context_.store.open_orders().count(orders::FillMode::resting) != 0) {
      intrabar_.meet(now, touched_);
    }
    meet_closes(now);
  }
  end_bars(now);
}

void Matching::find_touched(const data::Step& now) {
  touched_.clear();
  for (const core::SymbolIndex symbol : now.active) {
    if (context_.store.open_orders().first(symbol) != 0 && touched(now, symbol)) {
      touched_.push_back(symbol);
    }
  }
}

// DAY orders of an earlier session are cancelled on the way: they do not meet this bar.
bool Matching::touched(const data::Step& now, core::SymbolIndex symbol) {
  bool any = false;
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = this->order(slot);
    if (is_of_earlier_session(order)) {
      context_.store.cancel(slot, BM_REASON_EXPIRED, now);
    } else if (order.fill_mode() != orders::FillMode::held) {
      any |=
          order.fill_mode() != orders::FillMode::resting ||
          touches(order, bar(symbol), half_spreads(context_, symbol), context_.config.limit_touch);
    }
  });
  return any;
}

bool Matching::is_of_earlier_session(const orders::WorkingOrder& order) const {
  return order.time_in_force == BM_DAY && order.session != orders::WorkingOrder::kNoSession &&
         order.session != context_.cursor.calendar(order.symbol).session_date;
}

// Buying power is judged at the prices at which fills happen, so the whole account is valued there
// first.
void Matching::mark(const data::Step& now, double data::BarRow::*price) {
  for (const core::SymbolIndex symbol : now.active) {
    context_.account.mark(symbol, bar(symbol).*price);
  }
}

// Orders that are sized at their fill get their units before the first of the moment's fills.
void Matching::size(const data::Step& now, std::span<const core::SymbolIndex> symbols, Meets meets,
                    double data::BarRow::*price) {
  if (context_.store.open_orders().unsized() == 0) {
    return;
  }
  sizing_.begin(now);
  const auto point =
      price == &data::BarRow::open ? orders::PricePoint::open : orders::PricePoint::close;
  for (const MatchPass pass : {MatchPass::reducing, MatchPass::all}) {
    for (const core::SymbolIndex symbol : symbols) {
      context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
        const double at = bar(symbol).*price;
        if (order(slot).sized_at_fill() && (this->*meets)(order(slot)) &&
            (pass == MatchPass::all || sizing_.closes_whole(now, slot, at, point))) {
          sizing_.size(now, slot, at, point);
        }
      });
    }
  }
}

void Matching::meet_opens(const data::Step& now) {
  mark(now, &data::BarRow::open);
  size(now, touched_, &Matching::meets_open, &data::BarRow::open);
  for (const MatchPass pass : {MatchPass::reducing, MatchPass::all}) {
    for (const core::SymbolIndex symbol : touched_) {
      context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
        if (in_pass(context_, order(slot), pass)) {
          try_open(now, slot);
        }
      });
    }
  }
}

bool Matching::meets_open(const orders::WorkingOrder& order) const {
  const std::int64_t index = this->index(order.symbol);
  const bool needs_close = order.fill_mode() == orders::FillMode::on_close ||
                           order.fill_mode() == orders::FillMode::held;
  const bool waits_for_later =
      order.traits().by_fill_rule &&
      (context_.config.fill != config::FillRule::next_open || order.since_bar == index);
  return !needs_close && !waits_for_later && order.tried_bar != index;
}

void Matching::try_open(const data::Step& now, orders::Slot slot) {
  const orders::WorkingOrder& order = this->order(slot);
  if (!meets_open(order)) {
    return;
  }
  const double open = bar(order.symbol).open;
  if (order.traits().by_fill_rule) {
    executor_.execute(now, slot, {open, orders::PricePoint::open, "market.next_open"});
  } else if (order.fill_mode() == orders::FillMode::marketable) {
    executor_.execute(now, slot,
                      {open, orders::PricePoint::open, rule_name(order.type, FillKind::carried)});
  } else if (order.is_stop()) {
    try_open_stop(now, slot);
  } else if (order.since_bar != index(order.symbol)) {
    try_open_limit(now, slot);
  }
}

void Matching::try_open_stop(const data::Step& now, orders::Slot slot) {
  const orders::WorkingOrder& order = this->order(slot);
  const double open = bar(order.symbol).open;
  const BuyersView view(order, bar(order.symbol), {});
  if (!view.stop_at(view.open)) {
    return;
  }
  if (order.traits().has_limit) {
    context_.store.trigger(slot, {index(order.symbol), orders::PricePoint::open, open}, now);
    try_open_limit(now, slot);
  } else {
    executor_.execute(now, slot,
                      {open, orders::PricePoint::open, rule_name(order.type, FillKind::open)});
  }
}

void Matching::try_open_limit(const data::Step& now, orders::Slot slot) {
  const orders::WorkingOrder& order = this->order(slot);
  const HalfSpreads half = half_spreads(context_, order.symbol);
  const BuyersView view(order, bar(order.symbol), half);
  if (view.limit_at(view.open, half.open, context_.config.limit_touch)) {
    executor_.execute(now, slot,
                      limit_fill(order, bar(order.symbol).open, half.open, orders::PricePoint::open,
                                 FillKind::open));
  }
}

void Matching::meet_closes(const data::Step& now) {
  const orders::OpenOrders& open_orders = context_.store.open_orders();
  const bool next_close = context_.config.fill == config::FillRule::next_close &&
                          open_orders.count(orders::FillMode::marketable) != 0;
  if (!next_close && open_orders.count(orders::FillMode::on_close) == 0) {
    return;
  }
  mark(now, &data::BarRow::close);
  size(now, touched_, &Matching::meets_close, &data::BarRow::close);
  for (const MatchPass pass : {MatchPass::reducing, MatchPass::all}) {
    for (const core::SymbolIndex symbol : touched_) {
      open_orders.for_each(symbol, [&](orders::Slot slot) {
        if (in_pass(context_, order(slot), pass)) {
          try_close(now, slot);
        }
      });
    }
  }
}

bool Matching::meets_close(const orders::WorkingOrder& order) const {
  const std::int64_t index = this->index(order.symbol);
  const bool at_close = follows(order, config::FillRule::next_close) ||
                        order.fill_mode() == orders::FillMode::on_close;
  return at_close && order.fill_mode() != orders::FillMode::held && order.tried_bar != index &&
         !order.since(index, orders::PricePoint::close);
}

void Matching::try_close(const data::Step& now, orders::Slot slot) {
  const orders::WorkingOrder& order = this->order(slot);
  if (meets_close(order)) {
    executor_.execute(now, slot,
                      {bar(order.symbol).close, orders::PricePoint::close,
                       order.traits().by_fill_rule ? "market.next_close" : "market_on_close"});
  }
}

void Matching::meet_own_close(const data::Step& now) {
  if (context_.config.fill != config::FillRule::same_close ||
      context_.store.open_orders().count(orders::FillMode::marketable) == 0) {
    return;
  }
  mark(now, &data::BarRow::close);
  size(now, now.active, &Matching::meets_own_close, &data::BarRow::close);
  for (const MatchPass pass : {MatchPass::reducing, MatchPass::all}) {
    for (const core::SymbolIndex symbol : now.active) {
      context_.store.open_orders().for_each(
          symbol, [&](orders::Slot slot) { try_own_close(now, slot, pass); });
    }
  }
}

bool Matching::meets_own_close(const orders::WorkingOrder& order) const {
  const std::int64_t index = this->index(order.symbol);
  return order.traits().by_fill_rule && order.fill_mode() == orders::FillMode::marketable &&
         order.tried_bar != index && !order.since(index, orders::PricePoint::close);
}

void Matching::try_own_close(const data::Step& now, orders::Slot slot, MatchPass pass) {
  const orders::WorkingOrder& order = this->order(slot);
  if (meets_own_close(order) && in_pass(context_, order, pass)) {
    executor_.execute(now, slot,
                      {bar(order.symbol).close, orders::PricePoint::close, "market.same_close"});
  }
}

void Matching::end_bars(const data::Step& now) {
  for (const core::SymbolIndex symbol : now.active) {
    if (context_.store.open_orders().needs_care(symbol)) {
      end_bar(now, symbol);
    }
  }
  context_.store.cancel_due(now);
}

void Matching::end_bar(const data::Step& now, core::SymbolIndex symbol) {
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = this->order(slot);
    if (order.fill_mode() == orders::FillMode::held) {
      return;
    }
    context_.store.enter_session(slot, context_.cursor.calendar(symbol).session_date);
    if (const bm_order_reason reason = expiry_reason(order); reason != BM_REASON_NONE) {
      context_.store.cancel(slot, reason, now);
    } else if (order.traits().trails && order.state == orders::OrderState::working) {
      context_.store.trail(slot, bar(symbol), index(symbol));
    }
  });
}

// For an order that was activated in the course of the bar the next one counts as its first.
bm_order_reason Matching::expiry_reason(const orders::WorkingOrder& order) const {
  if (follows(order, config::FillRule::same_close) && order.tried_bar < 0) {
    return BM_REASON_NONE;  // its bar's close is still to come
  }
  const bool whole_bar = order.activated_bar != index(order.symbol);
  if (order.time_in_force == BM_IOC && whole_bar) {
    return BM_REASON_IOC;
  }
  if (order.time_in_force == BM_FOK && whole_bar) {
    return BM_REASON_FOK;
  }
  const bool day_over =
      bar(order.symbol).close_time_ns >= context_.cursor.calendar(order.symbol).session_close_ns;
  return order.time_in_force == BM_DAY && day_over ? BM_REASON_EXPIRED : BM_REASON_NONE;
}

}  // namespace barometer::execution
