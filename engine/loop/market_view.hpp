// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstdint>
#include <span>
#include <vector>

#include "core/reserved_log.hpp"
#include "data/market_cursor.hpp"
#include "portfolio/trading_context.hpp"
#include "regime/tag_changes.hpp"
#include "regime/tagger.hpp"

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::loop {

// What the strategy may see of the tags.
struct ShownTags {
  const regime::TagView& tags;
  std::span<const std::uint8_t> reads;          // per dimension: 1 where it is shown
  const regime::TagChanges* changes = nullptr;  // NULL or empty: no regime changes are shown
};

// What the strategy is shown, in view units (orders/view_units.hpp). Nobody reports anything to the
// view: what is new it reads from the ends of the logs of fills, order changes and tag changes, and
// it refreshes the symbols that these name. So a step costs only what has changed in it. Nothing
// here allocates after construction.
class MarketView {
 public:
  // `sources` has the bars of each symbol, in view units. All arguments outlive this.
  MarketView(const portfolio::TradingContext& context, const core::ReservedLog<orders::Fill>& fills,
             std::span<const regime::BarSource> sources, const ShownTags& tags);

  // [step] Shows the tag changes of this step's bars. Once a step, when they are tagged.
  void read_tag_changes() {
    if (tag_changes_ != nullptr) {
      list_tag_changes();
    }
  }

  // [step] Shows everything else that has happened since the last call. The pointers of the view
  // are valid until the next call of anything here.
  const bm_view& show(const portfolio::EquityPoint& account, bool warming_up) {
    const data::Step& now = context_.cursor.now();
    count_bars(now);
    if (has_news()) {
      read_news();
    }
    view_.time_ns = now.time_ns;
    view_.step = now.index;
    view_.active = now.active.data();
    view_.active_count = static_cast<std::uint32_t>(now.active.size());
    view_.cash = account.cash;
    view_.equity = account.equity;
    view_.warming_up = warming_up ? 1 : 0;
    return view_;
  }

 private:
  void count_bars(const data::Step& now) {
    for (const core::SymbolIndex symbol : now.active) {
      symbols_[symbol].bar_count = context_.cursor.bar_count(symbol);
      symbols_[symbol].calendar = context_.cursor.calendar_rows(symbol) + now.index;
    }
  }

  // Something has happened to orders, or the view still shows what happened before the last step.
  // Each fill is a change of its order too, and so is a split one of the store.
  bool has_news() const {
    return context_.store.version() != listed_version_ ||
           context_.store.changes().size() != order_changes_read_ || view_.update_count != 0;
  }

  void list_tag_changes();
  void read_news();
  void read_fills();
  void read_order_changes();
  void read_splits();
  void refresh(core::SymbolIndex symbol);
  void list_open_orders();

  portfolio::TradingContext context_;
  const core::ReservedLog<orders::Fill>& fill_log_;
  const regime::TagChanges* tag_changes_;       // NULL where none are shown
  std::vector<std::vector<bm_tag_view>> tags_;  // [symbol][dimension]
  std::vector<bm_symbol_view> symbols_;
  core::ReservedLog<bm_fill> fills_;
  core::ReservedLog<bm_order_update> updates_;
  core::ReservedLog<bm_open_order> open_orders_;
  core::ReservedLog<bm_regime_change> changes_;
  std::size_t fills_read_ = 0;          // of the fill log
  std::size_t order_changes_read_ = 0;  // of the store's changes
  std::uint64_t splits_read_ = 0;       // of the store
  std::uint64_t listed_version_ = 0;    // of the store, when open_orders_ was made
  bm_view view_{};
};

}  // namespace barometer::loop
