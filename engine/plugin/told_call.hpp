// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/abi/strategy.h>

#include <cstdint>

#include "plugin/call_page.hpp"

// What a run writes to the page of calls before each step and each block of tags. All of it is
// inline, so that it becomes part of its only caller: this is what supervision costs a loop.

namespace barometer::plugin {

// [step] The strategy is about to be called. `symbols` has the name of each symbol of the run.
inline ThreadPlace& tell_step(TextId plugin, const TextId* symbols, const bm_view& view) {
  constexpr auto kPlain = std::memory_order_relaxed;
  ThreadPlace& place = my_place();
  place.callee.store({Call::step, plugin}, kPlain);
  place.first.store(view.step, kPlain);
  place.time_ns.store(view.time_ns, kPlain);
  place.symbols.store(view.active_count, kPlain);
  if (view.active_count > 0) {
    const std::uint32_t symbol = view.active[0];
    place.symbol.store(symbols[symbol], kPlain);
    place.bar.store(view.symbols[symbol].bar_count - 1, kPlain);
  }
  return place;
}

// [step] A tagger is about to be called for bars first .. first + count - 1 of a symbol.
inline ThreadPlace& tell_block(Callee callee, TextId symbol, const bm_bars& bars,
                               std::int64_t first, std::int64_t count) {
  constexpr auto kPlain = std::memory_order_relaxed;
  ThreadPlace& place = my_place();
  place.callee.store(callee, kPlain);
  place.symbol.store(symbol, kPlain);
  place.first.store(first, kPlain);
  place.count.store(count, kPlain);
  place.time_ns.store(bars.close_time_ns[first * bars.stride], kPlain);
  return place;
}

}  // namespace barometer::plugin
