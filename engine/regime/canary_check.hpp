// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "regime/tagging_job.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Throws Error{plugin_failed} that names every column behind which somebody has written, with the
// tagger whose column it is, before anybody believes the tags. Columns of coarser bars and of
// benchmarks count too.
void check_canaries(const TaggingJob& job, const data::MarketData& market);

}  // namespace barometer::regime
