// SPDX-License-Identifier: Apache-2.0
#include "execution/intrabar.hpp"
#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"

namespace barometer::execution {

IntrabarMatching::IntrabarMatching(const portfolio::TradingContext& context, FillExecutor& executor)
    : context_(context), executor_(executor), last_ambiguous_(context.cursor.symbol_count(), -1) {}

void IntrabarMatching::meet(const data::Step& now, std::span<const core::SymbolIndex> symbols) {
  if (context_.config.intrabar != config::Intrabar::pessimistic) {
    for (const core::SymbolIndex symbol : symbols) {
      walk(now, symbol);
    }
    return;
  }
  for (const MatchPass pass : {MatchPass::reducing, MatchPass::all}) {
    for (const core::SymbolIndex symbol : symbols) {
      meet_unknown_way(now, symbol, pass);
    }
  }
}

bool IntrabarMatching::may_try(const orders::WorkingOrder& order) const {
  const std::int64_t index = this->index(order.symbol);
  return order.fill_mode() == orders::FillMode::resting && order.tried_bar != index &&
         !order.since(index, orders::PricePoint::close);
}

// Stops meet the bar before limits: of an unknown way the worst for a position is assumed.
void IntrabarMatching::meet_unknown_way(const data::Step& now, core::SymbolIndex symbol,
                                        MatchPass pass) {
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    if (order(slot).is_stop() && in_pass(context_, order(slot), pass)) {
      try_stop(now, slot);
    }
  });
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    if (order(slot).is_limit() && in_pass(context_, order(slot), pass)) {
      const std::uint64_t id = order(slot).id;
      try_limit(now, slot);
      if (order(slot).has_child) {
        meet_children(now, symbol, id);
      }
    }
  });
}

void IntrabarMatching::try_stop(const data::Step& now, orders::Slot slot) {
  const orders::WorkingOrder& order = this->order(slot);
  const core::SymbolIndex symbol = order.symbol;
  if (!may_try(order)) {
    return;
  }
  const auto trigger = trigger_inside(order, this->bar(symbol), this->index(symbol));
  if (!trigger) {
    return;
  }
  if (order.traits().has_limit) {
    try_stop_limit(now, slot, *trigger);
  } else {
    execute(now, slot,
            {trigger->price, orders::PricePoint::intrabar, rule_name(order.type, trigger->kind)});
  }
}

void IntrabarMatching::try_stop_limit(const data::Step& now, orders::Slot slot,
                                      const Trigger& trigger) {
  const core::SymbolIndex symbol = order(slot).symbol;
  const data::BarRow& bar = this->bar(symbol);
  const config::LimitTouch touch = context_.config.limit_touch;
  context_.store.trigger(slot, {this->index(symbol), orders::PricePoint::intrabar, trigger.price},
                         now);
  const orders::WorkingOrder& order = this->order(slot);
  const HalfSpreads half = half_spreads(context_, symbol);
  if (const auto price = limit_after(order, bar, half, trigger, touch)) {
    execute(now, slot, *price);
  } else if (is_touched(order)) {
    count_ambiguous(symbol);
  }
}

// A limit order does not fill in the bar in whose course it was activated or its stop was reached.
// One that was activated at the open may fill, where no stop of its OCO group is touched.
void IntrabarMatching::try_limit(const data::Step& now, orders::Slot slot) {
  const orders::WorkingOrder& order = this->order(slot);
  const std::int64_t index = this->index(order.symbol);
  const bool in_its_course = order.since(index, orders::PricePoint::intrabar);
  if (!may_try(order) || in_its_course || yields_to_stop(order)) {
    return;
  }
  const data::BarRow& bar = this->bar(order.symbol);
  const HalfSpreads half = half_spreads(context_, order.symbol);
  const BuyersView view(order, bar, half);
  const config::LimitTouch touch = context_.config.limit_touch;
  if (order.since(index, orders::PricePoint::open) && view.limit_at(view.open, half.open, touch)) {
    execute(now, slot,
            limit_fill(order, bar.open, half.open, orders::PricePoint::open, FillKind::open));
  } else if (view.limit_at(view.low, half.inside, touch)) {
    execute(now, slot, fill_at_limit(order, half.inside));
  }
}

bool IntrabarMatching::yields_to_stop(const orders::WorkingOrder& limit) const {
  bool yields = false;
  if (limit.oco_group != 0) {
    context_.store.open_orders().for_each(limit.symbol, [&](orders::Slot slot) {
      const orders::WorkingOrder& other = this->order(slot);
      const bool reached = other.fill_mode() == orders::FillMode::marketable ||
                           (other.fill_mode() == orders::FillMode::resting && is_touched(other));
      yields |= other.is_oco_sibling_of(limit) && other.is_stop() && reached;
    });
  }
  return yields;
}

// A limit order that fills inside the bar may have activated stops that the walk over stops has
// passed.
void IntrabarMatching::meet_children(const data::Step& now, core::SymbolIndex symbol,
                                     std::uint64_t parent) {
  const std::int64_t index = this->index(symbol);
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = this->order(slot);
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

void IntrabarMatching::walk(const data::Step& now, core::SymbolIndex symbol) {
  const BarPath path(this->bar(symbol), context_.config.intrabar, half_spreads(context_, symbol));
  BarPath::Place place = path.start();
  while (const orders::Slot slot = next_on(path, symbol, place)) {
    arrive(now, slot, place);
  }
}

// The order that is hit first at `place` or later, and where.
orders::Slot IntrabarMatching::next_on(const BarPath& path, core::SymbolIndex symbol,
                                       BarPath::Place& place) const {
  const BarPath::Place from = place;
  orders::Slot first = 0;
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& order = this->order(slot);
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

void IntrabarMatching::arrive(const data::Step& now, orders::Slot slot,
                              const BarPath::Place& place) {
  const bool at_start = place.at_once && place.leg == 0 && place.distance == 0;
  const orders::WorkingOrder& order = this->order(slot);
  const orders::PricePoint point =
      at_start ? orders::PricePoint::open : orders::PricePoint::intrabar;
  const bool stop = order.is_stop();
  const std::int64_t index = this->index(order.symbol);
  if (stop && order.traits().has_limit) {
    context_.store.trigger(slot, {index, point, place.price}, now);
    return;
  }
  const FillKind beyond =
      order.state == orders::OrderState::triggered ? FillKind::trigger : FillKind::at_entry;
  const HalfSpreads half = half_spreads(context_, order.symbol);
  if (!stop && place.at_limit) {
    execute(now, slot, fill_at_limit(order, half.inside));
    return;
  }
  FillPrice fill = stop ? FillPrice{.price = place.price, .point = point}
                        : limit_fill(order, place.price, half.at(point), point, FillKind::open);
  const bool exact = fill.at_quote.value_or(fill.price) == (stop ? order.stop : order.limit);
  fill.rule = rule_name(order.type, at_start ? FillKind::open : exact ? FillKind::price : beyond);
  execute(now, slot, fill);
}

void IntrabarMatching::execute(const data::Step& now, orders::Slot slot, const FillPrice& price) {
  const orders::WorkingOrder& order = this->order(slot);
  const core::SymbolIndex symbol = order.symbol;
  const std::uint64_t id = order.id;
  const bool inside = price.point == orders::PricePoint::intrabar;
  if (inside && sibling_touched(order)) {
    count_ambiguous(symbol);
  }
  executor_.execute(now, slot, price);
  if (inside && order.has_child && child_touched(symbol, id)) {
    count_ambiguous(symbol);
  }
}

// Another order of its OCO group could have filled in the bar just as well.
bool IntrabarMatching::sibling_touched(const orders::WorkingOrder& order) const {
  bool touched = false;
  if (order.oco_group != 0) {
    context_.store.open_orders().for_each(order.symbol, [&](orders::Slot slot) {
      const orders::WorkingOrder& other = this->order(slot);
      touched |= other.is_oco_sibling_of(order) && other.fill_mode() == orders::FillMode::resting &&
                 is_touched(other);
    });
  }
  return touched;
}

bool IntrabarMatching::child_touched(core::SymbolIndex symbol, std::uint64_t parent) const {
  bool touched = false;
  context_.store.open_orders().for_each(symbol, [&](orders::Slot slot) {
    const orders::WorkingOrder& child = this->order(slot);
    touched |= child.parent == parent && child.fill_mode() == orders::FillMode::resting &&
               is_touched(child);
  });
  return touched;
}

void IntrabarMatching::count_ambiguous(core::SymbolIndex symbol) {
  const std::int64_t index = this->index(symbol);
  if (last_ambiguous_[symbol] != index) {
    last_ambiguous_[symbol] = index;
    ++ambiguous_;
  }
}

}  // namespace barometer::execution
