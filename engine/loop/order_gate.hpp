// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <span>
#include <vector>

#include "broker/order_desk.hpp"
#include "config/run_config.hpp"
#include "loop/market_view.hpp"
#include "portfolio/account.hpp"
#include "portfolio/risk_limits.hpp"
#include "regime/conditions.hpp"

namespace barometer {

// Between strategy and broker: turns the strategy's orders into signed units, applies the `when:`
// lines and the limits of margin and `risk:` to them, and hands the rest to the desk.
class OrderGate {
 public:
  OrderGate(const BrokerConfig& config, const Conditions& conditions, RiskLimits& limits,
            const TagTable& tags, const Account& account, OrderDesk& desk, MarketView& view);

  // [step] What must be closed at this step's close, whatever the strategy says. `date` is that of
  // the step's session. REQUIRES: limits that are active.
  void enforce_limits(Moment now, Day date, const EquityPoint& value);

  // [step] `equity` is the account's at this step's close.
  void take(Moment now, std::span<const SymbolIndex> active, std::span<const bm_order> orders,
            double equity);

  // Symbol-steps in which each `when:` line changed something.
  std::span<const std::int64_t> action_counts() const { return actions_; }

 private:
  Verdict verdict_on(SymbolIndex symbol) const;
  void flatten(Moment now, SymbolIndex symbol, int line);
  bool close_out(Moment now, SymbolIndex symbol, bm_reject_reason reason);
  void take_one(Moment now, const bm_order& order, double equity);
  void pass_tags(Moment now, const bm_order& order, double quantity);
  void pass_limits(Moment now, const bm_order& order, double quantity, bm_reject_reason cut);
  double gated(Moment now, SymbolIndex symbol, double quantity, const Verdict& verdict);
  void accept(Moment now, SymbolIndex symbol, std::uint64_t client_id, double quantity,
              bm_reject_reason cut);
  void refuse(Moment now, const bm_order& order, double quantity, bm_reject_reason reason);
  void count(int line, SymbolIndex symbol, std::int64_t step);
  void show(SymbolIndex symbol);

  double cash_buffer_;
  const Conditions& conditions_;
  RiskLimits& limits_;
  const TagTable& tags_;
  const Account& account_;
  OrderDesk& desk_;
  MarketView& view_;
  std::vector<double> working_;            // per symbol, for the limits
  std::vector<std::int64_t> actions_;      // per line
  std::vector<std::int64_t> last_action_;  // per line and symbol: step of the last one counted
};

}  // namespace barometer
