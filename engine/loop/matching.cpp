// SPDX-License-Identifier: Apache-2.0
#include "loop/matching.hpp"

#include "portfolio/buying_power.hpp"

namespace barometer {

namespace {

struct FillStyle {
  PricePoint point;
  std::string_view rule;
};

FillStyle style_of(FillRule rule) {
  switch (rule) {
    case FillRule::next_open:
      return {PricePoint::open, "market.next_open"};
    case FillRule::next_close:
      return {PricePoint::close, "market.next_close"};
    case FillRule::same_close:
      return {PricePoint::close, "market.same_close"};
  }
  return {PricePoint::open, ""};
}

}  // namespace

Matching::Matching(const BrokerConfig& config, const MarketData& market, FillPricing& pricing,
                   Account& account, OrderDesk& desk, MarketView& view, std::size_t expected_fills)
    : config_(config),
      market_(market),
      pricing_(pricing),
      account_(account),
      desk_(desk),
      view_(view),
      fills_(expected_fills) {}

void Matching::meet_bars(Moment now, std::span<const SymbolIndex> active) {
  if (config_.fill != FillRule::same_close && desk_.working_count() != 0) {
    meet(now, active);
  }
}

void Matching::meet_own_close(Moment now, std::span<const SymbolIndex> active) {
  if (config_.fill == FillRule::same_close && desk_.working_count() != 0) {
    meet(now, active);
  }
}

// Buying power is judged at the prices at which the fills happen, so the whole account is valued
// there first.
void Matching::meet(Moment now, std::span<const SymbolIndex> active) {
  pricing_.pass_to(now.time_ns);
  for (const SymbolIndex symbol : active) {
    account_.mark(symbol, raw_price(symbol));
  }
  for (const SymbolIndex symbol : active) {
    meet_symbol(now, symbol, Pass::reducing);
  }
  for (const SymbolIndex symbol : active) {
    meet_symbol(now, symbol, Pass::all);
  }
}

void Matching::meet_symbol(Moment now, SymbolIndex symbol, Pass pass) {
  std::uint64_t id = desk_.first_working(symbol);
  while (id != 0) {
    const std::uint64_t next = desk_.next_working(id);
    const OrderRecord& order = desk_.order(id);
    if (pass == Pass::all || reduces(account_, symbol, order.quantity)) {
      try_fill(now, order);
    }
    id = next;
  }
}

void Matching::try_fill(Moment now, const OrderRecord& order) {
  if (!pricing_.may_short(order.symbol) && goes_short(order)) {
    reject(now, order, BM_REJECT_SHORT_SELLING);
    return;
  }
  if (reduces(account_, order.symbol, order.quantity)) {
    fill(now, order, order.quantity);
    return;
  }
  const double quantity = pricing_.affordable(terms_of(now, order, order.quantity));
  const bool whole = quantity == order.quantity;
  if (quantity == 0 || (!whole && config_.margin == OnShortfall::reject)) {
    reject(now, order, BM_REJECT_BUYING_POWER);
    return;
  }
  fill(now, order, quantity);
}

bool Matching::goes_short(const OrderRecord& order) const {
  const double held = account_.position(order.symbol).quantity;
  return order.quantity < 0 && held + order.quantity < 0;
}

void Matching::fill(Moment now, const OrderRecord& order, double quantity) {
  const FillStyle style = style_of(config_.fill);
  Fill fill;
  fill.order_id = order.id;
  fill.client_id = order.client_id;
  fill.symbol = order.symbol;
  fill.price_point = style.point;
  fill.order_step = order.step;
  fill.order_time_ns = order.time_ns;
  fill.step = now.step;
  fill.time_ns = now.time_ns;
  fill.bar = view_.bar_count(order.symbol) - 1;
  fill.quantity = quantity;
  fill.raw_price = raw_price(order.symbol);
  const Charge charge = pricing_.charge(terms_of(now, order, quantity));
  fill.price = charge.price;
  fill.commission = charge.commission;
  fill.unit = account_.position(order.symbol).unit;
  fill.rule = style.rule;
  fills_.push_back(fill);
  account_.apply(fill);
  view_.show_fill(fill);
  view_.show_update(desk_.finish(order.id, BM_ORDER_FILLED, BM_REJECT_NONE, quantity, now));
  show(fill.symbol);
}

void Matching::reject(Moment now, const OrderRecord& order, bm_reject_reason reason) {
  const SymbolIndex symbol = order.symbol;
  view_.show_update(desk_.finish(order.id, BM_ORDER_REJECTED, reason, 0, now));
  show(symbol);
}

void Matching::end_of_data(Moment now) {
  for (SymbolIndex s = 0; s < account_.symbol_count(); ++s) {
    while (desk_.first_working(s) != 0) {
      desk_.finish(desk_.first_working(s), BM_ORDER_CANCELLED, BM_REJECT_DATA_END, 0, now);
    }
  }
}

FillTerms Matching::terms_of(Moment now, const OrderRecord& order, double quantity) const {
  FillTerms terms;
  terms.symbol = order.symbol;
  terms.quantity = quantity;
  terms.raw_price = raw_price(order.symbol);
  terms.bar = view_.bar_count(order.symbol) - 1;
  terms.time_ns = now.time_ns;
  return terms;
}

double Matching::raw_price(SymbolIndex symbol) const {
  const auto bar = static_cast<std::size_t>(view_.bar_count(symbol) - 1);
  const BarRow& row = market_.symbols[symbol].bars[bar];
  return config_.fill == FillRule::next_open ? row.open : row.close;
}

void Matching::show(SymbolIndex symbol) {
  view_.show_symbol(symbol, account_.position(symbol), desk_.working_quantity(symbol));
}

}  // namespace barometer
