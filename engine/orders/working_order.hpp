// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

#include "core/timestamp.hpp"
#include "orders/order.hpp"
#include "orders/order_type.hpp"

namespace barometer::orders {

// An open order's place in the store, from 1; 0 none.
using Slot = std::uint32_t;

// Where in the course of its symbol something happens to an order.
struct BarPoint {
  std::int64_t bar = 0;  // of the symbol
  PricePoint point = PricePoint::open;
  double price = 0;  // before slippage, quote currency
};

// What an order that is sized at its fill asks for; execution/fill_sizing.hpp makes units of it.
struct FillAmount {
  bm_amount_kind kind =
      BM_AMOUNT_QUANTITY;  // or NOTIONAL, TARGET_WEIGHT; QUANTITY: units are fixed
  double amount = 0;       // signed: account currency, or a share of equity
  double share = 1;        // of what it opens: what conditions and limits have left, in [0, 1]
  bm_order_reason blocked_by = BM_REASON_NONE;  // where the share is 0
};

// An open order: what matching has to know of it.
struct WorkingOrder {
  static constexpr core::Day kNoSession = std::numeric_limits<core::Day>::min();

  std::uint64_t id = 0;  // 0: over
  std::uint64_t client_order_id = 0;
  std::uint64_t parent = 0;  // id of the order whose fill activates it; 0 none
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

  // Signed units still to fill; of a held order what it may become, of one that is sized at its
  // fill what it would have been at the close that made it.
  double quantity = 0;
  // Signed units of it that close the old side with the orders that reduce; 0: it fills as one.
  double closes_first = 0;
  double requested = 0;  // signed units before conditions and lots cut it
  double filled = 0;     // signed units

  FillAmount at_fill = {};

  double limit = kNoPrice;  // quote currency
  double stop = kNoPrice;   // of a trailing stop: where it is now
  double trail = 0;         // distance in quote currency, or fraction of the best price
  double best = kNoPrice;   // price that a trailing stop trails

  core::Timestamp priced_ns = 0;   // when it was sent, or got the limit that it has
  core::Timestamp expiry_ns = 0;   // GTD
  core::Day session = kNoSession;  // DAY: date of the session in which it works

  // Where it was activated or triggered, if that was in the course of a bar: the order has nothing
  // to do with what the bar did before.
  std::int64_t since_bar = -1;
  PricePoint since_point = PricePoint::open;
  double since_price = 0;
  std::int64_t activated_bar = -1;  // bar of its parent's fill
  std::int64_t tried_bar = -1;      // bar in which it filled as far as it could

  bool over() const { return id == 0; }

  bool sized_at_fill() const { return at_fill.kind != BM_AMOUNT_QUANTITY; }

  bool buys() const { return quantity > 0; }

  bool since(std::int64_t bar, PricePoint point) const {
    return since_bar == bar && since_point == point;
  }

  void begin_at(const BarPoint& at) {
    since_bar = at.bar;
    since_point = at.point;
    since_price = at.price;
  }

  const OrderType& traits() const { return order_type(type); }

  // A stop, triggered ones included, unless a limit price has taken its place.
  bool is_stop() const {
    return traits().has_stop && !(traits().has_limit && state == OrderState::triggered);
  }

  // Waits for a limit price, from the start or since its stop was reached.
  bool is_limit() const {
    return traits().has_limit && (!traits().has_stop || state == OrderState::triggered);
  }

  FillMode fill_mode() const {
    if (state == OrderState::waiting) {
      return FillMode::held;
    }
    const bool carried = state == OrderState::triggered && !traits().has_limit;
    return carried ? FillMode::marketable : traits().fill_mode;
  }

  // Needs no price: it fills as soon as it meets an open or a close.
  bool is_committed() const {
    return fill_mode() == FillMode::marketable || fill_mode() == FillMode::on_close;
  }

  // One of two of which only one may fill.
  bool is_oco_sibling_of(const WorkingOrder& other) const {
    return oco_group != 0 && oco_group == other.oco_group && parent == other.parent &&
           id != other.id;
  }

  // Has to be looked at after each bar, whatever the bar did.
  bool needs_care() const { return time_in_force != BM_GTC || traits().trails; }
};

}  // namespace barometer::orders
