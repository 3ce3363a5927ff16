// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "regime/block_tagger.hpp"
#include "regime/change_table.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger_set.hpp"
#include "regime/timeframe_tagger.hpp"
#include "regime/timeframes.hpp"

namespace barometer::regime {

// Everything that takes part in tagging a run; all of it outlives the tagging.
struct TaggingInput {
  const TaggerSet& taggers;
  const TimeframeSet& frames;
  TagTable& table;       // of the set's dimensions
  ChangeTable& changes;  // empty: nobody asks

  std::size_t symbols() const { return frames.sources().size(); }

  // Where the tags of one tagger for one symbol go.
  TagSink target(std::size_t tagger, core::SymbolIndex symbol) const;

  // A tagger at work on its frame of this symbol. Throws as Tagger::create does.
  // REQUIRES: !frames.is_plain(tagger).
  std::unique_ptr<TimeframeTagger> frame_tagger(std::size_t tagger, core::SymbolIndex symbol) const;
};

}  // namespace barometer::regime
