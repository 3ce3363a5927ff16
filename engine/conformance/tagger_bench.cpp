// SPDX-License-Identifier: Apache-2.0
#include "conformance/tagger_bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace barometer::conformance {

namespace {

// A tagger is quick when a symbol can be tagged so many times without anybody waiting.
constexpr int kQuick = 15;

std::string text_of(const TaggerBench& bench, const TagTable& tags, const TagDifference& at) {
  const TriedDimension& dimension = bench.dimensions()[at.dimension];
  return at.of_onset ? fmt::format("begun at bar {}", tags.onset(at.dimension, at.bar))
                     : tag_text(dimension, at.dimension, tags, at.bar);
}

}  // namespace

const TagTable& TaggerBench::plain(std::size_t series) {
  if (!plain_[series]) {
    const auto start = std::chrono::steady_clock::now();
    try {
      TaggerProbe plain = probe(series_[series]);
      plain.tag_rest(kPlainBlock);
      plain_[series] = plain.tags();
    } catch (const LawBroken&) {
      throw LawPassedOver(LawOutcome::not_reached,
                          "the tagger fails when it is called in the plainest way: see `answers`");
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    plain_seconds_ = std::max(plain_seconds_, took.count());
  }
  return *plain_[series];
}

std::int64_t TaggerBench::warmup() const {
  std::int64_t longest = 0;
  for (const TriedDimension& dimension : dimensions_) {
    longest = std::max(longest, dimension.warmup_bars);
  }
  return longest;
}

std::string TaggerBench::where(const TagSeries& series, std::int64_t bar,
                               std::size_t dimension) const {
  return fmt::format("{}, dimension '{}'", place_of(series, bar), dimensions_[dimension].name);
}

void TaggerBench::require_same(const TagSeries& series, const TagTable& first,
                               const TagTable& second, std::int64_t from, std::int64_t to,
                               const std::string& done) const {
  if (const auto found = first_difference(first, second, from, to)) {
    throw LawBroken({done, where(series, found->bar, found->dimension),
                     text_of(*this, first, *found) + ", the first time",
                     text_of(*this, second, *found) + ", the second time"});
  }
}

std::size_t TaggerBench::symbols() {
  constexpr std::size_t kOfSlow = 2;
  return times(kQuick) == kQuick ? series_.size() : std::min(kOfSlow, series_.size());
}

int TaggerBench::times(int wished) {
  constexpr double kSeconds = 0.5;
  plain(0);
  const double affordable = kSeconds / std::max(plain_seconds_, 1e-6);
  return affordable >= wished ? wished : std::clamp(static_cast<int>(affordable), 2, wished);
}

}  // namespace barometer::conformance
