// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <span>
#include <vector>

#include "config/broker_config.hpp"
#include "loop/market_view.hpp"
#include "loop/order_keeper.hpp"
#include "loop/order_request.hpp"
#include "orders/instruments.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"
#include "regime/conditions.hpp"
#include "risk/risk_limits.hpp"

namespace barometer::loop {

// What stands at the gate; everything outlives it.
struct PreTradeContext {
  const config::BrokerConfig& config;
  const data::MarketData& market;
  std::span<const orders::Instrument> instruments;  // one per symbol
  const regime::Conditions& conditions;
  risk::RiskLimits& limits;
  const regime::TagTable& tags;
  const portfolio::Account& account;
  orders::OrderStore& desk;
  OrderKeeper& keeper;
  const MarketView& view;
};

// Between strategy and broker: turns what the strategy sends into orders of signed units, applies
// the `when:` lines and the limits of margin and `risk:` to them, and hands the rest on; cancels
// and replaces.
class PreTradeCheck {
 public:
  explicit PreTradeCheck(const PreTradeContext& context);

  // [step] Closes what the limits close at this step's close, whatever the strategy says. `date` is
  // that of the step's session. REQUIRES: limits that are active, once before each take().
  void enforce_limits(orders::Step now, data::Day date, const portfolio::EquityPoint& value);

  // [step] `equity` is the account's at this step's close.
  void take(orders::Step now, std::span<const core::SymbolIndex> active,
            std::span<const bm_order> orders, double equity);

  // [step] `count` orders found no room in the strategy's buffer; `rows` of them, at the most, are
  // recorded one by one.
  void refuse_unseen(orders::Step now, std::uint32_t count, std::uint32_t rows);

  // Those of them that are in no log.
  std::int64_t unlisted() const { return unlisted_; }

  // Symbol-steps in which each `when:` line changed something.
  std::span<const std::int64_t> action_counts() const { return actions_; }

 private:
  regime::ConditionOutcome verdict_on(core::SymbolIndex symbol) const;
  OrderContext basis(orders::Step now, core::SymbolIndex symbol, double equity) const;
  void answer(orders::Step now, const bm_order& order, double equity);
  void plan(core::SymbolIndex symbol, const orders::WorkingOrder& beside = {});
  risk::RiskLimits::Cut cut(const orders::WorkingOrder& order, double quantity);
  void flatten(orders::Step now, core::SymbolIndex symbol, int line);
  orders::Slot on_its_way(core::SymbolIndex symbol) const;
  bool close_out(orders::Step now, core::SymbolIndex symbol, bm_order_reason reason,
                 orders::Slot closing);
  void close(orders::Step now, core::SymbolIndex symbol, double held, bm_order_reason reason);
  void submit(orders::Step now, const bm_order& order, double equity);
  bm_order_reason judge(orders::Step now, OrderRequest& draft, const OrderContext& basis);
  bm_order_reason pass_tags(orders::Step now, OrderRequest& draft, const OrderContext& basis);
  bm_order_reason pass_limits(OrderRequest& draft, const OrderContext& basis);
  double gated(orders::Step now, core::SymbolIndex symbol, double quantity,
               const regime::ConditionOutcome& verdict);
  void cancel(orders::Step now, const bm_order& order);
  void replace(orders::Step now, const bm_order& order, double equity);
  bm_order_reason judge_increase(orders::Step now, const orders::WorkingOrder& old,
                                 double quantity);
  void refuse(orders::Step now, const OrderRequest& draft);
  void count(int line, core::SymbolIndex symbol, std::int64_t step);

  PreTradeContext context_;
  std::vector<std::int64_t> actions_;  // per line
  std::int64_t unlisted_ = 0;
  std::vector<std::int64_t> last_action_;  // per line and symbol: step of the last one counted
};

}  // namespace barometer::loop
