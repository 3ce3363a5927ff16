// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "core/workers.hpp"
#include "regime/symbol_tagger.hpp"

namespace barometer {

// Tags the bars of each step as they close: what a live system would do. Parallel over the step's
// symbols when they are enough to pay for it; the same tags to the bit either way.
class InStepTagger {
 public:
  // All arguments outlive this object. Throws Error{plugin_failed}.
  InStepTagger(const Tagger& tagger, std::span<const BarSource> sources, TagTable& table,
               Workers& workers);

  // [step] Tags the next bar of each of these symbols, which must be distinct. Throws
  // Error{plugin_failed} naming plug-in, symbol, bar and time.
  void tag(std::span<const SymbolIndex> active);

 private:
  void tag_serially(std::span<const SymbolIndex> active);
  void tag_in_parallel(std::span<const SymbolIndex> active);
  void learn_cost(std::span<const SymbolIndex> active);

  std::vector<SymbolTagger> symbols_;
  Workers& workers_;
  std::int64_t step_ = 0;
  std::int64_t learned_bars_ = 0;
  double learned_ns_ = 0;
  double tag_cost_ns_ = 0;  // per bar; 0 until learned
};

}  // namespace barometer
