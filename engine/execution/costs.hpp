// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "config/cost_config.hpp"
#include "core/reserved_log.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/symbol_data.hpp"
#include "execution/session_stats.hpp"
#include "orders/instruments.hpp"

namespace barometer::config {
struct BrokerConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

// What trading costs (docs/execution.md, "Costs").

namespace barometer::execution {

// A fill as the cost models see it.
struct FillTerms {
  core::SymbolIndex symbol = 0;
  double quantity = 0;   // signed units
  double raw_price = 0;  // before slippage, quote currency
  std::int64_t bar = 0;  // of the symbol, in which it fills
  core::Timestamp time_ns = 0;
  double filled_before = 0;  // units, >= 0, that the order has filled before
  bool slips = true;         // market, stop and liquidation fills; a limit fill never does
  double half_spread = 0;    // half of the quoted spread, quote currency
  std::optional<double> at_quote = {};  // what a limit fill gets, where that is not the raw price
  bool maker = false;                   // rested in the book
  double point_value = 1;               // account currency for one unit at a price of 1
  double slippage_multiplier = 1;       // by regime
  double commission_multiplier = 1;
};

struct FillCost {
  double price = 0;       // after slippage, quote currency
  double commission = 0;  // account currency, >= 0
  double spread = 0;      // of the price what the quoted spread took, quote currency, >= 0
};

class CostModel {
 public:
  // One instrument per symbol; `symbols` outlives this.
  CostModel(const config::BrokerConfig& config, const data::MarketData& market,
            std::span<const orders::Instrument> instruments);

  // True when the flat rates, and the half of a quoted spread, are all there is, so that both costs
  // are linear in the quantity.
  bool flat() const { return flat_; }

  double flat_commission() const { return commission_; }

  // What a fill costs, its price on the symbol's ticks. The slippage of a fill is at most half of
  // the price.
  FillCost quote(const FillTerms& terms) const;

  // [step] Counts a fill, and the time that passes, for the tiers of the last 30 days. REQUIRES:
  // times that do not go back.
  void traded(core::Timestamp time_ns, double notional);
  void pass_to(core::Timestamp time_ns);

  // True where the models of volume and impact lack the volume or the history that they need for
  // this fill, which then pays neither.
  bool unmeasured(const FillTerms& terms) const;

 private:
  struct Trade {
    core::Timestamp time_ns;
    double notional;
  };

  double slipped(const FillTerms& terms) const;
  double spread_of(const FillTerms& terms) const;
  double by_volume(const FillTerms& terms) const;
  double by_impact(const FillTerms& terms) const;
  double commission_of(const FillTerms& terms, double price) const;
  double tier_rate() const;
  double share_fee(double units, double notional) const;

  bool flat_;
  double commission_;  // fraction of notional
  double slippage_;    // fraction of price, always against the order
  config::CommissionConfig fees_;
  config::SlippageConfig slips_;
  std::vector<double> steps_;  // per symbol: half-spread and ticks, quote currency
  std::vector<orders::Instrument> instruments_;
  std::span<const data::SymbolData> symbols_;
  std::vector<SessionStats> stats_;  // per symbol, only where there is an impact
  core::ReservedLog<Trade> trades_;  // only where there are tiers
  std::size_t month_begin_ = 0;      // of trades_: the first of the last 30 days
  double month_notional_ = 0;        // account currency
};

}  // namespace barometer::execution
