// SPDX-License-Identifier: Apache-2.0
#include "regime/tagging_job.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "data/market_data.hpp"

namespace barometer::regime {

TaggingJob::TaggingJob(const TaggerSet& taggers, const data::MarketData& market,
                       const WantedTags& wanted, core::ArenaPages pages, core::Workers& workers)
    : taggers_(taggers),
      named_bars_(market),
      frames_(taggers, market, sources_of(market), workers),
      columns_(
          taggers.dimensions(), wanted, data::bar_counts(market), pages,
          pages == core::ArenaPages::two_faced ? FirstEntries::unknown : FirstEntries::unwritten) {
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    frame_columns_.push_back(make_frame_columns(t, wanted));
  }
}

bool TaggingJob::wanted(std::size_t tagger) const {
  const auto mine = std::span{columns_.wanted()}.subspan(
      taggers_.first_dimension(tagger), taggers_[tagger].tagger.dimensions().size());
  return std::ranges::any_of(mine, [](std::uint8_t each) { return each != 0; });
}

// A benchmark has one frame, the others one for each symbol; a plain tagger has none.
TagColumns TaggingJob::make_frame_columns(std::size_t tagger, const WantedTags& wanted) const {
  const std::vector<Dimension>& dimensions = taggers_[tagger].tagger.dimensions();
  WantedTags mine;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const std::size_t of_run = taggers_.first_dimension(tagger) + d;
    mine.tags.push_back(wanted.tags[of_run]);
    mine.onsets.push_back(wanted.onset(of_run) ? 1 : 0);
  }
  std::vector<std::int64_t> bars;
  for (const Timeframe& frame : frames_.frames(tagger)) {
    bars.push_back(frame.source.count);
  }
  return {dimensions, mine, bars};
}

BlockTagger TaggingJob::block_tagger(std::size_t tagger, core::SymbolIndex symbol,
                                     std::int64_t longest_block) const {
  return {taggers_[tagger].tagger, frames_.sources()[symbol],
          TagSink{columns_, symbol, taggers_.first_dimension(tagger)}, longest_block};
}

std::unique_ptr<TimeframeTagger> TaggingJob::frame_tagger(std::size_t tagger,
                                                          core::SymbolIndex symbol) const {
  const core::SymbolIndex row = frames_.benchmark(tagger) ? 0 : symbol;
  return std::make_unique<TimeframeTagger>(taggers_[tagger].tagger, frames_.frame(tagger, symbol),
                                           TagSink{frame_columns_[tagger], row, 0});
}

TagAligner TaggingJob::aligner(const TimeframeTagger& from, std::size_t tagger,
                               core::SymbolIndex symbol) const {
  return {from, frames_.sources()[symbol],
          TagSink{columns_, symbol, taggers_.first_dimension(tagger)}};
}

}  // namespace barometer::regime
