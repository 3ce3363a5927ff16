// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/arena.hpp"
#include "core/symbol.hpp"
#include "core/workers.hpp"
#include "regime/block_tagger.hpp"
#include "regime/named_columns.hpp"
#include "regime/tag_aligner.hpp"
#include "regime/tag_columns.hpp"
#include "regime/tagger_set.hpp"
#include "regime/timeframe_tagger.hpp"
#include "regime/timeframes.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Everything that takes part in tagging a market: what each tagger sees, and the columns that it
// writes. Ahead and in step go through the same parts, which this object hands out.
class TaggingJob {
 public:
  // Throws Error{bad_input} for each `of` that names no symbol. `taggers` and `market` outlive
  // this object. Pages with two faces are for tagging in step: their readers look on from the
  // first step, so that all entries are unknown before they are tagged.
  TaggingJob(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
             core::ArenaPages pages, core::Workers& workers);

  const TaggerSet& taggers() const { return taggers_; }

  const TimeframeSet& frames() const { return frames_; }

  TagColumns& columns() { return columns_; }

  const TagColumns& columns() const { return columns_; }

  // Of a tagger on coarser bars or of a benchmark: its own dimensions, an entry a frame bar;
  // without a symbol for the others.
  const TagColumns& frame_columns(std::size_t tagger) const { return frame_columns_[tagger]; }

  std::size_t symbols() const { return frames_.sources().size(); }

  // Somebody wants a dimension of this tagger; the others do not run.
  bool wanted(std::size_t tagger) const;

  // These throw as Tagger::create does. What they make is outlived by this object.
  BlockTagger block_tagger(std::size_t tagger, core::SymbolIndex symbol,
                           std::int64_t longest_block) const;
  // REQUIRES: !frames().is_plain(tagger).
  std::unique_ptr<TimeframeTagger> frame_tagger(std::size_t tagger, core::SymbolIndex symbol) const;
  TagAligner aligner(const TimeframeTagger& from, std::size_t tagger,
                     core::SymbolIndex symbol) const;

 private:
  TagColumns make_frame_columns(std::size_t tagger, const WantedTags& wanted) const;

  const TaggerSet& taggers_;
  NamedBars named_bars_;  // while taggers are shown them
  TimeframeSet frames_;
  TagColumns columns_;                     // of the set's dimensions
  std::vector<TagColumns> frame_columns_;  // per tagger
};

}  // namespace barometer::regime
