// SPDX-License-Identifier: Apache-2.0
#include "conformance/recorded_orders.hpp"

#include <barometer/abi/strategy.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace barometer::conformance {

namespace {

const char* amount_name(bm_amount_kind kind) {
  switch (kind) {
    case BM_AMOUNT_QUANTITY:
      return "quantity";
    case BM_AMOUNT_NOTIONAL:
      return "notional";
    case BM_AMOUNT_TARGET_QUANTITY:
      return "target quantity";
    case BM_AMOUNT_TARGET_WEIGHT:
      return "target weight";
    default:
      return "amount of unknown kind";
  }
}

std::string order_text(const bm_order& order, std::span<const bm_instrument> symbols) {
  const std::string symbol = order.symbol < symbols.size() ? symbols[order.symbol].symbol
                                                           : fmt::format("symbol {}", order.symbol);
  if (order.action == BM_ORDER_CANCEL) {
    return fmt::format("cancel {} of {}", order.client_order_id, symbol);
  }
  const char* side = order.side == BM_BUY ? "buy " : order.side == BM_SELL ? "sell " : "";
  std::string text =
      fmt::format("{}{} {} {}", side, symbol, amount_name(order.amount_kind), order.amount);
  text += std::isnan(order.limit_price) ? "" : fmt::format(", limit {}", order.limit_price);
  return text + (std::isnan(order.stop_price) ? "" : fmt::format(", stop {}", order.stop_price));
}

}  // namespace

RecordedOrders::RecordedOrders() = default;
RecordedOrders::RecordedOrders(const RecordedOrders& other) = default;
RecordedOrders::RecordedOrders(RecordedOrders&& other) noexcept = default;
RecordedOrders& RecordedOrders::operator=(const RecordedOrders& other) = default;
RecordedOrders& RecordedOrders::operator=(RecordedOrders&& other) noexcept = default;
RecordedOrders::~RecordedOrders() = default;

void RecordedOrders::add(const bm_view& view, const bm_order_buffer& orders) {
  const std::size_t count = std::min(orders.count, orders.capacity);
  steps_.push_back({view.time_ns, orders_.size(), count});
  count_ += count;
  orders_.insert(orders_.end(), orders.data, orders.data + count);
}

std::span<const bm_order> RecordedOrders::of(std::size_t step) const {
  return std::span(orders_).subspan(steps_[step].first, steps_[step].count);
}

std::vector<std::size_t> RecordedOrders::deciding_steps() const {
  std::vector<std::size_t> steps;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i].count > 0) {
      steps.push_back(i);
    }
  }
  return steps;
}

std::optional<std::size_t> first_difference(const RecordedOrders& first,
                                            const RecordedOrders& second, core::Timestamp last) {
  const std::size_t steps = std::min(first.steps(), second.steps());
  for (std::size_t i = 0; i < steps && first.time(i) <= last; ++i) {
    const auto one = first.of(i);
    const auto other = second.of(i);
    const bool same = one.size() == other.size() &&
                      (one.empty() || std::memcmp(one.data(), other.data(), one.size_bytes()) == 0);
    if (!same) {
      return i;
    }
  }
  return std::nullopt;
}

std::string orders_text(std::span<const bm_order> orders, std::span<const bm_instrument> symbols) {
  constexpr std::size_t kShown = 3;
  if (orders.empty()) {
    return "no order";
  }
  std::string text = fmt::format("{} order{}: ", orders.size(), orders.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < std::min(kShown, orders.size()); ++i) {
    text += (i == 0 ? "" : "; ") + order_text(orders[i], symbols);
  }
  return text + (orders.size() > kShown ? "; ..." : "");
}

}  // namespace barometer::conformance
