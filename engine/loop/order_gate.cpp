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

OrderGate::OrderGate(const BrokerConfig& config, const Conditions& conditions, const TagTable& tags,
                     const Account& account, OrderDesk& desk, MarketView& view)
    : cash_buffer_(config.cash_buffer),
      conditions_(conditions),
      tags_(tags),
      account_(account),
      desk_(desk),
      view_(view),
      actions_(conditions.texts().size(), 0),
      last_action_(conditions.texts().size() * account.symbol_count(), -1) {}

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
  const double held = account_.position(symbol).quantity;
  if (held == 0 && desk_.first_working(symbol) == 0) {
    return;
  }
  while (const std::uint64_t id = desk_.first_working(symbol)) {
    view_.show_update(desk_.finish(id, BM_ORDER_CANCELLED, BM_REJECT_FLATTENED, 0, now));
  }
  if (held != 0) {
    accept(now, symbol, 0, -held);
  }
  count(line, symbol, now.step);
  show(symbol);
}

void OrderGate::take_one(Moment now, const bm_order& order, double equity) {
  if (order.symbol >= account_.symbol_count()) {
    refuse(now, order, 0, BM_REJECT_INVALID);
    return;
  }
  const Position& position = account_.position(order.symbol);
  const Sized sized = size_order(order, {position.quantity, desk_.working_quantity(order.symbol),
                                         equity, position.mark, cash_buffer_});
  if (sized.reason != BM_REJECT_NONE) {
    refuse(now, order, sized.quantity, sized.reason);
    return;
  }
  if (sized.quantity == 0) {
    return;  // a target that is already reached is no order
  }
  const Verdict verdict = verdict_on(order.symbol);
  if (verdict.flatten >= 0) {
    count(verdict.flatten, order.symbol, now.step);
    refuse(now, order, sized.quantity, BM_REJECT_FLATTENED);
    return;
  }
  const double quantity = gated(now, order.symbol, sized.quantity, verdict);
  if (quantity == 0) {
    refuse(now, order, sized.quantity, BM_REJECT_BLOCKED_BY_TAG);
    return;
  }
  accept(now, order.symbol, order.client_id, quantity);
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

void OrderGate::accept(Moment now, SymbolIndex symbol, std::uint64_t client_id, double quantity) {
  view_.show_update(desk_.accept(symbol, client_id, quantity, now));
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
