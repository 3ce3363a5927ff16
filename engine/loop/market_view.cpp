// SPDX-License-Identifier: Apache-2.0
#include "loop/market_view.hpp"

namespace barometer::loop {

namespace {

constexpr std::size_t kReservedRows = 1 << 16;

std::vector<bm_tag_view> tag_views(const regime::TagTable& tags,
                                   std::span<const std::uint8_t> reads, core::SymbolIndex symbol) {
  std::vector<bm_tag_view> views(reads.size());
  for (std::size_t d = 0; d < reads.size(); ++d) {
    const bool category = tags.dimensions()[d].kind == BM_DIMENSION_CATEGORY;
    if (reads[d] != 0 && category) {
      views[d].category = tags.category(symbol, d).data();
    } else if (reads[d] != 0) {
      views[d].scalar = tags.scalar(symbol, d).data();
    }
  }
  return views;
}

bm_order as_it_is(const orders::WorkingOrder& order, const orders::OrderStore& desk) {
  const orders::OrderRecord& record = desk.record(order.id);
  bm_order out{};
  out.symbol = order.symbol;
  out.type = order.type;
  out.side = order.buys() ? BM_BUY : BM_SELL;
  out.trail_kind = record.trail_kind;
  out.time_in_force = order.time_in_force;
  out.oco_group = order.oco_group;
  out.amount = order.buys() ? order.quantity : -order.quantity;
  out.limit_price = order.limit;
  out.stop_price = order.stop;
  out.trail = record.trail;
  out.expiry_ns = order.expiry_ns;
  out.parent =
      order.fill_mode() == orders::FillMode::held ? desk.record(order.parent).client_order_id : 0;
  out.client_order_id = order.client_order_id;
  return out;
}

}  // namespace

MarketView::MarketView(std::span<const regime::BarSource> sources, const regime::TagTable& tags,
                       std::span<const std::uint8_t> reads)
    : fills_(kReservedRows),
      updates_(kReservedRows),
      open_orders_(kReservedRows),
      changes_(kReservedRows) {
  for (std::size_t s = 0; s < sources.size(); ++s) {
    tags_.push_back(tag_views(tags, reads, static_cast<core::SymbolIndex>(s)));
    bm_symbol_view view{};
    view.bars = view.raw = sources[s].bars;
    view.factor = 1;
    view.tags = tags_.back().data();
    symbols_.push_back(view);
  }
  view_.symbol_count = static_cast<std::uint32_t>(symbols_.size());
  view_.symbols = symbols_.data();
}

void MarketView::show_bars(std::span<const core::SymbolIndex> active) {
  for (const core::SymbolIndex symbol : active) {
    ++symbols_[symbol].bar_count;
  }
}

void MarketView::show_changes(orders::Step now, std::span<const core::SymbolIndex> active,
                              regime::ChangeTable& changes) {
  for (const core::SymbolIndex symbol : active) {
    changes.take(symbol, symbols_[symbol].bar_count - 1, [&](const regime::TagChange& change) {
      changes_.push_back(
          {symbol, change.dimension, change.from, change.to, now.time_ns, change.onset_bar});
    });
  }
}

void MarketView::show_symbol(core::SymbolIndex symbol, const portfolio::Position& position,
                             double working) {
  bm_symbol_view& view = symbols_[symbol];
  view.position = position.quantity;
  view.average_price = position.average_price;
  view.working = working;
}

void MarketView::show_fill(const orders::Fill& fill) {
  fills_.push_back({fill.time_ns, fill.order_id, fill.client_order_id, fill.symbol, 0,
                    fill.quantity, fill.price, fill.commission});
}

void MarketView::show_update(const orders::OrderRecord& order, bm_order_status status,
                             bm_order_reason reason) {
  updates_.push_back({order.id, order.client_order_id, order.symbol, status, reason, 0});
}

void MarketView::forget() {
  fills_.clear();
  updates_.clear();
  changes_.clear();
}

void MarketView::list_open_orders(const orders::OrderStore& desk) {
  if (listed_version_ == desk.version()) {
    return;
  }
  listed_version_ = desk.version();
  open_orders_.clear();
  for (core::SymbolIndex s = 0; s < symbols_.size() && desk.living() != 0; ++s) {
    for (orders::Slot slot = desk.first(s); slot != 0; slot = desk.next(slot)) {
      const orders::WorkingOrder& order = desk.order(slot);
      open_orders_.push_back({as_it_is(order, desk), order.id, order.quantity});
    }
  }
}

const bm_view& MarketView::at(orders::Step now, std::span<const core::SymbolIndex> active,
                              const portfolio::EquityPoint& account, const orders::OrderStore& desk,
                              bool warming_up) {
  list_open_orders(desk);
  view_.time_ns = now.time_ns;
  view_.step = now.step;
  view_.active = active.data();
  view_.active_count = static_cast<std::uint32_t>(active.size());
  view_.cash = account.cash;
  view_.equity = account.equity;
  view_.fills = fills_.view().data();
  view_.fill_count = static_cast<std::uint32_t>(fills_.size());
  view_.updates = updates_.view().data();
  view_.update_count = static_cast<std::uint32_t>(updates_.size());
  view_.open_orders = open_orders_.view().data();
  view_.open_order_count = static_cast<std::uint32_t>(open_orders_.size());
  view_.regime_changes = changes_.view().data();
  view_.regime_change_count = static_cast<std::uint32_t>(changes_.size());
  view_.warming_up = warming_up ? 1 : 0;
  return view_;
}

}  // namespace barometer::loop
