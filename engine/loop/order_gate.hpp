// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <span>
#include <vector>

#include "broker/instruments.hpp"
#include "broker/order_desk.hpp"
#include "config/run_config.hpp"
#include "loop/market_view.hpp"
#include "loop/order_draft.hpp"
#include "loop/order_keeper.hpp"
#include "portfolio/account.hpp"
#include "portfolio/risk_limits.hpp"
#include "regime/conditions.hpp"

namespace barometer {

// What stands at the gate; everything outlives it.
struct GateContext {
  const BrokerConfig& config;
  const MarketData& market;
  std::span<const Instrument> instruments;  // one per symbol
  const Conditions& conditions;
  RiskLimits& limits;
  const TagTable& tags;
  const Account& account;
  OrderDesk& desk;
  OrderKeeper& keeper;
  const MarketView& view;
};

// Between strategy and broker: turns what the strategy sends into orders of signed units, applies
// the `when:` lines and the limits of margin and `risk:` to them, and hands the rest on; cancels
// and replaces.
class OrderGate {
 public:
  explicit OrderGate(const GateContext& context);

  // [step] Closes what the limits close at this step's close, whatever the strategy says. `date` is
  // that of the step's session. REQUIRES: limits that are active, once before each take().
  void enforce_limits(Moment now, Day date, const EquityPoint& value);

  // [step] `equity` is the account's at this step's close.
  void take(Moment now, std::span<const SymbolIndex> active, std::span<const bm_order> orders,
            double equity);

  // [step] `count` orders found no room in the strategy's buffer; `rows` of them, at the most, are
  // recorded one by one.
  void refuse_unseen(Moment now, std::uint32_t count, std::uint32_t rows);

  // Those of them that are in no log.
  std::int64_t unlisted() const { return unlisted_; }

  // Symbol-steps in which each `when:` line changed something.
  std::span<const std::int64_t> action_counts() const { return actions_; }

 private:
  Verdict verdict_on(SymbolIndex symbol) const;
  DraftBasis basis(Moment now, SymbolIndex symbol, double equity) const;
  void answer(Moment now, const bm_order& order, double equity);
  void plan(SymbolIndex symbol, const WorkingOrder& beside = {});
  RiskLimits::Cut cut(const WorkingOrder& order, double quantity);
  void flatten(Moment now, SymbolIndex symbol, int line);
  Slot on_its_way(SymbolIndex symbol) const;
  bool close_out(Moment now, SymbolIndex symbol, bm_reject_reason reason, Slot closing);
  void close(Moment now, SymbolIndex symbol, double held, bm_reject_reason reason);
  void submit(Moment now, const bm_order& order, double equity);
  bm_reject_reason judge(Moment now, Draft& draft, const DraftBasis& basis);
  bm_reject_reason pass_tags(Moment now, Draft& draft, const DraftBasis& basis);
  bm_reject_reason pass_limits(Draft& draft, const DraftBasis& basis);
  double gated(Moment now, SymbolIndex symbol, double quantity, const Verdict& verdict);
  void cancel(Moment now, const bm_order& order);
  void replace(Moment now, const bm_order& order, double equity);
  bm_reject_reason judge_increase(Moment now, const WorkingOrder& old, double quantity);
  void refuse(Moment now, const Draft& draft);
  void count(int line, SymbolIndex symbol, std::int64_t step);

  GateContext context_;
  std::vector<std::int64_t> actions_;  // per line
  std::int64_t unlisted_ = 0;
  std::vector<std::int64_t> last_action_;  // per line and symbol: step of the last one counted
};

}  // namespace barometer
