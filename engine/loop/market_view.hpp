// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <span>
#include <vector>

#include "broker/order_desk.hpp"
#include "core/reserved_log.hpp"
#include "portfolio/account.hpp"
#include "regime/change_table.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger.hpp"

namespace barometer {

// What the strategy is shown: kept up to date piece by piece, so that a step costs only what has
// changed in it. Nothing here allocates after construction.
class MarketView {
 public:
  // `reads` has one entry per dimension: only those tags are shown. All arguments outlive this.
  MarketView(std::span<const BarSource> sources, const TagTable& tags,
             std::span<const std::uint8_t> reads);

  // [step] One more bar of each of these symbols is visible.
  void show_bars(std::span<const SymbolIndex> active);

  // [step] What became of the watched categories when these symbols' latest bars closed; by symbol,
  // then dimension. Kept until forget().
  void show_changes(Moment now, std::span<const SymbolIndex> active, ChangeTable& changes);

  // [step] Position and working quantity of a symbol as they are now.
  void show_symbol(SymbolIndex symbol, const Position& position, double working);

  // [step] Kept until forget().
  void show_fill(const Fill& fill);
  void show_update(const OrderRecord& order, bm_order_status status, bm_reject_reason reason);
  void forget();

  // [step] The view of this step; its pointers are valid until the next call of anything here.
  const bm_view& at(Moment now, std::span<const SymbolIndex> active, const EquityPoint& account,
                    const OrderDesk& desk, bool warming_up);

  std::int64_t bar_count(SymbolIndex symbol) const { return symbols_[symbol].bar_count; }

 private:
  void list_open_orders(const OrderDesk& desk);

  std::vector<std::vector<bm_tag_view>> tags_;  // [symbol][dimension]
  std::vector<bm_symbol_view> symbols_;
  ReservedLog<bm_fill> fills_;
  ReservedLog<bm_order_update> updates_;
  ReservedLog<bm_open_order> open_orders_;
  ReservedLog<bm_regime_change> changes_;
  std::uint64_t listed_version_ = 0;  // of the desk, when open_orders_ was made
  bm_view view_{};
};

}  // namespace barometer
