// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <bit>
#include <cstdint>
#include <limits>

namespace barometer {

// In place of a price or a quantity that is left out: a NaN that no computation makes, so that one
// whose computation failed is not taken for it but sent, and rejected.
inline constexpr double kUnchanged = std::bit_cast<double>(std::uint64_t{0x7ff8'0000'0000'0ba2});

namespace detail {

inline bool is_given(double price) {
  return std::bit_cast<std::uint64_t>(price) != std::bit_cast<std::uint64_t>(kUnchanged);
}

// What is sent where NaN would mean "left out": infinity, which is rejected, for any other NaN.
inline double said(double price) {
  return price != price && is_given(price) ? std::numeric_limits<double>::infinity() : price;
}

}  // namespace detail

// The fields of an order besides type, quantity and prices.
struct OrderOptions {
  std::uint64_t id = 0;  // the strategy's own name for the order, for cancel, replace and parent
  std::uint32_t oco_group = 0;  // a fill cancels the others of the same symbol, parent and group
  std::uint64_t parent = 0;     // id of an order of the symbol; its fill activates this order
  bm_time_in_force time_in_force = BM_GTC;
  std::int64_t expiry_ns = 0;  // BM_GTD
};

// How far a stop trails the best price: a distance in quote currency, a fraction of the price, or
// multiples of the mean true range of the last 14 bars.
struct Trail {
  bm_trail_kind kind = BM_TRAIL_NONE;
  double distance = 0;

  static Trail price(double distance) { return {BM_TRAIL_PRICE, distance}; }

  static Trail fraction(double share) { return {BM_TRAIL_FRACTION, share}; }

  static Trail atr(double multiple) { return {BM_TRAIL_ATR, multiple}; }
};

// An entry with its exits; a price that is kUnchanged is left out. Prices in quote currency.
struct Bracket {
  double quantity = 0;              // signed units of the entry
  double entry_limit = kUnchanged;  // without this and entry_stop the entry is a market order
  double entry_stop = kUnchanged;
  double stop = kUnchanged;  // protective stop
  Trail trail = {};          // a trailing stop instead, which begins at `stop` where that is given
  double target = kUnchanged;  // limit
  std::uint64_t id = 0;        // of the entry; the stop has id + 1, the target id + 2
};

// The changes of an open order; `quantity` is its new whole quantity, in units.
struct Change {
  double quantity = kUnchanged;
  double limit = kUnchanged;
  double stop = kUnchanged;
  double trail = kUnchanged;  // in the unit in which it was sent
};

}  // namespace barometer
