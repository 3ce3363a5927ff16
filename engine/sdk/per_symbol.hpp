// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/strategy.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace barometer {

// What a strategy keeps for each symbol of its universe. All room is made at setup; copied with the
// strategy, so `reset` brings back what it held then. Indexed by symbol; one that is none of the
// universe throws BadRead.
template <class T>
class PerSymbol {
 public:
  // The same for every symbol.
  PerSymbol(const Setup& setup, const T& value) : size_(setup.symbol_count()) {
    for (std::uint32_t s = 0; s < size_; ++s) {
      slots_.push_back({value});
    }
  }

  // What `make` says for each instrument, in the order of the universe.
  template <std::invocable<const bm_instrument&> Make>
  PerSymbol(const Setup& setup, Make make) : size_(setup.symbol_count()) {
    for (std::uint32_t s = 0; s < size_; ++s) {
      slots_.push_back({make(setup.instrument(s))});
    }
  }

  T& operator[](std::uint32_t symbol) {
    check(symbol);
    return slots_[symbol].value;
  }

  const T& operator[](std::uint32_t symbol) const {
    check(symbol);
    return slots_[symbol].value;
  }

  std::uint32_t size() const { return size_; }

 private:
  void check(std::uint32_t symbol) const {
    if (symbol >= size_) [[unlikely]] {
      detail::throw_no_symbol("PerSymbol", symbol, size_);
    }
  }

  // Of its own, so that a vector of bool stays a row of values.
  struct Slot {
    T value;
  };

  std::uint32_t size_;
  std::vector<Slot> slots_;
};

}  // namespace barometer
