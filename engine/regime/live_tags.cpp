// SPDX-License-Identifier: Apache-2.0
#include "regime/live_tags.hpp"

#include "regime/canary_check.hpp"

namespace barometer::regime {

void LiveTags::check() const {
  check_canaries(job_, market_);
}

}  // namespace barometer::regime
