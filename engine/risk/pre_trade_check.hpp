// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <span>

#include "config/risk_config.hpp"
#include "orders/order_request.hpp"
#include "portfolio/trading_context.hpp"
#include "risk/condition_check.hpp"
#include "risk/risk_limits.hpp"

namespace barometer::risk {

// Between strategy and broker: turns what the strategy sends into orders of signed units, applies
// the `when:` lines and the limits of margin and `risk:` to them, and has the rest accepted;
// cancels and replaces.
class PreTradeCheck {
 public:
  // Conditions and tags outlive this.
  PreTradeCheck(const portfolio::TradingContext& context, const config::RiskConfig& risk,
                const regime::Conditions& conditions, const regime::TagView& tags);

  // [step] Closes what the limits close at this step's close, whatever the strategy says. Once a
  // step, before take().
  void enforce_limits(const data::Step& now, const portfolio::EquityPoint& value) {
    if (limits_.active()) {
      judge_limits(now, value);
    }
  }

  // [step] `equity` is the account's at this step's close.
  void take(const data::Step& now, std::span<const bm_order> orders, double equity) {
    if (!conditions_.empty()) {
      flatten_by_tag(now);
    }
    if (!orders.empty()) {
      answer_all(now, orders, equity);
    }
  }

  // [step] `count` orders found no room in the strategy's buffer; `rows` of them, at the most, are
  // recorded one by one.
  void reject_unseen(const data::Step& now, std::uint32_t count, std::uint32_t rows) {
    if (count != 0) {
      reject_rows(now, count, rows);
    }
  }

  // Orders of reject_unseen() that are in no log.
  std::int64_t unlisted() const { return unlisted_; }

  const ConditionCheck& conditions() const { return conditions_; }

  const RiskLimits& limits() const { return limits_; }

 private:
  void judge_limits(const data::Step& now, const portfolio::EquityPoint& value);
  void flatten_by_tag(const data::Step& now);
  void answer_all(const data::Step& now, std::span<const bm_order> orders, double equity);
  void reject_rows(const data::Step& now, std::uint32_t count, std::uint32_t rows);
  void answer(const data::Step& now, const bm_order& order, double equity);
  orders::OrderContext order_context(const data::Step& now, core::SymbolIndex symbol,
                                     double equity) const;
  void submit(const data::Step& now, const bm_order& order, double equity);
  void cancel(const data::Step& now, const bm_order& order);
  void replace(const data::Step& now, const bm_order& order, double equity);
  void reject(const data::Step& now, const orders::OrderRequest& request);
  bm_order_reason check(const data::Step& now, orders::OrderRequest& request,
                        const orders::OrderContext& context);
  bm_order_reason check_conditions(const data::Step& now, orders::OrderRequest& request,
                                   const orders::OrderContext& context);
  void keep_share(orders::OrderRequest& request, const orders::OrderContext& context,
                  const RiskLimits::Cut& left) const;
  void keep_room(orders::OrderRequest& request, const orders::OrderContext& context);
  bm_order_reason check_limits(orders::OrderRequest& request, const orders::OrderContext& context);
  bm_order_reason check_increase(const data::Step& now, const orders::WorkingOrder& old,
                                 double quantity);
  bm_order_reason check_closing(core::SymbolIndex symbol);
  void plan(core::SymbolIndex symbol, const orders::WorkingOrder& beside = {});
  RiskLimits::Cut cut(const orders::WorkingOrder& order, double quantity);

  portfolio::TradingContext context_;
  ConditionCheck conditions_;
  RiskLimits limits_;
  orders::RestingCosts resting_costs_;
  std::int64_t unlisted_ = 0;
};

}  // namespace barometer::risk
