// SPDX-License-Identifier: Apache-2.0
#include "stats/label_statistics.hpp"

#include <algorithm>
#include <numeric>

namespace barometer::stats {

namespace {

class EpisodeCounter {
 public:
  explicit EpisodeCounter(LabelStatistics& statistics) : statistics_(statistics) {}

  void follow(std::int8_t label) {
    if (label == label_) {
      length_ += label >= 0;
      return;
    }
    finish();
    if (label >= 0 && label_ >= 0) {
      ++statistics_.transitions[static_cast<std::size_t>(label_ * statistics_.labels + label)];
      ++statistics_.flips;
    }
    label_ = label;
    length_ = 1;
  }

  std::int8_t label() const { return label_; }

  std::int64_t length() const { return length_; }

 private:
  void finish() {
    if (label_ >= 0) {
      statistics_.dwells[static_cast<std::size_t>(label_)].add(length_);
    }
  }

  LabelStatistics& statistics_;
  std::int8_t label_ = -1;
  std::int64_t length_ = 0;
};

}  // namespace

std::int64_t LabelStatistics::known() const {
  return std::accumulate(bars.begin(), bars.end(), std::int64_t{0});
}

LabelStatistics label_statistics(std::span<const std::int8_t> tags, int labels) {
  const auto count = static_cast<std::size_t>(labels);
  LabelStatistics statistics;
  statistics.labels = labels;
  statistics.bars.resize(count);
  statistics.dwells.resize(count);
  statistics.transitions.resize(count * count);
  EpisodeCounter episodes(statistics);
  for (const std::int8_t tag : tags) {
    const std::int8_t known = std::max(tag, std::int8_t{-1});
    known >= 0 ? ++statistics.bars[static_cast<std::size_t>(known)] : ++statistics.unknown;
    episodes.follow(known);
  }
  statistics.last_label = episodes.label();
  statistics.last_bars = episodes.label() >= 0 ? episodes.length() : 0;
  return statistics;
}

Agreement agreement(std::span<const std::int8_t> a, std::span<const std::int8_t> b, int labels) {
  const auto count = static_cast<std::size_t>(labels);
  std::vector<double> of_a(count);
  std::vector<double> of_b(count);
  Agreement found;
  std::int64_t same = 0;
  for (std::size_t t = 0; t < a.size(); ++t) {
    if (a[t] >= 0 && b[t] >= 0) {
      ++found.bars;
      same += a[t] == b[t];
      ++of_a[static_cast<std::size_t>(a[t])];
      ++of_b[static_cast<std::size_t>(b[t])];
    }
  }
  if (found.bars > 0) {
    const auto bars = static_cast<double>(found.bars);
    found.share = static_cast<double>(same) / bars;
    found.by_chance = std::inner_product(of_a.begin(), of_a.end(), of_b.begin(), 0.0) / bars / bars;
  }
  return found;
}

}  // namespace barometer::stats
