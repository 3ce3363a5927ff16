// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "regime/change_table.hpp"
#include "regime/frame_tagger.hpp"
#include "regime/frames.hpp"
#include "regime/symbol_tagger.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger_set.hpp"

namespace barometer {

// Everything that takes part in tagging a run; all of it outlives the tagging.
struct TaggingInput {
  const TaggerSet& taggers;
  const Frames& frames;
  TagTable& table;       // of the set's dimensions
  ChangeTable& changes;  // empty: nobody asks

  std::size_t symbols() const { return frames.sources().size(); }

  // Where the tags of one tagger for one symbol go.
  TagTarget target(std::size_t tagger, SymbolIndex symbol) const;

  // A tagger at work on its frame of this symbol. Throws as Tagger::create does.
  // REQUIRES: !frames.is_plain(tagger).
  std::unique_ptr<FrameTagger> frame_tagger(std::size_t tagger, SymbolIndex symbol) const;
};

}  // namespace barometer
