// SPDX-License-Identifier: Apache-2.0
#include "report/fingerprint.hpp"

#include <array>
#include <bit>
#include <cstdint>

#include "core/hash.hpp"

namespace barometer {

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
void add_words(Hash& hash, Fields... fields) {
  const std::array<std::uint64_t, sizeof...(Fields)> words{word(fields)...};
  hash.add(std::as_bytes(std::span{words}));
}

}  // namespace

std::string fingerprint(std::span<const Fill> fills, std::span<const EquityPoint> equity) {
  Hash hash;
  add_words(hash, fills.size());
  for (const Fill& fill : fills) {
    add_words(hash, fill.order_id, fill.client_id, fill.symbol, fill.price_point, fill.order_step,
              fill.order_time_ns, fill.step, fill.time_ns, fill.bar, fill.quantity, fill.raw_price,
              fill.price, fill.commission, fill.unit);
    hash.add(fill.rule);
  }
  add_words(hash, equity.size());
  for (const EquityPoint& point : equity) {
    add_words(hash, point.time_ns, point.cash, point.equity, point.gross, point.net);
  }
  return hash.hex();
}

}  // namespace barometer
