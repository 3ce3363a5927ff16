// SPDX-License-Identifier: Apache-2.0
#include "loop/intrabar.hpp"

namespace barometer::loop {

IntrabarMatching::IntrabarMatching(const MatchContext& context)
    : context_(context), last_ambiguous_(context.market.symbols.size(), -1) {}

void IntrabarMatching::meet(orders::Step now, std::span<const core::SymbolIndex> symbols) {
  if (context_.config.intrabar != config::Intrabar::pessimistic) {
    for (const core::SymbolIndex symbol : symbols) {
      walk(now, symbol);
    }
    return;
  }
  for (const Pass pass : {Pass::reducing, Pass::all}) {
    for (const core::SymbolIndex symbol : symbols) {
      meet_unknown_way(now, symbol, pass);
    }
  }
}

bool IntrabarMatching::may_try(const orders::WorkingOrder& order) const {
  const std::int64_t index = context_.index(order.symbol);
  return order.fill_mode() == orders::FillMode::resting && order.tried_bar != index &&
         !order.since(index, orders::PricePoint::close);
}

// Stops before limits.
void IntrabarMatching::meet_unknown_way(orders::Step now, core::SymbolIndex symbol, Pass pass) {
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    if (context_.desk.order(slot).is_stop() && context_.in_pass(slot, pass)) {
      try_stop(now, slot);
    }
  });
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    if (context_.desk.order(slot).is_limit() && context_.in_pass(slot, pass)) {
      const std::uint64_t id = context_.desk.order(slot).id;
      try_limit(now, slot);
      if (context_.desk.order(slot).has_child) {
        meet_children(now, symbol, id);
      }
    }
  });
}

void IntrabarMatching::try_stop(orders::Step now, orders::Slot slot) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const core::SymbolIndex symbol = order.symbol;
  if (!may_try(order)) {
    return;
  }
  const auto trigger =
      execution::trigger_inside(order, context_.bar(symbol), context_.index(symbol));
  if (!trigger) {
    return;
  }
  if (order.type == BM_ORDER_STOP_LIMIT) {
    try_stop_limit(now, slot, *trigger);
  } else {
    settle(now, slot,
           {trigger->price, orders::PricePoint::intrabar,
            execution::rule_name(order.type, trigger->kind)});
  }
}

void IntrabarMatching::try_stop_limit(orders::Step now, orders::Slot slot,
                                      const execution::Trigger& trigger) {
  const core::SymbolIndex symbol = context_.desk.order(slot).symbol;
  const data::BarRow& bar = context_.bar(symbol);
  const config::LimitTouch touch = context_.config.limit_touch;
  context_.keeper.trigger(
      slot, {context_.index(symbol), orders::PricePoint::intrabar, trigger.price}, now);
  const orders::WorkingOrder& order = context_.desk.order(slot);
  if (const auto offer = execution::limit_after(order, bar, trigger, touch)) {
    settle(now, slot, *offer);
  } else if (execution::touches(order, bar, touch)) {
    count_ambiguous(symbol);
  }
}

// In the bar in whose course it woke or was set free a limit does not fill; one that woke at the
// open may, where no stop of its group is touched.
void IntrabarMatching::try_limit(orders::Step now, orders::Slot slot) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const std::int64_t index = context_.index(order.symbol);
  const bool in_its_course = order.since(index, orders::PricePoint::intrabar);
  if (!may_try(order) || in_its_course || yields_to_stop(order)) {
    return;
  }
  const data::BarRow& bar = context_.bar(order.symbol);
  const execution::BuyersView view(order, bar);
  const config::LimitTouch touch = context_.config.limit_touch;
  if (order.since(index, orders::PricePoint::open) && view.limit_at(view.open, touch)) {
    settle(now, slot,
           {bar.open, orders::PricePoint::open,
            execution::rule_name(order.type, execution::FillKind::open)});
  } else if (view.limit_at(view.low, touch)) {
    settle(now, slot,
           {order.limit, orders::PricePoint::intrabar,
            execution::rule_name(order.type, execution::FillKind::price)});
  }
}

bool IntrabarMatching::yields_to_stop(const orders::WorkingOrder& limit) const {
  bool yields = false;
  if (limit.oco_group != 0) {
    context_.for_each_order(limit.symbol, [&](orders::Slot slot) {
      const orders::WorkingOrder& other = context_.desk.order(slot);
      const bool reached =
          other.fill_mode() == orders::FillMode::marketable ||
          (other.fill_mode() == orders::FillMode::resting &&
           execution::touches(other, context_.bar(limit.symbol), context_.config.limit_touch));
      yields |= other.is_oco_sibling_of(limit) && other.is_stop() && reached;
    });
  }
  return yields;
}

// A limit that fills inside the bar may have woken stops that the walk over stops has passed.
void IntrabarMatching::meet_children(orders::Step now, core::SymbolIndex symbol,
                                     std::uint64_t parent) {
  const std::int64_t index = context_.index(symbol);
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = context_.desk.order(slot);
    if (order.parent == parent && order.is_stop() &&
        order.since(index, orders::PricePoint::intrabar)) {
      const std::uint64_t id = order.id;
      const bool has_child = order.has_child;
      try_stop(now, slot);
      if (has_child) {
        meet_children(now, symbol, id);
      }
    }
  });
}

void IntrabarMatching::walk(orders::Step now, core::SymbolIndex symbol) {
  const execution::BarPath path(context_.bar(symbol), context_.config.intrabar);
  execution::BarPath::Place place = path.start();
  while (const orders::Slot slot = next_on(path, symbol, place)) {
    arrive(now, slot, place);
  }
}

// The order that is hit first at `place` or later, and where.
orders::Slot IntrabarMatching::next_on(const execution::BarPath& path, core::SymbolIndex symbol,
                                       execution::BarPath::Place& place) const {
  const execution::BarPath::Place from = place;
  orders::Slot first = 0;
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = context_.desk.order(slot);
    if (!may_try(order)) {
      return;
    }
    const auto hit = path.first_hit(order, from, context_.config.limit_touch);
    if (hit && (first == 0 || hit->before(place))) {
      first = slot;
      place = *hit;
    }
  });
  return first;
}

void IntrabarMatching::arrive(orders::Step now, orders::Slot slot,
                              const execution::BarPath::Place& place) {
  const bool at_start = place.at_once && place.leg == 0 && place.distance == 0;
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const orders::PricePoint point =
      at_start ? orders::PricePoint::open : orders::PricePoint::intrabar;
  const bool stop = order.is_stop();
  const std::int64_t index = context_.index(order.symbol);
  if (stop && order.type == BM_ORDER_STOP_LIMIT) {
    context_.keeper.trigger(slot, {index, point, place.price}, now);
    return;
  }
  const execution::FillKind beyond = order.state == orders::OrderState::triggered
                                         ? execution::FillKind::trigger
                                         : execution::FillKind::at_entry;
  const bool exact = place.price == (stop ? order.stop : order.limit);
  const execution::FillKind kind = at_start ? execution::FillKind::open
                                   : exact  ? execution::FillKind::price
                                            : beyond;
  settle(now, slot, {place.price, point, execution::rule_name(order.type, kind)});
}

void IntrabarMatching::settle(orders::Step now, orders::Slot slot,
                              const execution::FillPrice& offer) {
  const orders::WorkingOrder& order = context_.desk.order(slot);
  const core::SymbolIndex symbol = order.symbol;
  const std::uint64_t id = order.id;
  const bool inside = offer.point == orders::PricePoint::intrabar;
  if (inside && rival_touched(order)) {
    count_ambiguous(symbol);
  }
  context_.settlement.settle(now, slot, offer);
  if (inside && order.has_child && child_touched(symbol, id)) {
    count_ambiguous(symbol);
  }
}

// Another of its group could have filled in the bar just as well.
bool IntrabarMatching::rival_touched(const orders::WorkingOrder& order) const {
  bool touched = false;
  if (order.oco_group != 0) {
    context_.for_each_order(order.symbol, [&](orders::Slot slot) {
      const orders::WorkingOrder& other = context_.desk.order(slot);
      touched |= other.is_oco_sibling_of(order) && other.fill_mode() == orders::FillMode::resting &&
                 execution::touches(other, context_.bar(order.symbol), context_.config.limit_touch);
    });
  }
  return touched;
}

bool IntrabarMatching::child_touched(core::SymbolIndex symbol, std::uint64_t parent) const {
  bool touched = false;
  context_.for_each_order(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& child = context_.desk.order(slot);
    touched |= child.parent == parent && child.fill_mode() == orders::FillMode::resting &&
               execution::touches(child, context_.bar(symbol), context_.config.limit_touch);
  });
  return touched;
}

void IntrabarMatching::count_ambiguous(core::SymbolIndex symbol) {
  const std::int64_t index = context_.index(symbol);
  if (last_ambiguous_[symbol] != index) {
    last_ambiguous_[symbol] = index;
    ++ambiguous_;
  }
}

}  // namespace barometer::loop
