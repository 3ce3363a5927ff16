// SPDX-License-Identifier: Apache-2.0
#include "analysis/fingerprint.hpp"

#include <array>
#include <bit>
#include <cstdint>

#include "core/hash.hpp"
#include "orders/order.hpp"

namespace barometer::analysis {

namespace {

template <class T>
std::uint64_t word(T value) {
  if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<std::uint64_t>(value);
  } else {
    return static_cast<std::uint64_t>(value);
  }
}

// One call into the hash a record: a call a field would cost more than the hashing.
template <class... Fields>
void add_words(core::Hash& hash, Fields... fields) {
  const std::array<std::uint64_t, sizeof...(Fields)> words{word(fields)...};
  hash.add(std::as_bytes(std::span{words}));
}

}  // namespace

std::string fingerprint(std::span<const orders::Fill> fills,
                        std::span<const portfolio::EquityPoint> equity) {
  core::Hash hash;
  add_words(hash, fills.size());
  for (const orders::Fill& fill : fills) {
    add_words(hash, fill.order_id, fill.client_order_id, fill.symbol, fill.price_point,
              fill.order_step, fill.order_time_ns, fill.step, fill.time_ns, fill.bar, fill.quantity,
              fill.raw_price, fill.price, fill.commission, fill.point_value);
    hash.add(fill.rule);
  }
  add_words(hash, equity.size());
  // Five fields of eight bytes without a gap: the points' own bytes are their words.
  static_assert(sizeof(portfolio::EquityPoint) == 5 * sizeof(std::uint64_t));
  hash.add(std::as_bytes(equity));
  return hash.hex();
}

}  // namespace barometer::analysis
