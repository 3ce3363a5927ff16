// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

#include "orders/order.hpp"

namespace barometer::orders {

// A living order's place on the desk, from 1; 0 none.
using Slot = std::uint32_t;

// How an order meets bars.
enum class FillMode : std::int8_t {
  held,        // waits for its parent
  marketable,  // needs no price: market orders, the rest of triggered stops
  on_close,    // needs no price but a close
  resting      // waits for a price
};

// A living order: what matching has to know of it.
struct WorkingOrder {
  static constexpr std::int32_t kNoSession = std::numeric_limits<std::int32_t>::min();

  std::uint64_t id = 0;  // 0: over
  std::uint64_t client_order_id = 0;
  std::uint64_t parent = 0;  // id of the order whose fill wakes it; 0 none
  Slot previous = 0;         // of the same symbol, in the order of arrival
  Slot next = 0;
  core::SymbolIndex symbol = 0;
  std::uint32_t oco_group = 0;
  bm_order_type type = BM_ORDER_MARKET;
  bm_time_in_force time_in_force = BM_GTC;
  OrderState state = OrderState::fresh;
  bool is_exit = false;    // a child on the other side of its parent
  bool has_child = false;  // or had one
  bool trails_by_fraction = false;

  double quantity = 0;  // signed units still to fill; asleep: what it may become
  double asked = 0;     // signed units before conditions and lots cut it
  double filled = 0;    // signed units

  double limit = kNoPrice;  // quote currency
  double stop = kNoPrice;   // of a trailing stop: where it is now
  double trail = 0;         // distance in quote currency, or fraction of the best price
  double best = kNoPrice;   // price that a trailing stop trails

  core::Timestamp expiry_ns = 0;      // GTD
  std::int32_t session = kNoSession;  // DAY: date of the session in which it works

  // Where it woke or was triggered, if that was in the course of a bar: what the bar did before is
  // nothing to it.
  std::int64_t since_bar = -1;
  PricePoint since_point = PricePoint::open;
  double since_price = 0;
  std::int64_t activated_bar = -1;  // bar of its parent's fill
  std::int64_t tried_bar = -1;      // bar in which it took what it could get

  bool over() const { return id == 0; }

  bool buys() const { return quantity > 0; }

  bool since(std::int64_t bar, PricePoint point) const {
    return since_bar == bar && since_point == point;
  }

  bool is_stop() const {
    return type == BM_ORDER_STOP || type == BM_ORDER_TRAILING_STOP ||
           (type == BM_ORDER_STOP_LIMIT && state != OrderState::triggered);
  }

  // Waits for a limit price, from the start or since its stop was reached.
  bool is_limit() const {
    return type == BM_ORDER_LIMIT ||
           (type == BM_ORDER_STOP_LIMIT && state == OrderState::triggered);
  }

  FillMode fill_mode() const {
    if (state == OrderState::waiting) {
      return FillMode::held;
    }
    if (type == BM_ORDER_MARKET_ON_CLOSE) {
      return FillMode::on_close;
    }
    const bool carried = state == OrderState::triggered && type != BM_ORDER_STOP_LIMIT;
    return type == BM_ORDER_MARKET || carried ? FillMode::marketable : FillMode::resting;
  }

  // For a price or its parent: nobody knows whether it will fill.
  bool waits() const { return fill_mode() == FillMode::resting || fill_mode() == FillMode::held; }

  // One of two of which only one may fill.
  bool is_oco_sibling_of(const WorkingOrder& other) const {
    return oco_group != 0 && oco_group == other.oco_group && parent == other.parent &&
           id != other.id;
  }

  // Has to be looked at after each bar, whatever the bar did.
  bool needs_care() const { return time_in_force != BM_GTC || type == BM_ORDER_TRAILING_STOP; }
};

}  // namespace barometer::orders
