// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/arena.hpp"
#include "core/named_memory.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "core/workers.hpp"
#include "data/bar_row.hpp"
#include "regime/bar_source.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Bars that are not those of the symbol they tag: coarser ones, or a benchmark's.
struct Timeframe {
  BarSource source;
  // Of bar k, at [k * stride]: close of the first of the symbol's own bars inside it, and of the
  // one from which on it is known.
  const core::Timestamp* first_ns = nullptr;
  const core::Timestamp* known_ns = nullptr;
  std::int64_t stride = 1;

  core::Timestamp first(std::int64_t bar) const { return first_ns[bar * stride]; }

  core::Timestamp known(std::int64_t bar) const { return known_ns[bar * stride]; }
};

// What each tagger of a run sees: bars without the jumps of splits (data/split_adjusted.hpp), the
// run's own, coarser ones or a benchmark's. Coarse bars are built once per size and symbol, and
// like the run's own they cannot be written.
class TimeframeSet {
 public:
  // Throws Error{bad_input} for each `of` that names no symbol. `market` and `sources` outlive
  // this object.
  TimeframeSet(const TaggerSet& taggers, const data::MarketData& market,
               std::span<const BarSource> sources, core::Workers& workers);
  TimeframeSet(const TimeframeSet&) = delete;  // frames point into it
  TimeframeSet& operator=(const TimeframeSet&) = delete;
  ~TimeframeSet();

  // Each symbol's own bars.
  std::span<const BarSource> sources() const { return sources_; }

  // The tagger sees each symbol's own bars, and needs no frame.
  bool is_plain(std::size_t tagger) const { return frames_[tagger].empty(); }

  // The one symbol that it tags for all.
  std::optional<core::SymbolIndex> benchmark(std::size_t tagger) const {
    return benchmarks_[tagger];
  }

  // Those of the tagger: one under a benchmark, none where it is plain, else one per symbol.
  std::span<const Timeframe> frames(std::size_t tagger) const { return frames_[tagger]; }

  // REQUIRES: !is_plain(tagger). Under a benchmark the same for every symbol.
  const Timeframe& frame(std::size_t tagger, core::SymbolIndex symbol) const {
    return frames_[tagger][benchmarks_[tagger] ? 0 : symbol];
  }

 private:
  struct Coarse;

  using CoarseKey = std::pair<core::Duration, core::SymbolIndex>;

  void find_benchmarks(const TaggerSet& taggers, const data::MarketData& market);
  void build_coarse(const TaggerSet& taggers, const data::MarketData& market,
                    core::Workers& workers);
  void seal_coarse();
  static void describe_coarse(const void* what, const std::byte* address, core::PlainText& text);
  std::vector<Timeframe> frames_of(std::size_t tagger, core::Duration on) const;
  // Those whose bars the tagger sees.
  std::vector<core::SymbolIndex> symbols_of(std::size_t tagger, std::size_t all) const;

  std::vector<BarSource> sources_;
  std::vector<std::optional<core::SymbolIndex>> benchmarks_;  // per tagger
  std::map<CoarseKey, std::unique_ptr<Coarse>> coarse_;
  core::Arena coarse_arena_;                         // what taggers see of them
  std::unique_ptr<core::NamedMemory> named_coarse_;  // who writes to it is told
  std::vector<std::vector<Timeframe>> frames_;       // per tagger and symbol, or its one symbol
};

}  // namespace barometer::regime
