// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_ahead.hpp"

#include <memory>
#include <mutex>
#include <vector>

#include "regime/block_tagger.hpp"
#include "regime/host_after_taggers.hpp"
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
  AheadTagger(const TaggingJob& job, core::Workers& workers, const TaggingProgress& progress)
      : job_(job), workers_(workers), progress_(progress), benchmarks_(job.taggers().size()) {}

  void run() {
    std::vector<Piece> benchmarks;
    std::vector<Piece> pieces;
    for (std::size_t t = 0; t < job_.taggers().size(); ++t) {
      const auto benchmark = job_.frames().benchmark(t);
      if (benchmark && job_.wanted(t)) {
        benchmarks.push_back({t, *benchmark});
      }
      for (std::size_t s = 0; s < job_.symbols() && job_.wanted(t); ++s) {
        pieces.push_back({t, static_cast<core::SymbolIndex>(s)});
      }
    }
    for_each(benchmarks, {}, [this](const Piece& piece) { tag_benchmark(piece); });
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

  void tag_benchmark(const Piece& piece) {
    benchmarks_[piece.tagger] = job_.frame_tagger(piece.tagger, piece.symbol);
    require(*benchmarks_[piece.tagger], benchmarks_[piece.tagger]->tag_all());
  }

  void tag(const Piece& piece) {
    if (benchmarks_[piece.tagger]) {
      align(*benchmarks_[piece.tagger], piece);
    } else if (job_.frames().is_plain(piece.tagger)) {
      BlockTagger one = job_.block_tagger(piece.tagger, piece.symbol, kBlockBars);
      require(one, one.tag_rest());
    } else {
      const auto coarse = job_.frame_tagger(piece.tagger, piece.symbol);
      require(*coarse, coarse->tag_all());
      align(*coarse, piece);
    }
  }

  void align(const TimeframeTagger& from, const Piece& piece) const {
    TagAligner aligner = job_.aligner(from, piece.tagger, piece.symbol);
    while (aligner.bars_left() > 0) {
      aligner.align_next();
    }
  }

  template <class OneTagger>
  static void require(const OneTagger& tagger, bool good) {
    if (!good) {
      throw tagger.failure();
    }
  }

  const TaggingJob& job_;
  core::Workers& workers_;
  const TaggingProgress& progress_;
  std::vector<std::unique_ptr<TimeframeTagger>> benchmarks_;  // per tagger; NULL: it has none
};

}  // namespace

void tag_ahead(const TaggingJob& job, core::Workers& workers, const TaggingProgress& progress) {
  AheadTagger(job, workers, progress).run();
  restore_host_after(job.taggers());
}

}  // namespace barometer::regime
