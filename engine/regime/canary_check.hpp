// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "regime/tag_view.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Throws Error{plugin_failed} that names every column behind which somebody has written, with the
// tagger whose column it is, before anybody believes the tags.
void check_canaries(const TagView& tags, const TaggerSet& taggers, const data::MarketData& market);

}  // namespace barometer::regime
