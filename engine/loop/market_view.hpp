// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <span>
#include <vector>

#include "core/reserved_log.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"
#include "regime/change_table.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger.hpp"

namespace barometer::loop {

// What the strategy is shown: kept up to date piece by piece, so that a step costs only what has
// changed in it. Nothing here allocates after construction.
class MarketView {
 public:
  // `reads` has one entry per dimension: only those tags are shown. All arguments outlive this.
  MarketView(std::span<const regime::BarSource> sources, const regime::TagTable& tags,
             std::span<const std::uint8_t> reads);

  // [step] One more bar of each of these symbols is visible.
  void show_bars(std::span<const core::SymbolIndex> active);

  // [step] What became of the watched categories when these symbols' latest bars closed; by symbol,
  // then dimension. Kept until forget().
  void show_changes(orders::Step now, std::span<const core::SymbolIndex> active,
                    regime::ChangeTable& changes);

  // [step] Position and working quantity of a symbol as they are now.
  void show_symbol(core::SymbolIndex symbol, const portfolio::Position& position, double working);

  // [step] Kept until forget().
  void show_fill(const orders::Fill& fill);
  void show_update(const orders::OrderRecord& order, bm_order_status status,
                   bm_order_reason reason);
  void forget();

  // [step] The view of this step; its pointers are valid until the next call of anything here.
  const bm_view& at(orders::Step now, std::span<const core::SymbolIndex> active,
                    const portfolio::EquityPoint& account, const orders::OrderStore& desk,
                    bool warming_up);

  std::int64_t bar_count(core::SymbolIndex symbol) const { return symbols_[symbol].bar_count; }

 private:
  void list_open_orders(const orders::OrderStore& desk);

  std::vector<std::vector<bm_tag_view>> tags_;  // [symbol][dimension]
  std::vector<bm_symbol_view> symbols_;
  core::ReservedLog<bm_fill> fills_;
  core::ReservedLog<bm_order_update> updates_;
  core::ReservedLog<bm_open_order> open_orders_;
  core::ReservedLog<bm_regime_change> changes_;
  std::uint64_t listed_version_ = 0;  // of the desk, when open_orders_ was made
  bm_view view_{};
};

}  // namespace barometer::loop
