// SPDX-License-Identifier: Apache-2.0
#include "loop/shown_instruments.hpp"

#include <algorithm>

namespace barometer::loop {

namespace {

core::Arena sealed_copy(std::span<const bm_instrument> instruments) {
  core::ArenaLayout layout;
  layout.add(instruments.size_bytes());
  core::Arena arena(layout);
  std::ranges::copy(instruments, reinterpret_cast<bm_instrument*>(arena.column(0)));
  arena.seal();
  return arena;
}

}  // namespace

ShownInstruments::ShownInstruments(std::span<const bm_instrument> instruments)
    : arena_(sealed_copy(instruments)),
      shown_(reinterpret_cast<const bm_instrument*>(arena_.shown(0)), instruments.size()),
      named_(arena_.shown(0), arena_.layout().bytes(), this, &describe) {}

void ShownInstruments::describe(const void* what, const std::byte* address, core::PlainText& text) {
  const std::span<const bm_instrument> shown = static_cast<const ShownInstruments*>(what)->shown_;
  const auto at =
      static_cast<std::size_t>(address - reinterpret_cast<const std::byte*>(shown.data())) /
      sizeof(bm_instrument);
  if (at < shown.size()) {
    text.add("the instrument ").add(shown[at].symbol).add(": ");
  }
  text.add("instruments cannot be written");
}

}  // namespace barometer::loop
