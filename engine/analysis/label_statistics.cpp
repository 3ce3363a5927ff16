// SPDX-License-Identifier: Apache-2.0
#include "analysis/label_statistics.hpp"

#include <algorithm>
#include <numeric>

namespace barometer::analysis {

namespace {

class EpisodeCounter {
 public:
  explicit EpisodeCounter(LabelStatistics& statistics) : statistics_(statistics) {}

  void follow(std::int8_t id) {
    if (id == id_) {
      length_ += id >= 0;
      return;
    }
    finish();
    if (id >= 0 && id_ >= 0) {
      ++statistics_.transitions[static_cast<std::size_t>(id_ * statistics_.labels + id)];
      ++statistics_.flips;
    }
    id_ = id;
    length_ = 1;
  }

  std::int8_t id() const { return id_; }

  std::int64_t length() const { return length_; }

 private:
  void finish() {
    if (id_ >= 0) {
      statistics_.dwells[static_cast<std::size_t>(id_)].push_back(length_);
    }
  }

  LabelStatistics& statistics_;
  std::int8_t id_ = -1;
  std::int64_t length_ = 0;
};

}  // namespace

std::int64_t LabelStatistics::known() const {
  return std::accumulate(bars.begin(), bars.end(), std::int64_t{0});
}

LabelStatistics label_statistics(std::span<const std::int8_t> ids, int labels) {
  const auto count = static_cast<std::size_t>(labels);
  LabelStatistics statistics;
  statistics.labels = labels;
  statistics.bars.resize(count);
  statistics.dwells.resize(count);
  statistics.transitions.resize(count * count);
  EpisodeCounter episodes(statistics);
  for (const std::int8_t id : ids) {
    const std::int8_t known = std::max(id, std::int8_t{-1});
    known >= 0 ? ++statistics.bars[static_cast<std::size_t>(known)] : ++statistics.unknown;
    episodes.follow(known);
  }
  statistics.last_id = episodes.id();
  statistics.last_bars = episodes.id() >= 0 ? episodes.length() : 0;
  return statistics;
}

std::optional<double> mean_dwell(std::span<const std::int64_t> dwells) {
  if (dwells.empty()) {
    return std::nullopt;
  }
  const auto sum = std::accumulate(dwells.begin(), dwells.end(), std::int64_t{0});
  return static_cast<double>(sum) / static_cast<double>(dwells.size());
}

std::optional<double> median_dwell(std::span<const std::int64_t> dwells) {
  if (dwells.empty()) {
    return std::nullopt;
  }
  std::vector<std::int64_t> sorted(dwells.begin(), dwells.end());
  std::ranges::sort(sorted);
  const std::size_t half = sorted.size() / 2;
  const auto upper = static_cast<double>(sorted[half]);
  return sorted.size() % 2 == 1 ? upper : (static_cast<double>(sorted[half - 1]) + upper) / 2;
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

}  // namespace barometer::analysis
