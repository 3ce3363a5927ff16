// SPDX-License-Identifier: Apache-2.0
#include "regime/in_step_tagger.hpp"

#include <algorithm>
#include <chrono>

namespace barometer {

namespace {

// Below this a step's tags are computed faster by one thread than they are handed to two.
constexpr double kWorthSharingNs = 20'000;

// Neighbours stay on one thread until they are worth the hand-over of a task.
constexpr double kTaskNs = 2'000;

// The tag cost is learned from these steps: the first ones are cold and would exaggerate it.
constexpr std::int64_t kLearnFrom = 64;
constexpr std::int64_t kLearnUntil = 128;

}  // namespace

InStepTagger::InStepTagger(const Tagger& tagger, std::span<const BarSource> sources,
                           TagTable& table, Workers& workers)
    : workers_(workers) {
  symbols_.reserve(sources.size());
  for (std::size_t s = 0; s < sources.size(); ++s) {
    symbols_.emplace_back(tagger, sources[s], static_cast<SymbolIndex>(s), table);
  }
}

void InStepTagger::tag_serially(std::span<const SymbolIndex> active) {
  for (const SymbolIndex symbol : active) {
    if (!symbols_[symbol].tag(1)) {
      throw symbols_[symbol].failure();
    }
  }
}

void InStepTagger::tag_in_parallel(std::span<const SymbolIndex> active) {
  const auto grain = static_cast<std::size_t>(std::max(1.0, kTaskNs / tag_cost_ns_));
  workers_.for_each(active.size(), grain, [&](std::size_t i) { symbols_[active[i]].tag(1); });
  for (const SymbolIndex symbol : active) {
    if (symbols_[symbol].failed()) {
      throw symbols_[symbol].failure();
    }
  }
}

void InStepTagger::learn_cost(std::span<const SymbolIndex> active) {
  const auto start = std::chrono::steady_clock::now();
  tag_serially(active);
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  learned_ns_ += took.count();
  learned_bars_ += static_cast<std::int64_t>(active.size());
  tag_cost_ns_ = learned_ns_ / static_cast<double>(learned_bars_);
}

void InStepTagger::tag(std::span<const SymbolIndex> active) {
  const std::int64_t step = step_++;
  const bool alone = workers_.threads() == 1;
  if (!alone && step >= kLearnFrom && step < kLearnUntil) {
    learn_cost(active);
  } else if (!alone && static_cast<double>(active.size()) * tag_cost_ns_ > kWorthSharingNs) {
    tag_in_parallel(active);
  } else {
    tag_serially(active);
  }
}

}  // namespace barometer
