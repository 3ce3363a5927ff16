// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "core/workers.hpp"
#include "regime/tag_aligner.hpp"
#include "regime/tagging_job.hpp"

namespace barometer::regime {

// Tags the bars of each step as they close: what a live system would do. Parallel over the step's
// symbols when they are enough to pay for it; the same tags to the bit either way.
class InStepTagger {
 public:
  // All arguments outlive this object. Throws as Tagger::create does.
  InStepTagger(const TaggingJob& job, core::Workers& workers);

  // [step] Tags the next bar of each of these symbols, which must be distinct, and the bars of the
  // frames that they end. Throws Error{plugin_failed} naming plug-in, symbol, bar and time.
  void tag(std::span<const core::SymbolIndex> active);

 private:
  // A timeframe whose tags one symbol sees.
  struct SymbolFrame {
    std::unique_ptr<TimeframeTagger> own;  // NULL: a benchmark's, tagged before the symbols
    TagAligner aligner;
  };

  void add(const TaggingJob& job, std::size_t tagger);
  void tag_benchmarks(core::Timestamp now);
  bool tag_one(core::SymbolIndex symbol) noexcept;
  [[noreturn]] void fail(core::SymbolIndex symbol) const;
  void tag_serially(std::span<const core::SymbolIndex> active);
  void tag_in_parallel(std::span<const core::SymbolIndex> active);
  void learn_cost(std::span<const core::SymbolIndex> active);

  std::vector<std::vector<BlockTagger>> plain_;               // [tagger without a frame][symbol]
  std::vector<std::unique_ptr<TimeframeTagger>> benchmarks_;  // one per tagger that has one
  std::vector<std::vector<SymbolFrame>> frames_;              // [tagger with a frame][symbol]
  std::vector<std::uint8_t> failed_;                          // per symbol
  core::Workers& workers_;
  std::int64_t step_ = 0;
  std::int64_t learned_bars_ = 0;
  double learned_ns_ = 0;
  double tag_cost_ns_ = 0;  // per bar; 0 until learned
};

}  // namespace barometer::regime
