// SPDX-License-Identifier: Apache-2.0
#include "loop/market_view.hpp"

#include "data/market_cursor.hpp"
#include "orders/exposure.hpp"
#include "orders/view_units.hpp"

namespace barometer::loop {

namespace {

constexpr std::size_t kReservedRows = 1 << 16;

std::vector<bm_tag_view> tag_views(const ShownTags& shown, core::SymbolIndex symbol) {
  std::vector<bm_tag_view> views(shown.reads.size());
  for (std::size_t d = 0; d < shown.reads.size(); ++d) {
    const bool category = shown.tags.dimensions()[d].kind == BM_DIMENSION_CATEGORY;
    if (shown.reads[d] != 0 && category) {
      views[d].category = shown.tags.category(symbol, d).data();
    } else if (shown.reads[d] != 0) {
      views[d].scalar = shown.tags.scalar(symbol, d).data();
    }
  }
  return views;
}

// The record keeps a trail as it was sent, the working order what a REPLACE and splits have made of
// it; of one in true ranges that is a distance.
double trail_of(const orders::WorkingOrder& order, const orders::OrderRecord& record,
                const orders::ViewUnits& units) {
  return record.trail_kind == BM_TRAIL_PRICE      ? units.view_price(order.trail)
         : record.trail_kind == BM_TRAIL_FRACTION ? order.trail
                                                  : record.trail;
}

// An open order as the strategy would have to send it now.
bm_order present_form(const orders::WorkingOrder& order, const orders::OrderStore& store,
                      const orders::ViewUnits& units) {
  const orders::OrderRecord& record = store.record(order.id);
  const bool held = order.fill_mode() == orders::FillMode::held;
  bm_order out{};
  out.symbol = order.symbol;
  out.type = order.type;
  out.side = order.buys() ? BM_BUY : BM_SELL;
  out.trail_kind = record.trail_kind;
  out.time_in_force = order.time_in_force;
  out.oco_group = order.oco_group;
  out.amount = units.view_quantity(order.buys() ? order.quantity : -order.quantity);
  out.limit_price = units.view_price(order.limit);
  out.stop_price = units.view_price(order.stop);
  out.trail = trail_of(order, record, units);
  out.expiry_ns = order.expiry_ns;
  out.parent = held ? store.record(order.parent).client_order_id : 0;
  out.client_order_id = order.client_order_id;
  return out;
}

}  // namespace

MarketView::MarketView(const portfolio::TradingContext& context,
                       const core::ReservedLog<orders::Fill>& fills,
                       std::span<const regime::BarSource> sources, const ShownTags& tags)
    : context_(context),
      fill_log_(fills),
      tag_changes_(tags.changes != nullptr && !tags.changes->empty() ? tags.changes : nullptr),
      fills_(kReservedRows),
      updates_(kReservedRows),
      open_orders_(kReservedRows),
      changes_(kReservedRows) {
  for (std::size_t s = 0; s < sources.size(); ++s) {
    tags_.push_back(tag_views(tags, static_cast<core::SymbolIndex>(s)));
    bm_symbol_view view{};
    view.bars = sources[s].bars;
    view.raw = data::view_of(context.cursor.symbol(static_cast<core::SymbolIndex>(s)).bars);
    view.factor = 1;
    view.tags = tags_.back().data();
    symbols_.push_back(view);
  }
  view_.symbol_count = static_cast<std::uint32_t>(symbols_.size());
  view_.symbols = symbols_.data();
  view_.fills = fills_.view().data();
  view_.updates = updates_.view().data();
  view_.open_orders = open_orders_.view().data();
  view_.regime_changes = changes_.view().data();
}

void MarketView::list_tag_changes() {
  changes_.clear();
  const data::Step& now = context_.cursor.now();
  for (const core::SymbolIndex symbol : now.active) {
    tag_changes_->at(symbol, context_.cursor.index(symbol), [&](const regime::TagChange& change) {
      changes_.push_back(
          {symbol, change.dimension, change.from, change.to, now.time_ns, change.onset_bar});
    });
  }
  view_.regime_changes = changes_.view().data();
  view_.regime_change_count = static_cast<std::uint32_t>(changes_.size());
}

// The logs may have moved with what was added to them.
void MarketView::read_news() {
  read_fills();
  read_order_changes();
  read_splits();
  list_open_orders();
  view_.fills = fills_.view().data();
  view_.fill_count = static_cast<std::uint32_t>(fills_.size());
  view_.updates = updates_.view().data();
  view_.update_count = static_cast<std::uint32_t>(updates_.size());
  view_.open_orders = open_orders_.view().data();
  view_.open_order_count = static_cast<std::uint32_t>(open_orders_.size());
}

// Each fill is a change of its order too, and so the symbol is refreshed there. A fill at the close
// of the step before may have been of other units.
void MarketView::read_fills() {
  fills_.clear();
  for (; fills_read_ < fill_log_.size(); ++fills_read_) {
    const orders::Fill& fill = fill_log_[fills_read_];
    const orders::ViewUnits units(data::units_at(context_.cursor.symbol(fill.symbol), fill.bar));
    fills_.push_back({.time_ns = fill.time_ns,
                      .order_id = fill.order_id,
                      .client_order_id = fill.client_order_id,
                      .symbol = fill.symbol,
                      .reserved = 0,
                      .quantity = units.view_quantity(fill.quantity),
                      .price = units.view_price(fill.price),
                      .commission = fill.commission});
  }
}

// Changes come in runs of one symbol: it is refreshed once, after the last of them.
void MarketView::read_order_changes() {
  updates_.clear();
  const std::span<const orders::OrderChange> changes = context_.store.changes();
  core::SymbolIndex changed = orders::kNoSymbol;
  for (; order_changes_read_ < changes.size(); ++order_changes_read_) {
    const orders::OrderChange& change = changes[order_changes_read_];
    const orders::OrderRecord& record = context_.store.record(change.order_id);
    updates_.push_back({.order_id = record.id,
                        .client_order_id = record.client_order_id,
                        .symbol = record.symbol,
                        .status = orders::status_after(change.event),
                        .reason = change.reason,
                        .reserved = 0});
    if (record.symbol != changed) {
      refresh(changed);
      changed = record.symbol;
    }
  }
  refresh(changed);
}

// Splits are rare, and change positions and orders without an event of the order's.
void MarketView::read_splits() {
  if (splits_read_ == context_.store.splits()) {
    return;
  }
  splits_read_ = context_.store.splits();
  for (core::SymbolIndex symbol = 0; symbol < symbols_.size(); ++symbol) {
    refresh(symbol);
  }
}

// A rejected order may name a symbol that does not exist.
void MarketView::refresh(core::SymbolIndex symbol) {
  if (symbol >= symbols_.size()) {
    return;
  }
  const portfolio::Position& position = context_.position(symbol);
  bm_symbol_view& view = symbols_[symbol];
  const orders::ViewUnits units(context_.cursor.units(symbol));
  view.factor = units.factor();
  view.position = units.view_quantity(position.quantity);
  view.average_price = units.view_price(position.average_price);
  view.working = units.view_quantity(
      orders::working_quantity(context_.store.open_orders(), symbol, position.quantity));
}

void MarketView::list_open_orders() {
  if (listed_version_ == context_.store.version()) {
    return;
  }
  listed_version_ = context_.store.version();
  open_orders_.clear();
  const orders::OpenOrders& open = context_.store.open_orders();
  for (core::SymbolIndex s = 0; s < symbols_.size() && open.size() != 0; ++s) {
    const orders::ViewUnits units(context_.cursor.units(s));
    open.for_each(s, [&](orders::Slot slot) {
      const orders::WorkingOrder& order = open.order(slot);
      open_orders_.push_back({present_form(order, context_.store, units), order.id,
                              units.view_quantity(order.quantity)});
    });
  }
}

}  // namespace barometer::loop
