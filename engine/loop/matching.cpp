// SPDX-License-Identifier: Apache-2.0
#include "loop/matching.hpp"

#include "orders/trailing.hpp"
#include "portfolio/buying_power.hpp"

namespace barometer::loop {

bool MatchContext::in_pass(orders::Slot slot, Pass pass) const {
  const orders::WorkingOrder& order = desk.order(slot);
  return pass == Pass::all || portfolio::reduces(account, order.symbol, order.quantity);
}

Matching::Matching(const MatchContext& context) : context_(context), intrabar_(context) {
  touched_.reserve(context.market.symbols.size());
}

void Matching::meet_bars(orders::Step now, std::span<const core::SymbolIndex> active) {
  if (context_.config.participation) {
    for (const core::SymbolIndex symbol : active) {
      context_.settlement.open_bar(symbol, context_.bar(symbol));
    }
  }
  if (context_.desk.living() == 0) {
    return;
  }
  context_.keeper.expire(now.time_ns, false, now);
  find_touched(now, active);
  if (!touched_.empty()) {
    meet_opens(now, active);
    if (context_.desk.count(orders::FillMode::resting) != 0) {
      intrabar_.meet(now, touched_);
    }
    meet_closes(now, active);
  }
  end_bars(now, active);
}

void Matching::find_touched(orders::Step now, std::span<const core::SymbolIndex> active) {
  touched_.clear();
  for (const core::SymbolIndex symbol : active) {
    if (context_.desk.first(symbol) != 0 && touched(now, symbol)) {
      touched_.push_back(symbol);
    }
  }
}

// Yesterday's orders are ended on the way: they do not meet this bar.
bool Matching::touched(orders::Step now, core::SymbolIndex symbol) {
  const data::BarRow& bar = context_.bar(symbol);
  bool any = false;
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = context_.desk.order(slot);
    if (is_yesterdays(order)) {
      context_.keeper.end(slot, orders::OrderEvent::cancel, BM_REASON_EXPIRED, now);
    } else if (order.fill_mode() != orders::FillMode::held) {
      any |= order.fill_mode() != orders::FillMode::resting ||
             execution::touches(order, bar, context_.config.limit_touch);
    }
  });
  return any;
}

bool Matching::is_yesterdays(const orders::WorkingOrder& order) const {
  return order.time_in_force == BM_DAY && order.session != orders::WorkingOrder::kNoSession &&
         order.session != context_.calendar(order.symbol).session_date;
}

// Buying power is judged at the prices at which fills happen, so the whole account is valued there
// first.
void Matching::mark(std::span<const core::SymbolIndex> active, double data::BarRow::*price) {
  for (const core::SymbolIndex symbol : active) {
    context_.account.mark(symbol, context_.bar(symbol).*price);
  }
}

void Matching::meet_opens(orders::Step now, std::span<const core::SymbolIndex> active) {
  mark(active, &data::BarRow::open);
  for (const Pass pass : {Pass::reducing, Pass::all}) {
    for (const core::SymbolIndex symbol : touched_) {
      context_.for_each_order(symbol, [&](orders::Slot slot) {
        if (context_.in_pass(slot, pass)) {
          try_open(now, slot);
        }
      });
    }
  }
}

bool Matching::meets_open(const orders::WorkingOrder& order) const {
  const std::int64_t index = context_.index(order.symbol);
  const bool market_waits =
      order.type == BM_ORDER_MARKET &&
      (context_.config.fill != config::FillRule::next_open || order.since_bar == index);
  const bool on_close = order.fill_mode() == orders::FillMode::on_close ||
                        order.fill_mode() == orders::FillMode::held;
  return !on_close && !market_waits && order.tried_bar != index;
}

void Matching::try_open(orders::Step now, orders::Slot slot) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  if (!meets_open(order)) {
    return;
  }
  const double open = context_.bar(order.symbol).open;
  if (order.type == BM_ORDER_MARKET) {
    context_.settlement.settle(now, slot, {open, orders::PricePoint::open, "market.next_open"});
  } else if (order.fill_mode() == orders::FillMode::marketable) {
    context_.settlement.settle(now, slot,
                               {open, orders::PricePoint::open,
                                execution::rule_name(order.type, execution::FillKind::carried)});
  } else if (order.is_stop()) {
    try_open_stop(now, slot);
  } else if (order.since_bar != context_.index(order.symbol)) {
    try_open_limit(now, slot);
  }
}

void Matching::try_open_stop(orders::Step now, orders::Slot slot) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const data::BarRow& bar = context_.bar(order.symbol);
  const execution::BuyersView view(order, bar);
  if (!view.stop_at(view.open)) {
    return;
  }
  if (order.type == BM_ORDER_STOP_LIMIT) {
    context_.keeper.trigger(
        slot, {context_.index(order.symbol), orders::PricePoint::open, bar.open}, now);
    try_open_limit(now, slot);
  } else {
    context_.settlement.settle(now, slot,
                               {bar.open, orders::PricePoint::open,
                                execution::rule_name(order.type, execution::FillKind::open)});
  }
}

void Matching::try_open_limit(orders::Step now, orders::Slot slot) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const execution::BuyersView view(order, context_.bar(order.symbol));
  if (view.limit_at(view.open, context_.config.limit_touch)) {
    context_.settlement.settle(now, slot,
                               {context_.bar(order.symbol).open, orders::PricePoint::open,
                                execution::rule_name(order.type, execution::FillKind::open)});
  }
}

void Matching::meet_closes(orders::Step now, std::span<const core::SymbolIndex> active) {
  const orders::OrderStore& desk = context_.desk;
  const bool market = context_.config.fill == config::FillRule::next_close &&
                      desk.count(orders::FillMode::marketable) != 0;
  if (!market && desk.count(orders::FillMode::on_close) == 0) {
    return;
  }
  mark(active, &data::BarRow::close);
  for (const Pass pass : {Pass::reducing, Pass::all}) {
    for (const core::SymbolIndex symbol : touched_) {
      context_.for_each_order(symbol, [&](orders::Slot slot) {
        if (context_.in_pass(slot, pass)) {
          try_close(now, slot);
        }
      });
    }
  }
}

bool Matching::meets_close(const orders::WorkingOrder& order) const {
  const std::int64_t index = context_.index(order.symbol);
  const bool market =
      order.type == BM_ORDER_MARKET && context_.config.fill == config::FillRule::next_close;
  return (market || order.type == BM_ORDER_MARKET_ON_CLOSE) &&
         order.fill_mode() != orders::FillMode::held && order.tried_bar != index &&
         !order.since(index, orders::PricePoint::close);
}

void Matching::try_close(orders::Step now, orders::Slot slot) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  if (meets_close(order)) {
    const bool market = order.type == BM_ORDER_MARKET;
    context_.settlement.settle(now, slot,
                               {context_.bar(order.symbol).close, orders::PricePoint::close,
                                market ? "market.next_close" : "market_on_close"});
  }
}

void Matching::meet_own_close(orders::Step now, std::span<const core::SymbolIndex> active) {
  if (context_.config.fill != config::FillRule::same_close ||
      context_.desk.count(orders::FillMode::marketable) == 0) {
    return;
  }
  mark(active, &data::BarRow::close);
  for (const Pass pass : {Pass::reducing, Pass::all}) {
    for (const core::SymbolIndex symbol : active) {
      context_.for_each_order(symbol, [&](orders::Slot slot) { try_own_close(now, slot, pass); });
    }
  }
}

void Matching::try_own_close(orders::Step now, orders::Slot slot, Pass pass) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const std::int64_t index = context_.index(order.symbol);
  const bool meets = order.type == BM_ORDER_MARKET &&
                     order.fill_mode() == orders::FillMode::marketable &&
                     order.tried_bar != index && !order.since(index, orders::PricePoint::close);
  if (meets && context_.in_pass(slot, pass)) {
    context_.settlement.settle(
        now, slot,
        {context_.bar(order.symbol).close, orders::PricePoint::close, "market.same_close"});
  }
}

void Matching::end_bars(orders::Step now, std::span<const core::SymbolIndex> active) {
  for (const core::SymbolIndex symbol : active) {
    if (context_.desk.needs_care(symbol)) {
      end_bar(now, symbol);
    }
  }
  context_.keeper.expire(now.time_ns, true, now);
}

void Matching::end_bar(orders::Step now, core::SymbolIndex symbol) {
  const std::int64_t index = context_.index(symbol);
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    orders::WorkingOrder& order = context_.desk.edit(slot);
    if (order.fill_mode() == orders::FillMode::held) {
      return;
    }
    order.session = context_.calendar(symbol).session_date;
    if (const bm_order_reason reason = outlived(order); reason != BM_REASON_NONE) {
      context_.keeper.end(slot, orders::OrderEvent::cancel, reason, now);
    } else if (order.type == BM_ORDER_TRAILING_STOP && order.state == orders::OrderState::working) {
      orders::trail(order, context_.bar(symbol), index);
      context_.desk.touch();
    }
  });
}

// An order that woke in the course of the bar has the next one as its first.
bm_order_reason Matching::outlived(const orders::WorkingOrder& order) const {
  const bool own_close =
      order.type == BM_ORDER_MARKET && context_.config.fill == config::FillRule::same_close;
  if (own_close && order.tried_bar < 0) {
    return BM_REASON_NONE;  // its bar's close is still to come
  }
  const bool whole_bar = order.activated_bar != context_.index(order.symbol);
  if (order.time_in_force == BM_IOC && whole_bar) {
    return BM_REASON_IOC;
  }
  if (order.time_in_force == BM_FOK && whole_bar) {
    return BM_REASON_FOK;
  }
  const bool day_over =
      context_.bar(order.symbol).close_time_ns >= context_.calendar(order.symbol).session_close_ns;
  return order.time_in_force == BM_DAY && day_over ? BM_REASON_EXPIRED : BM_REASON_NONE;
}

void Matching::end_of_data(orders::Step now) {
  for (core::SymbolIndex s = 0; s < context_.account.symbol_count(); ++s) {
    context_.keeper.cancel_all(s, BM_REASON_DATA_END, now);
  }
}

void Matching::close_positions(orders::Step now) {
  context_.desk.recycle();
  for (core::SymbolIndex s = 0; s < context_.account.symbol_count(); ++s) {
    const double held = context_.account.position(s).quantity;
    if (held != 0) {
      orders::WorkingOrder order;
      orders::OrderRecord record;
      record.symbol = order.symbol = s;
      record.quantity = order.quantity = order.asked = -held;
      const orders::Slot slot = context_.keeper.accept(record, order, now);
      context_.settlement.force(now, slot,
                                {context_.bar(s).close, orders::PricePoint::close, "close_at_end"});
    }
  }
}

}  // namespace barometer::loop
