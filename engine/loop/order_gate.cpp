// SPDX-License-Identifier: Apache-2.0
#include "loop/order_gate.hpp"

#include <cmath>

#include "broker/sizing.hpp"

namespace barometer {

namespace {

// The part of `quantity` that brings `held` towards zero; what is beyond zero opens.
double closing_part(double held, double quantity) {
  if (held * quantity >= 0) {
    return 0;
  }
  return std::fabs(quantity) <= std::fabs(held) ? quantity : -held;
}

}  // namespace

OrderGate::OrderGate(const BrokerConfig& config, const Conditions& conditions, RiskLimits& limits,
                     const TagTable& tags, const Account& account, OrderDesk& desk,
                     MarketView& view)
    : cash_buffer_(config.cash_buffer),
      conditions_(conditions),
      limits_(limits),
      tags_(tags),
      account_(account),
      desk_(desk),
      view_(view),
      working_(account.symbol_count(), 0),
      actions_(conditions.texts().size(), 0),
      last_action_(conditions.texts().size() * account.symbol_count(), -1) {}

void OrderGate::enforce_limits(Moment now, Day date, const EquityPoint& value) {
  for (SymbolIndex symbol = 0; symbol < working_.size(); ++symbol) {
    working_[symbol] = desk_.working_quantity(symbol);
  }
  limits_.judge(account_, value, date, working_);
  for (SymbolIndex symbol = 0; symbol < working_.size(); ++symbol) {
    const bm_reject_reason reason = limits_.closes(symbol);
    const double held = account_.position(symbol).quantity;
    const bool on_its_way = held != 0 && working_[symbol] == -held;
    if (reason != BM_REJECT_NONE && !on_its_way && close_out(now, symbol, reason)) {
      limits_.count(reason);
    }
  }
}

void OrderGate::take(Moment now, std::span<const SymbolIndex> active,
                     std::span<const bm_order> orders, double equity) {
  if (!conditions_.empty()) {
    for (const SymbolIndex symbol : active) {
      if (const int line = verdict_on(symbol).flatten; line >= 0) {
        flatten(now, symbol, line);
      }
    }
  }
  for (const bm_order& order : orders) {
    take_one(now, order, equity);
  }
}

// By the tags of the symbol's latest bar, which may lie some steps back.
Verdict OrderGate::verdict_on(SymbolIndex symbol) const {
  return conditions_.judge(tags_, symbol, view_.bar_count(symbol) - 1);
}

void OrderGate::flatten(Moment now, SymbolIndex symbol, int line) {
  if (close_out(now, symbol, BM_REJECT_FLATTENED)) {
    count(line, symbol, now.step);
  }
}

// Cancels what works and closes what is held; false where there is neither.
bool OrderGate::close_out(Moment now, SymbolIndex symbol, bm_reject_reason reason) {
  const double held = account_.position(symbol).quantity;
  if (held == 0 && desk_.first_working(symbol) == 0) {
    return false;
  }
  while (const std::uint64_t id = desk_.first_working(symbol)) {
    view_.show_update(desk_.finish(id, BM_ORDER_CANCELLED, reason, 0, now));
  }
  if (held != 0) {
    accept(now, symbol, 0, -held, reason);
  }
  show(symbol);
  return true;
}

void OrderGate::take_one(Moment now, const bm_order& order, double equity) {
  if (order.symbol >= account_.symbol_count()) {
    refuse(now, order, 0, BM_REJECT_INVALID);
    return;
  }
  const Position& position = account_.position(order.symbol);
  const Sized sized = size_order(order, {position.quantity, desk_.working_quantity(order.symbol),
                                         equity, position.mark * position.unit, cash_buffer_});
  const bool unpriced = position.mark > 0 && position.unit == 0;
  if (sized.reason != BM_REJECT_NONE) {
    refuse(now, order, sized.quantity, unpriced ? BM_REJECT_NO_RATE : sized.reason);
  } else if (sized.quantity != 0) {  // a target that is already reached is no order
    pass_tags(now, order, sized.quantity);
  }
}

void OrderGate::pass_tags(Moment now, const bm_order& order, double quantity) {
  if (const auto closing = limits_.closes(order.symbol); closing != BM_REJECT_NONE) {
    limits_.count(closing);
    refuse(now, order, quantity, closing);
    return;
  }
  const Verdict verdict = verdict_on(order.symbol);
  if (verdict.flatten >= 0) {
    count(verdict.flatten, order.symbol, now.step);
    refuse(now, order, quantity, BM_REJECT_FLATTENED);
    return;
  }
  const double passed = gated(now, order.symbol, quantity, verdict);
  if (passed == 0) {
    refuse(now, order, quantity, BM_REJECT_BLOCKED_BY_TAG);
    return;
  }
  pass_limits(now, order, passed, passed == quantity ? BM_REJECT_NONE : BM_REJECT_BLOCKED_BY_TAG);
}

void OrderGate::pass_limits(Moment now, const bm_order& order, double quantity,
                            bm_reject_reason cut) {
  if (!limits_.active()) {
    accept(now, order.symbol, order.client_id, quantity, cut);
    return;
  }
  RiskLimits::Cut left = limits_.cut(order.symbol, quantity);
  if (limits_.full()) {
    left = {0, BM_REJECT_ORDERS_PER_STEP};
  }
  if (left.reason != BM_REJECT_NONE) {
    limits_.count(left.reason);
    cut = left.reason;
  }
  if (left.quantity == 0) {
    refuse(now, order, quantity, left.reason);
    return;
  }
  limits_.accepted(order.symbol, left.quantity);
  accept(now, order.symbol, order.client_id, left.quantity, cut);
}

// Only the part that increases |position| is cut; block beats scale.
double OrderGate::gated(Moment now, SymbolIndex symbol, double quantity, const Verdict& verdict) {
  const double held = account_.position(symbol).quantity + desk_.working_quantity(symbol);
  const double closing = closing_part(held, quantity);
  const double opening = quantity - closing;
  if (opening == 0) {
    return quantity;
  }
  if (verdict.block >= 0) {
    count(verdict.block, symbol, now.step);
    return closing;
  }
  if (verdict.scale == 1) {
    return quantity;
  }
  conditions_.for_each_scaling(tags_, symbol, view_.bar_count(symbol) - 1,
                               [&](int line) { count(line, symbol, now.step); });
  return closing + opening * verdict.scale;
}

void OrderGate::accept(Moment now, SymbolIndex symbol, std::uint64_t client_id, double quantity,
                       bm_reject_reason cut) {
  view_.show_update(desk_.accept(symbol, client_id, quantity, now, cut));
  show(symbol);
}

void OrderGate::refuse(Moment now, const bm_order& order, double quantity,
                       bm_reject_reason reason) {
  view_.show_update(desk_.reject(order, quantity, reason, now));
}

void OrderGate::count(int line, SymbolIndex symbol, std::int64_t step) {
  const auto l = static_cast<std::size_t>(line);
  std::int64_t& last = last_action_[l * account_.symbol_count() + symbol];
  if (last != step) {
    last = step;
    ++actions_[l];
  }
}

void OrderGate::show(SymbolIndex symbol) {
  view_.show_symbol(symbol, account_.position(symbol), desk_.working_quantity(symbol));
}

}  // namespace barometer
