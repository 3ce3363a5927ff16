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
#include "regime/conditions.hpp"

namespace barometer {

// Between strategy and broker: turns the strategy's orders into signed units, applies the `when:`
// lines to them, and hands the rest to the desk.
class OrderGate {
 public:
  OrderGate(const BrokerConfig& config, const Conditions& conditions, const TagTable& tags,
            const Account& account, OrderDesk& desk, MarketView& view);

  // [step] `equity` is the account's at this step's close.
  void take(Moment now, std::span<const SymbolIndex> active, std::span<const bm_order> orders,
            double equity);

  // Symbol-steps in which each `when:` line changed something.
  std::span<const std::int64_t> action_counts() const { return actions_; }

 private:
  Verdict verdict_on(SymbolIndex symbol) const;
  void flatten(Moment now, SymbolIndex symbol, int line);
  void take_one(Moment now, const bm_order& order, double equity);
  double gated(Moment now, SymbolIndex symbol, double quantity, const Verdict& verdict);
  void accept(Moment now, SymbolIndex symbol, std::uint64_t client_id, double quantity);
  void refuse(Moment now, const bm_order& order, double quantity, bm_reject_reason reason);
  void count(int line, SymbolIndex symbol, std::int64_t step);
  void show(SymbolIndex symbol);

  double cash_buffer_;
  const Conditions& conditions_;
  const TagTable& tags_;
  const Account& account_;
  OrderDesk& desk_;
  MarketView& view_;
  std::vector<std::int64_t> actions_;      // per line
  std::vector<std::int64_t> last_action_;  // per line and symbol: step of the last one counted
};

}  // namespace barometer
