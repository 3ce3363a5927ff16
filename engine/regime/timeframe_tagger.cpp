// SPDX-License-Identifier: Apache-2.0
#include "regime/timeframe_tagger.hpp"

#include <algorithm>
#include <utility>

namespace barometer::regime {

TimeframeTagger::TimeframeTagger(const Tagger& tagger, const Timeframe& frame,
                                 std::vector<std::uint8_t> wanted,
                                 std::span<const std::uint8_t> watched)
    : frame_(frame),
      tags_(tagger.dimensions(), std::move(wanted), std::span{&frame.source.count, 1}, watched),
      tagger_(tagger, frame_.source, {.table = tags_}, kBlockBars) {}

bool TimeframeTagger::tag_until(core::Timestamp now) noexcept {
  while (tagger_.bars_left() > 0 && frame_.known(tagger_.next_bar()) <= now) {
    if (!tagger_.tag(1)) {
      return false;
    }
  }
  return true;
}

bool TimeframeTagger::tag_all() noexcept {
  return tagger_.tag_rest();
}

}  // namespace barometer::regime
