// SPDX-License-Identifier: Apache-2.0
#include "loop/pre_trade_check.hpp"

#include <algorithm>
#include <cmath>

#include "orders/sizing.hpp"

namespace barometer::loop {

PreTradeCheck::PreTradeCheck(const PreTradeContext& context)
    : context_(context),
      actions_(context.conditions.texts().size(), 0),
      last_action_(context.conditions.texts().size() * context.account.symbol_count(), -1) {}

void PreTradeCheck::enforce_limits(orders::Step now, data::Day date,
                                   const portfolio::EquityPoint& value) {
  context_.limits.judge(context_.account, value, date);
  const std::size_t symbols = context_.limits.closing() ? context_.account.symbol_count() : 0;
  for (core::SymbolIndex symbol = 0; symbol < symbols; ++symbol) {
    const bm_order_reason reason = context_.limits.closes(symbol);
    if (reason != BM_REASON_NONE && close_out(now, symbol, reason, on_its_way(symbol))) {
      context_.limits.count(reason);
    }
  }
}

void PreTradeCheck::take(orders::Step now, std::span<const core::SymbolIndex> active,
                         std::span<const bm_order> orders, double equity) {
  if (!context_.conditions.empty()) {
    for (const core::SymbolIndex symbol : active) {
      const int line = verdict_on(symbol).flatten;
      if (line >= 0 && context_.limits.closes(symbol) == BM_REASON_NONE) {
        flatten(now, symbol, line);
      }
    }
  }
  const bool limited = context_.limits.active() && !orders.empty();
  for (core::SymbolIndex symbol = 0; limited && symbol < context_.account.symbol_count();
       ++symbol) {
    plan(symbol);
  }
  for (const bm_order& order : orders) {
    if (order.symbol >= context_.account.symbol_count()) {
      context_.keeper.refuse(record_of(order), BM_REASON_INVALID, now);
      continue;
    }
    answer(now, order, equity);
    if (limited) {
      plan(order.symbol);
    }
  }
}

void PreTradeCheck::answer(orders::Step now, const bm_order& order, double equity) {
  if (order.action == BM_ORDER_SUBMIT) {
    submit(now, order, equity);
  } else if (order.action == BM_ORDER_CANCEL) {
    cancel(now, order);
  } else if (order.action == BM_ORDER_REPLACE) {
    replace(now, order, equity);
  } else {
    context_.keeper.refuse(record_of(order), BM_REASON_UNSUPPORTED, now);
  }
}

// The limits learn where the symbol may end, without `beside` and its rivals.
void PreTradeCheck::plan(core::SymbolIndex symbol, const orders::WorkingOrder& beside) {
  const portfolio::Position& position = context_.account.position(symbol);
  context_.limits.plan(symbol, context_.desk.exposure_range(symbol, position.quantity, beside),
                       position.mark * position.point_value);
}

// What the limits leave of `quantity` for an order that is new or replaced.
risk::RiskLimits::Cut PreTradeCheck::cut(const orders::WorkingOrder& order, double quantity) {
  plan(order.symbol, order);
  return context_.limits.cut(order.symbol, quantity);
}

void PreTradeCheck::refuse_unseen(orders::Step now, std::uint32_t count, std::uint32_t rows) {
  if (count == 0) {
    return;
  }
  orders::OrderRecord record;
  record.symbol = orders::kNoSymbol;
  for (std::uint32_t i = 0; i < std::min(count, rows); ++i) {
    context_.keeper.refuse(record, BM_REASON_TOO_MANY_ORDERS, now);
  }
  unlisted_ += count - std::min(count, rows);
}

// By the tags of the symbol's latest bar, which may lie some steps back.
regime::ConditionOutcome PreTradeCheck::verdict_on(core::SymbolIndex symbol) const {
  return context_.conditions.judge(context_.tags, symbol, context_.view.bar_count(symbol) - 1);
}

OrderContext PreTradeCheck::basis(orders::Step now, core::SymbolIndex symbol, double equity) const {
  const portfolio::Position& position = context_.account.position(symbol);
  const double working = context_.desk.working_quantity(symbol, position.quantity);
  const auto bars = static_cast<std::size_t>(context_.view.bar_count(symbol));
  return {now.time_ns,
          {position.quantity, working, equity, position.mark * position.point_value,
           context_.config.cash_buffer, position.dust()},
          position.mark,
          context_.instruments[symbol],
          context_.desk,
          context_.market.symbols[symbol],
          bars};
}

void PreTradeCheck::flatten(orders::Step now, core::SymbolIndex symbol, int line) {
  if (close_out(now, symbol, BM_REASON_FLATTENED, 0)) {
    count(line, symbol, now.step);
  }
}

// An order that needs no price and closes what is held, 0 none.
orders::Slot PreTradeCheck::on_its_way(core::SymbolIndex symbol) const {
  const orders::OrderStore& desk = context_.desk;
  const portfolio::Position& position = context_.account.position(symbol);
  for (orders::Slot slot = desk.first(symbol); slot != 0; slot = desk.next(slot)) {
    const orders::WorkingOrder& order = desk.order(slot);
    const double quantity = orders::close_whole(position.quantity, order.quantity, position.dust());
    if (order.fill_mode() == orders::FillMode::marketable && quantity == -position.quantity) {
      return slot;
    }
  }
  return 0;
}

// Cancels what lives and closes what is held, unless `closing` will; false where nothing is done.
bool PreTradeCheck::close_out(orders::Step now, core::SymbolIndex symbol, bm_order_reason reason,
                              orders::Slot closing) {
  const double held = context_.account.position(symbol).quantity;
  if (held == 0 && context_.desk.first(symbol) == 0) {
    return false;
  }
  const bool cancelled = context_.keeper.cancel_all(symbol, reason, now, closing);
  if (held != 0 && closing == 0) {
    close(now, symbol, held, reason);
  }
  return cancelled || closing == 0;
}

// The engine's own order finds room in any case.
void PreTradeCheck::close(orders::Step now, core::SymbolIndex symbol, double held,
                          bm_order_reason reason) {
  orders::OrderRecord record;
  orders::WorkingOrder order;
  record.symbol = order.symbol = symbol;
  record.quantity = order.quantity = order.asked = -held;
  record.cut_by = reason;
  context_.keeper.accept(record, order, now);
}

void PreTradeCheck::submit(orders::Step now, const bm_order& order, double equity) {
  const OrderContext basis = this->basis(now, order.symbol, equity);
  OrderRequest draft = draft_of(order, basis);
  if (draft.is_reached) {
    return;
  }
  const portfolio::Position& position = context_.account.position(order.symbol);
  if (draft.reason == BM_REASON_NONE) {
    draft.reason = judge(now, draft, basis);
  } else if (position.mark > 0 && position.point_value == 0) {
    draft.reason = BM_REASON_NO_RATE;
  }
  if (draft.reason == BM_REASON_NONE) {
    context_.keeper.accept(draft.record, draft.order, now);
  } else {
    refuse(now, draft);
  }
}

bm_order_reason PreTradeCheck::judge(orders::Step now, OrderRequest& draft,
                                     const OrderContext& basis) {
  const core::SymbolIndex symbol = draft.order.symbol;
  if (const auto closing = context_.limits.closes(symbol); closing != BM_REASON_NONE) {
    context_.limits.count(closing);
    return closing;
  }
  bm_order_reason reason = pass_tags(now, draft, basis);
  if (reason == BM_REASON_NONE && context_.limits.active()) {
    reason = pass_limits(draft, basis);
  }
  if (reason != BM_REASON_NONE || !context_.desk.full()) {
    return reason;
  }
  return BM_REASON_TOO_MANY_ORDERS;
}

// Exits of a bracket are none of the conditions' business, but for flatten.
bm_order_reason PreTradeCheck::pass_tags(orders::Step now, OrderRequest& draft,
                                         const OrderContext& basis) {
  const core::SymbolIndex symbol = draft.order.symbol;
  const regime::ConditionOutcome verdict = verdict_on(symbol);
  if (verdict.flatten >= 0) {
    count(verdict.flatten, symbol, now.step);
    return BM_REASON_FLATTENED;
  }
  const double asked = draft.quantity();
  const double quantity = draft.order.is_exit ? asked : gated(now, symbol, asked, verdict);
  if (quantity == 0) {
    return BM_REASON_BLOCKED_BY_TAG;
  }
  if (quantity != asked) {
    draft.record.cut_by = BM_REASON_BLOCKED_BY_TAG;
    resize(draft, quantity, basis);
  }
  return draft.reason;
}

// What exits close is not cut; they count as orders all the same.
bm_order_reason PreTradeCheck::pass_limits(OrderRequest& draft, const OrderContext& basis) {
  const double quantity = draft.quantity();
  risk::RiskLimits::Cut left{quantity, BM_REASON_NONE};
  if (context_.limits.full()) {
    left = {0, BM_REASON_ORDERS_PER_STEP};
  } else if (!draft.order.is_exit) {
    left = cut(draft.order, quantity);
  }
  if (left.reason != BM_REASON_NONE) {
    context_.limits.count(left.reason);
    draft.record.cut_by = left.reason;
  }
  if (left.quantity == 0) {
    draft.record.cut_by = BM_REASON_NONE;
    return left.reason;
  }
  if (left.quantity != quantity) {
    resize(draft, left.quantity, basis);
  }
  if (draft.reason == BM_REASON_NONE) {
    context_.limits.take();
  }
  return draft.reason;
}

// Only the part that increases |position| is cut; block beats scale.
double PreTradeCheck::gated(orders::Step now, core::SymbolIndex symbol, double quantity,
                            const regime::ConditionOutcome& verdict) {
  const double position = context_.account.position(symbol).quantity;
  const double held = position + context_.desk.working_quantity(symbol, position);
  const double closing = orders::closing_part(held, quantity);
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
  context_.conditions.for_each_scaling(context_.tags, symbol, context_.view.bar_count(symbol) - 1,
                                       [&](int line) { count(line, symbol, now.step); });
  return closing + opening * verdict.scale;
}

// A bracket stands as a whole: an entry must not go on without the exit that was refused.
void PreTradeCheck::refuse(orders::Step now, const OrderRequest& draft) {
  context_.keeper.refuse(draft.record, draft.reason, now);
  if (draft.parent != 0) {
    const std::uint64_t parent = context_.desk.order(draft.parent).id;
    if (context_.desk.record(parent).step == now.step) {
      context_.keeper.end(draft.parent, orders::OrderEvent::cancel, BM_REASON_BRACKET, now);
    }
  }
}

void PreTradeCheck::cancel(orders::Step now, const bm_order& order) {
  if (order.client_order_id == 0) {
    context_.keeper.cancel_all(order.symbol, BM_REASON_BY_STRATEGY, now);
    return;
  }
  if (const orders::Slot slot = context_.desk.find(order.symbol, order.client_order_id);
      slot != 0) {
    context_.keeper.end(slot, orders::OrderEvent::cancel, BM_REASON_BY_STRATEGY, now);
  } else {
    context_.keeper.refuse(record_of(order), BM_REASON_NO_SUCH_ORDER, now);
  }
}

void PreTradeCheck::replace(orders::Step now, const bm_order& order, double equity) {
  const orders::Slot slot =
      order.client_order_id == 0 ? 0 : context_.desk.find(order.symbol, order.client_order_id);
  if (slot == 0) {
    context_.keeper.refuse(record_of(order), BM_REASON_NO_SUCH_ORDER, now);
    return;
  }
  const auto change = replacement_of(order, slot, basis(now, order.symbol, equity));
  const bm_order_reason reason =
      change ? judge_increase(now, context_.desk.order(slot), change->quantity) : BM_REASON_INVALID;
  if (reason == BM_REASON_NONE) {
    context_.keeper.replace(slot, *change, now);
  } else {
    context_.keeper.refuse(record_of(order), reason, now);
  }
}

// A larger order passes the gate as what it would add; where a line would cut that, it is refused.
bm_order_reason PreTradeCheck::judge_increase(orders::Step now, const orders::WorkingOrder& old,
                                              double quantity) {
  const double more = quantity - old.quantity;
  if (!(more * old.quantity > 0)) {
    return BM_REASON_NONE;
  }
  if (const auto closing = context_.limits.closes(old.symbol); closing != BM_REASON_NONE) {
    context_.limits.count(closing);
    return closing;
  }
  const regime::ConditionOutcome verdict = verdict_on(old.symbol);
  if (verdict.flatten >= 0) {
    count(verdict.flatten, old.symbol, now.step);
    return BM_REASON_FLATTENED;
  }
  if (old.is_exit) {
    return BM_REASON_NONE;
  }
  if (gated(now, old.symbol, more, verdict) != more) {
    return BM_REASON_BLOCKED_BY_TAG;
  }
  return context_.limits.active() ? cut(old, quantity).reason : BM_REASON_NONE;
}

void PreTradeCheck::count(int line, core::SymbolIndex symbol, std::int64_t step) {
  const auto l = static_cast<std::size_t>(line);
  std::int64_t& last = last_action_[l * context_.account.symbol_count() + symbol];
  if (last != step) {
    last = step;
    ++actions_[l];
  }
}

}  // namespace barometer::loop
