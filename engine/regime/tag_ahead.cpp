// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_ahead.hpp"

#include <memory>
#include <mutex>
#include <vector>

#include "regime/block_tagger.hpp"
#include "regime/tag_aligner.hpp"
#include "regime/timeframe_tagger.hpp"

namespace barometer::regime {

namespace {

// One tagger on one symbol.
struct Piece {
  std::size_t tagger = 0;
  core::SymbolIndex symbol = 0;
};

class AheadTagger {
 public:
  AheadTagger(const TaggingInput& input, core::Workers& workers, const TaggingProgress& progress)
      : input_(input), workers_(workers), progress_(progress), markets_(input.taggers.size()) {}

  void run() {
    std::vector<Piece> markets;
    std::vector<Piece> pieces;
    for (std::size_t t = 0; t < input_.taggers.size(); ++t) {
      if (input_.frames.benchmark(t)) {
        markets.push_back({t, *input_.frames.benchmark(t)});
      }
      for (std::size_t s = 0; s < input_.symbols(); ++s) {
        pieces.push_back({t, static_cast<core::SymbolIndex>(s)});
      }
    }
    for_each(markets, {}, [this](const Piece& piece) { tag_market(piece.tagger); });
    for_each(pieces, progress_, [this](const Piece& piece) { tag(piece); });
  }

 private:
  template <class Work>
  void for_each(const std::vector<Piece>& pieces, const TaggingProgress& progress, Work work) {
    std::mutex reporting;
    std::size_t done = 0;
    workers_.for_each(pieces.size(), 1, [&](std::size_t i) {
      work(pieces[i]);
      if (progress) {
        const std::scoped_lock lock(reporting);
        progress(++done, pieces.size());
      }
    });
  }

  void tag_market(std::size_t tagger) {
    markets_[tagger] = input_.frame_tagger(tagger, *input_.frames.benchmark(tagger));
    require(*markets_[tagger], markets_[tagger]->tag_all());
  }

  void tag(const Piece& piece) {
    if (markets_[piece.tagger]) {
      spread(*markets_[piece.tagger], piece);
    } else if (input_.frames.is_plain(piece.tagger)) {
      BlockTagger one(input_.taggers[piece.tagger].tagger, input_.frames.sources()[piece.symbol],
                      input_.target(piece.tagger, piece.symbol), kBlockBars);
      require(one, one.tag_rest());
    } else {
      const auto coarse = input_.frame_tagger(piece.tagger, piece.symbol);
      require(*coarse, coarse->tag_all());
      spread(*coarse, piece);
    }
  }

  void spread(const TimeframeTagger& from, const Piece& piece) const {
    TagAligner spreader(from, input_.frames.sources()[piece.symbol],
                        input_.target(piece.tagger, piece.symbol));
    while (spreader.bars_left() > 0) {
      spreader.spread_one();
    }
  }

  template <class OneTagger>
  static void require(const OneTagger& tagger, bool good) {
    if (!good) {
      throw tagger.failure();
    }
  }

  const TaggingInput& input_;
  core::Workers& workers_;
  const TaggingProgress& progress_;
  std::vector<std::unique_ptr<TimeframeTagger>> markets_;  // per tagger; NULL without a benchmark
};

}  // namespace

void tag_ahead(const TaggingInput& input, core::Workers& workers, const TaggingProgress& progress) {
  AheadTagger(input, workers, progress).run();
}

}  // namespace barometer::regime
