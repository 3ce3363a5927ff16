// SPDX-License-Identifier: Apache-2.0
#include "regime/timeframe_tagger.hpp"

namespace barometer::regime {

bool TimeframeTagger::tag_until(core::Timestamp now) noexcept {
  while (tagger_.bars_left() > 0 && frame_.known(tagger_.next_bar()) <= now) {
    if (!tagger_.tag(1)) {
      return false;
    }
  }
  return true;
}

}  // namespace barometer::regime
