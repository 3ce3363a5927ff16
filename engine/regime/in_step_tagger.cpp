// SPDX-License-Identifier: Apache-2.0
#include "regime/in_step_tagger.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "regime/host_after_taggers.hpp"

namespace barometer::regime {

namespace {

// Below this a step's tags are computed faster by one thread than they are handed to two.
constexpr double kWorthSharingNs = 20'000;

// Neighbours stay on one thread until they are worth the hand-over of a task.
constexpr double kTaskNs = 2'000;

// The tag cost is learned from these steps: the first ones are cold and would exaggerate it.
constexpr std::int64_t kLearnFrom = 64;
constexpr std::int64_t kLearnUntil = 128;

}  // namespace

InStepTagger::InStepTagger(const TaggingJob& job, core::Workers& workers)
    : failed_(job.symbols(), 0), workers_(workers) {
  for (std::size_t t = 0; t < job.taggers().size(); ++t) {
    if (job.wanted(t)) {
      add(job, t);
    }
  }
  restore_host_after(job.taggers());
}

void InStepTagger::add(const TaggingJob& job, std::size_t tagger) {
  const auto symbols = static_cast<core::SymbolIndex>(job.symbols());
  if (job.frames().is_plain(tagger)) {
    std::vector<BlockTagger>& row = plain_.emplace_back();
    row.reserve(symbols);
    for (core::SymbolIndex s = 0; s < symbols; ++s) {
      row.push_back(job.block_tagger(tagger, s, 1));
    }
    return;
  }
  const auto benchmark = job.frames().benchmark(tagger);
  if (benchmark) {
    benchmarks_.push_back(job.frame_tagger(tagger, *benchmark));
  }
  std::vector<SymbolFrame>& row = frames_.emplace_back();
  row.reserve(symbols);
  for (core::SymbolIndex s = 0; s < symbols; ++s) {
    auto own = benchmark ? nullptr : job.frame_tagger(tagger, s);
    TagAligner aligner = job.aligner(benchmark ? *benchmarks_.back() : *own, tagger, s);
    row.push_back({std::move(own), std::move(aligner)});
  }
}

void InStepTagger::tag_benchmarks(core::Timestamp now) {
  for (const auto& benchmark : benchmarks_) {
    if (!benchmark->tag_until(now)) {
      throw benchmark->failure();
    }
  }
}

bool InStepTagger::tag_one(core::SymbolIndex symbol) noexcept {
  bool good = true;
  for (std::vector<BlockTagger>& row : plain_) {
    good &= row[symbol].tag(1);
  }
  for (std::vector<SymbolFrame>& row : frames_) {
    SymbolFrame& frame = row[symbol];
    good &= frame.own == nullptr || frame.own->tag_until(frame.aligner.next_close());
    frame.aligner.align_next();
  }
  return good;
}

void InStepTagger::fail(core::SymbolIndex symbol) const {
  for (const std::vector<BlockTagger>& row : plain_) {
    if (row[symbol].failed()) {
      throw row[symbol].failure();
    }
  }
  const auto failed = std::ranges::find_if(frames_, [symbol](const auto& row) {
    return row[symbol].own != nullptr && row[symbol].own->failed();
  });
  throw(*failed)[symbol].own->failure();
}

void InStepTagger::tag_serially(std::span<const core::SymbolIndex> active) {
  for (const core::SymbolIndex symbol : active) {
    if (!tag_one(symbol)) {
      fail(symbol);
    }
  }
}

void InStepTagger::tag_in_parallel(std::span<const core::SymbolIndex> active) {
  const auto grain = static_cast<std::size_t>(std::max(1.0, kTaskNs / tag_cost_ns_));
  workers_.for_each(active.size(), grain,
                    [&](std::size_t i) { failed_[active[i]] = tag_one(active[i]) ? 0 : 1; });
  for (const core::SymbolIndex symbol : active) {
    if (failed_[symbol] != 0) {
      fail(symbol);
    }
  }
}

void InStepTagger::learn_cost(std::span<const core::SymbolIndex> active) {
  const auto start = std::chrono::steady_clock::now();
  tag_serially(active);
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  learned_ns_ += took.count();
  learned_bars_ += static_cast<std::int64_t>(active.size());
  tag_cost_ns_ = learned_ns_ / static_cast<double>(learned_bars_);
}

void InStepTagger::tag(std::span<const core::SymbolIndex> active) {
  const std::int64_t step = step_++;
  if (!benchmarks_.empty()) {
    tag_benchmarks(frames_.front()[active.front()].aligner.next_close());
  }
  const bool alone = workers_.threads() == 1;
  if (!alone && step >= kLearnFrom && step < kLearnUntil) {
    learn_cost(active);
  } else if (!alone && static_cast<double>(active.size()) * tag_cost_ns_ > kWorthSharingNs) {
    tag_in_parallel(active);
  } else {
    tag_serially(active);
  }
}

}  // namespace barometer::regime
