// SPDX-License-Identifier: Apache-2.0
#include "analysis/order_warnings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "config/run_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "orders/order_check.hpp"
#include "orders/order_names.hpp"
#include "orders/order_type.hpp"

namespace barometer::analysis {

namespace {

std::int64_t rejected_for(bm_order_reason reason, const OrderCounts& orders) {
  const auto found = orders.rejected.find(reason);
  return found == orders.rejected.end() ? 0 : found->second;
}

// The price that an order of its type needs and does not have.
std::optional<OrderFault> missing_price(const orders::OrderRecord& order,
                                        const orders::OrderType& type) {
  if (type.has_limit && !orders::is_price(order.limit_price)) {
    return OrderFault::limit_price;
  }
  if (type.has_stop && !type.trails && !orders::is_price(order.stop_price)) {
    return OrderFault::stop_price;
  }
  if (type.trails && !orders::is_price(order.trail)) {
    return OrderFault::trail;
  }
  return std::nullopt;
}

// Of a REPLACE, which names no type; NaN: what stays as it is. An amount below what is filled is
// told as a fault of the trail where one was sent with it: the record does not know what was
// filled.
OrderFault fault_of_change(const orders::OrderRecord& order) {
  const auto wrong = [](double price) { return !std::isnan(price) && !orders::is_price(price); };
  if (wrong(order.limit_price)) {
    return OrderFault::limit_price;
  }
  if (wrong(order.stop_price)) {
    return OrderFault::stop_price;
  }
  const bool amount_is_good =
      std::isnan(order.amount) || (std::isfinite(order.amount) && order.amount != 0);
  return wrong(order.trail) || (amount_is_good && !std::isnan(order.trail)) ? OrderFault::trail
                                                                            : OrderFault::amount;
}

bool is_senseless_amount(const orders::OrderRecord& order) {
  const bool one_sided =
      order.amount_kind == BM_AMOUNT_QUANTITY || order.amount_kind == BM_AMOUNT_NOTIONAL;
  return !std::isfinite(order.amount) || (one_sided && order.amount == 0);
}

// What orders/order_check.hpp and orders/sizing.hpp found, told from what was sent.
OrderFault fault_of(const orders::OrderRecord& order, const data::MarketData& market) {
  if (order.symbol >= market.symbols.size()) {
    return OrderFault::symbol;
  }
  if (order.action == BM_ORDER_REPLACE) {
    return fault_of_change(order);
  }
  const orders::OrderType& type = orders::order_type(order.type);
  if (const auto price = missing_price(order, type)) {
    return *price;
  }
  if (market.symbols[order.symbol].bars.front().close_time_ns > order.time_ns) {
    return OrderFault::no_bar_yet;
  }
  if (is_senseless_amount(order)) {
    return OrderFault::amount;
  }
  if (order.time_in_force == BM_GTD && order.expiry_ns <= order.time_ns) {
    return OrderFault::expiry;
  }
  // The trail is a price, but the symbol had too few bars for its ATR, or a fraction is no
  // fraction.
  return type.trails ? OrderFault::trail : OrderFault::amount;
}

struct OfType {
  std::int64_t sent = 0;
  std::int64_t invalid = 0;
  std::map<OrderFault, std::int64_t> faults;
};

// The last kind is that of REPLACE: accepted ones have no record of their own.
constexpr std::size_t kReplace = orders::kOrderTypes.size();

std::size_t kind_of(const orders::OrderRecord& order) {
  return order.action == BM_ORDER_REPLACE ? kReplace : static_cast<std::size_t>(order.type);
}

std::string name_of(std::size_t kind) {
  return std::string(kind == kReplace ? orders::action_name(BM_ORDER_REPLACE)
                                      : orders::order_type(static_cast<bm_order_type>(kind)).name);
}

InvalidOrders::Kind summed(std::size_t kind, const OfType& orders) {
  const auto most = std::ranges::max_element(
      orders.faults, {}, [](const auto& fault_and_count) { return fault_and_count.second; });
  return {name_of(kind), orders.invalid, kind == kReplace ? 0 : orders.sent, most->first,
          most->second};
}

InvalidOrders::First first_of(const orders::OrderRecord& order, const data::MarketData& market) {
  const std::span<const core::Timestamp> times = market.timeline.times();
  const auto step = std::ranges::lower_bound(times, order.time_ns) - times.begin();
  return {name_of(kind_of(order)),
          order.symbol < market.symbols.size() ? market.symbols[order.symbol].name
                                               : std::to_string(order.symbol),
          step, order.time_ns};
}

}  // namespace

void check_rejections(const RunRecord& record, const RunAnalysis& analysis,
                      std::vector<Warning>& warnings) {
  const config::BrokerConfig& broker = record.config.broker;
  const std::int64_t unaffordable = rejected_for(BM_REASON_BUYING_POWER, analysis.orders);
  if (unaffordable > 0 && broker.margin == config::OnShortfall::reject) {
    warnings.emplace_back(RejectedForBuyingPower{unaffordable, record.counts.unaffordable_notional,
                                                 record.counts.affordable_notional});
  }
  const std::int64_t short_sales = rejected_for(BM_REASON_SHORT_SELLING, analysis.orders);
  if (short_sales > 0 && !broker.short_selling) {
    warnings.emplace_back(RejectedShortSales{short_sales});
  }
}

void check_invalid_orders(const RunRecord& record, std::vector<Warning>& warnings) {
  std::array<OfType, kReplace + 1> types;
  InvalidOrders invalid;
  for (const orders::OrderRecord& order : record.logs.orders) {
    if (!orders::is_known(order.type) || order.action == BM_ORDER_CANCEL) {
      continue;
    }
    OfType& type = types[kind_of(order)];
    ++type.sent;
    if (order.status == BM_ORDER_REJECTED && order.reason == BM_REASON_INVALID) {
      if (invalid.orders++ == 0) {
        invalid.first = first_of(order, record.market);
      }
      ++type.invalid;
      ++type.faults[fault_of(order, record.market)];
    }
  }
  for (std::size_t kind = 0; kind < types.size(); ++kind) {
    if (types[kind].invalid > 0) {
      invalid.kinds.push_back(summed(kind, types[kind]));
    }
  }
  std::ranges::stable_sort(invalid.kinds, std::ranges::greater(), &InvalidOrders::Kind::invalid);
  invalid.kinds.resize(std::min(invalid.kinds.size(), kMostExamples));
  if (invalid.orders > 0) {
    warnings.emplace_back(std::move(invalid));
  }
}

}  // namespace barometer::analysis
