// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <algorithm>

namespace barometer::regime {

// How long an id has held: 1 on the bar on which it appears. A bar of unknown id ends the run.
class IdRun {
 public:
  // True when `id` follows a known, different one.
  bool update(std::int8_t id) {
    const bool changed = bars_ > 0 && id != id_;
    bars_ = changed ? 1 : bars_ + 1;
    id_ = id;
    return changed;
  }

  // REQUIRES: the last bar's id is known.
  float bars() const { return static_cast<float>(bars_); }

  void clear() { bars_ = 0; }

  void state(auto& archive) { archive(bars_, id_); }

 private:
  std::int64_t bars_ = 0;
  std::int8_t id_ = BM_TAG_UNKNOWN;
};

// 1 - changes / (n - 1) among the last n ids, all of them known.
class IdStability {
 public:
  // REQUIRES: window >= 2.
  explicit IdStability(std::int64_t window) : changed_(checked_window(window - 1)) {}

  // Whether this bar's id differs from the last known bar's.
  void update(bool changed) {
    changes_ += changed - changed_[next_];
    changed_[next_] = changed;
    next_ = next_ + 1 == changed_.size() ? 0 : next_ + 1;
    ++known_;
  }

  float value() const {
    const auto pairs = static_cast<std::int64_t>(changed_.size());
    return known_ <= pairs
               ? kUnknownScalar
               : static_cast<float>(1 - static_cast<double>(changes_) / static_cast<double>(pairs));
  }

  void clear() {
    if (known_ > 0) {
      std::fill(changed_.begin(), changed_.end(), std::uint8_t{0});
    }
    changes_ = known_ = 0;
  }

  void state(auto& archive) {
    archive(next_, changes_, known_);
    for (std::uint8_t& changed : changed_) {
      archive(changed);
    }
    if (next_ >= changed_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  std::vector<std::uint8_t> changed_;  // of the last n - 1 neighbours
  std::uint64_t next_ = 0;
  std::int64_t changes_ = 0;  // in changed_
  std::int64_t known_ = 0;    // ids in a row
};

}  // namespace barometer::regime
