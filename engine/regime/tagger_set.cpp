// SPDX-License-Identifier: Apache-2.0
#include "regime/tagger_set.hpp"

#include <utility>

namespace barometer::regime {

void TaggerSet::add(TaggerEntry entry) {
  first_.push_back(dimensions_.size());
  for (Dimension dimension : entry.tagger.dimensions()) {
    dimension.name.insert(0, entry.as.empty() ? "" : entry.as + ".");
    if (entry.on || !entry.of.empty()) {
      dimension.known_ahead = BM_KNOWN_NO;
    }
    dimensions_.push_back(std::move(dimension));
  }
  entries_.push_back(std::move(entry));
}

}  // namespace barometer::regime
