// SPDX-License-Identifier: Apache-2.0
#include "regime/live_tags.hpp"

#include "regime/canary_check.hpp"
#include "regime/host_after_taggers.hpp"

namespace barometer::regime {

void LiveTags::check() const {
  restore_host_after(job_.taggers(), " or the strategy");
  check_canaries(job_, market_);
}

}  // namespace barometer::regime
