// SPDX-License-Identifier: Apache-2.0
#include "regime/tagging_input.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace barometer::regime {

TagSink TaggingInput::target(std::size_t tagger, core::SymbolIndex symbol) const {
  TagSink target{.table = table, .symbol = symbol, .dimension = taggers.first_dimension(tagger)};
  if (!changes.empty()) {
    target.changes = changes.queue(tagger, symbol);
    target.watched = changes.watched(tagger);
  }
  return target;
}

std::unique_ptr<TimeframeTagger> TaggingInput::frame_tagger(std::size_t tagger,
                                                            core::SymbolIndex symbol) const {
  const Tagger& one = taggers[tagger].tagger;
  std::vector<std::uint8_t> wanted;
  for (std::size_t d = 0; d < one.dimensions().size(); ++d) {
    wanted.push_back(table.wanted(taggers.first_dimension(tagger) + d) ? 1 : 0);
  }
  return std::make_unique<TimeframeTagger>(one, frames.frame(tagger, symbol), std::move(wanted),
                                           target(tagger, symbol).watched);
}

}  // namespace barometer::regime
