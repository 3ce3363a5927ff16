// SPDX-License-Identifier: Apache-2.0
#include "loop/intrabar.hpp"

namespace barometer {

IntrabarMatching::IntrabarMatching(const MatchContext& context)
    : context_(context), last_ambiguous_(context.market.symbols.size(), -1) {}

void IntrabarMatching::meet(Moment now, std::span<const SymbolIndex> symbols) {
  if (context_.config.intrabar != Intrabar::pessimistic) {
    for (const SymbolIndex symbol : symbols) {
      walk(now, symbol);
    }
    return;
  }
  for (const Pass pass : {Pass::reducing, Pass::all}) {
    for (const SymbolIndex symbol : symbols) {
      meet_unknown_way(now, symbol, pass);
    }
  }
}

bool IntrabarMatching::may_try(const WorkingOrder& order) const {
  const std::int64_t index = context_.index(order.symbol);
  return order.lane() == Lane::resting && order.tried_bar != index &&
         !order.since(index, PricePoint::close);
}

// Stops before limits.
void IntrabarMatching::meet_unknown_way(Moment now, SymbolIndex symbol, Pass pass) {
  context_.for_each_order(symbol, [&](Slot slot) {
    if (context_.desk.order(slot).is_stop() && context_.in_pass(slot, pass)) {
      try_stop(now, slot);
    }
  });
  context_.for_each_order(symbol, [&](Slot slot) {
    if (context_.desk.order(slot).is_limit() && context_.in_pass(slot, pass)) {
      const std::uint64_t id = context_.desk.order(slot).id;
      try_limit(now, slot);
      if (context_.desk.order(slot).has_child) {
        meet_children(now, symbol, id);
      }
    }
  });
}

void IntrabarMatching::try_stop(Moment now, Slot slot) {
  const WorkingOrder& order = context_.desk.order(slot);
  const SymbolIndex symbol = order.symbol;
  if (!may_try(order)) {
    return;
  }
  const auto trigger = trigger_inside(order, context_.bar(symbol), context_.index(symbol));
  if (!trigger) {
    return;
  }
  if (order.type == BM_ORDER_STOP_LIMIT) {
    try_stop_limit(now, slot, *trigger);
  } else {
    settle(now, slot, {trigger->price, PricePoint::intrabar, rule_name(order.type, trigger->kind)});
  }
}

void IntrabarMatching::try_stop_limit(Moment now, Slot slot, const Trigger& trigger) {
  const SymbolIndex symbol = context_.desk.order(slot).symbol;
  const BarRow& bar = context_.bar(symbol);
  const LimitTouch touch = context_.config.limit_touch;
  context_.keeper.trigger(slot, {context_.index(symbol), PricePoint::intrabar, trigger.price}, now);
  const WorkingOrder& order = context_.desk.order(slot);
  if (const auto offer = limit_after(order, bar, trigger, touch)) {
    settle(now, slot, *offer);
  } else if (touches(order, bar, touch)) {
    count_ambiguous(symbol);
  }
}

// In the bar in whose course it woke or was set free a limit does not fill; one that woke at the
// open may, where no stop of its group is touched.
void IntrabarMatching::try_limit(Moment now, Slot slot) {
  const WorkingOrder& order = context_.desk.order(slot);
  const std::int64_t index = context_.index(order.symbol);
  const bool in_its_course = order.since(index, PricePoint::intrabar);
  if (!may_try(order) || in_its_course || yields_to_stop(order)) {
    return;
  }
  const BarRow& bar = context_.bar(order.symbol);
  const BuyersView view(order, bar);
  const LimitTouch touch = context_.config.limit_touch;
  if (order.since(index, PricePoint::open) && view.limit_at(view.open, touch)) {
    settle(now, slot, {bar.open, PricePoint::open, rule_name(order.type, FillKind::open)});
  } else if (view.limit_at(view.low, touch)) {
    settle(now, slot, {order.limit, PricePoint::intrabar, rule_name(order.type, FillKind::price)});
  }
}

bool IntrabarMatching::yields_to_stop(const WorkingOrder& limit) const {
  bool yields = false;
  if (limit.group != 0) {
    context_.for_each_order(limit.symbol, [&](Slot slot) {
      const WorkingOrder& other = context_.desk.order(slot);
      const bool reached = other.lane() == Lane::sure || (other.lane() == Lane::resting &&
                                                          touches(other, context_.bar(limit.symbol),
                                                                  context_.config.limit_touch));
      yields |= other.is_rival_of(limit) && other.is_stop() && reached;
    });
  }
  return yields;
}

// A limit that fills inside the bar may have woken stops that the walk over stops has passed.
void IntrabarMatching::meet_children(Moment now, SymbolIndex symbol, std::uint64_t parent) {
  const std::int64_t index = context_.index(symbol);
  context_.for_each_order(symbol, [&](Slot slot) {
    const WorkingOrder& order = context_.desk.order(slot);
    if (order.parent == parent && order.is_stop() && order.since(index, PricePoint::intrabar)) {
      const std::uint64_t id = order.id;
      const bool has_child = order.has_child;
      try_stop(now, slot);
      if (has_child) {
        meet_children(now, symbol, id);
      }
    }
  });
}

void IntrabarMatching::walk(Moment now, SymbolIndex symbol) {
  const BarPath path(context_.bar(symbol), context_.config.intrabar);
  BarPath::Place place = path.start();
  while (const Slot slot = next_on(path, symbol, place)) {
    arrive(now, slot, place);
  }
}

// The order that is hit first at `place` or later, and where.
Slot IntrabarMatching::next_on(const BarPath& path, SymbolIndex symbol,
                               BarPath::Place& place) const {
  const BarPath::Place from = place;
  Slot first = 0;
  context_.for_each_order(symbol, [&](Slot slot) {
    const WorkingOrder& order = context_.desk.order(slot);
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

void IntrabarMatching::arrive(Moment now, Slot slot, const BarPath::Place& place) {
  const bool at_start = place.at_once && place.leg == 0 && place.distance == 0;
  const WorkingOrder& order = context_.desk.order(slot);
  const PricePoint point = at_start ? PricePoint::open : PricePoint::intrabar;
  const bool stop = order.is_stop();
  const std::int64_t index = context_.index(order.symbol);
  if (stop && order.type == BM_ORDER_STOP_LIMIT) {
    context_.keeper.trigger(slot, {index, point, place.price}, now);
    return;
  }
  const FillKind beyond =
      order.state == OrderState::triggered ? FillKind::trigger : FillKind::at_entry;
  const bool exact = place.price == (stop ? order.stop : order.limit);
  const FillKind kind = at_start ? FillKind::open : exact ? FillKind::price : beyond;
  settle(now, slot, {place.price, point, rule_name(order.type, kind)});
}

void IntrabarMatching::settle(Moment now, Slot slot, const Offer& offer) {
  const WorkingOrder& order = context_.desk.order(slot);
  const SymbolIndex symbol = order.symbol;
  const std::uint64_t id = order.id;
  const bool inside = offer.point == PricePoint::intrabar;
  if (inside && rival_touched(order)) {
    count_ambiguous(symbol);
  }
  context_.settlement.settle(now, slot, offer);
  if (inside && order.has_child && child_touched(symbol, id)) {
    count_ambiguous(symbol);
  }
}

// Another of its group could have filled in the bar just as well.
bool IntrabarMatching::rival_touched(const WorkingOrder& order) const {
  bool touched = false;
  if (order.group != 0) {
    context_.for_each_order(order.symbol, [&](Slot slot) {
      const WorkingOrder& other = context_.desk.order(slot);
      touched |= other.is_rival_of(order) && other.lane() == Lane::resting &&
                 touches(other, context_.bar(order.symbol), context_.config.limit_touch);
    });
  }
  return touched;
}

bool IntrabarMatching::child_touched(SymbolIndex symbol, std::uint64_t parent) const {
  bool touched = false;
  context_.for_each_order(symbol, [&](Slot slot) {
    const WorkingOrder& child = context_.desk.order(slot);
    touched |= child.parent == parent && child.lane() == Lane::resting &&
               touches(child, context_.bar(symbol), context_.config.limit_touch);
  });
  return touched;
}

void IntrabarMatching::count_ambiguous(SymbolIndex symbol) {
  const std::int64_t index = context_.index(symbol);
  if (last_ambiguous_[symbol] != index) {
    last_ambiguous_[symbol] = index;
    ++ambiguous_;
  }
}

}  // namespace barometer
