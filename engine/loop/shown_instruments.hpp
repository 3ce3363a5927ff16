// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstddef>
#include <span>

#include "core/arena.hpp"
#include "core/named_memory.hpp"

namespace barometer::loop {

// A market's instruments as strategies are shown them: a copy that nobody can write, because the
// market's own can be. Immutable; the strategies of any number of runs may share one.
class ShownInstruments {
 public:
  // The texts that `instruments` point at outlive this object.
  explicit ShownInstruments(std::span<const bm_instrument> instruments);
  ShownInstruments(const ShownInstruments&) = delete;  // listed under its address
  ShownInstruments& operator=(const ShownInstruments&) = delete;

  std::span<const bm_instrument> all() const { return shown_; }

 private:
  static void describe(const void* what, const std::byte* address, core::PlainText& text);

  core::Arena arena_;
  std::span<const bm_instrument> shown_;
  core::NamedMemory named_;
};

}  // namespace barometer::loop
