// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/timestamp.hpp"

struct bm_instrument;
struct bm_order;
struct bm_order_buffer;
struct bm_view;

namespace barometer::conformance {

// Everything that a strategy ordered, step by step.
class RecordedOrders {
 public:
  RecordedOrders();
  RecordedOrders(const RecordedOrders& other);
  RecordedOrders(RecordedOrders&& other) noexcept;
  RecordedOrders& operator=(const RecordedOrders& other);
  RecordedOrders& operator=(RecordedOrders&& other) noexcept;
  ~RecordedOrders();

  void add(const bm_view& view, const bm_order_buffer& orders);

  std::size_t steps() const { return steps_.size(); }

  std::size_t orders() const { return count_; }

  core::Timestamp time(std::size_t step) const { return steps_[step].time_ns; }

  // Of one step.
  std::span<const bm_order> of(std::size_t step) const;

  // Steps in which there was an order.
  std::vector<std::size_t> deciding_steps() const;

 private:
  struct Step {
    core::Timestamp time_ns = 0;
    std::size_t first = 0;  // of its orders
    std::size_t count = 0;
  };

  std::vector<Step> steps_;
  std::vector<bm_order> orders_;
  std::size_t count_ = 0;  // of all orders
};

// The first step that closes at `last` or before and in which the orders differ, to the bit.
std::optional<std::size_t> first_difference(const RecordedOrders& first,
                                            const RecordedOrders& second, core::Timestamp last);

// "2 orders: SYN01 market target weight 0.1; ..." ; "no order".
std::string orders_text(std::span<const bm_order> orders, std::span<const bm_instrument> symbols);

}  // namespace barometer::conformance
