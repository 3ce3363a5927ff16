// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <algorithm>

namespace barometer::regime {

// The id that a dimension shows: the automaton's own once it has been the same for `confirm` known
// bars in a row, until then the last one (none at the start). Knows how long it has been shown and
// where it is thought to have begun. A bar of unknown id ends it.
class ConfirmedId {
 public:
  explicit ConfirmedId(std::int64_t confirm) : confirm_(confirm) {}

  // The automaton's id of this bar and the automaton, which knows since when it may have held. True
  // when a shown id gives way to another.
  template <class Id>
  bool update(Id id, const auto& automaton) {
    const auto raw = static_cast<std::int8_t>(id);
    if (raw == shown_) [[likely]] {
      waited_ = 0;
      ++bars_;
      return false;
    }
    waited_ = raw == next_ ? waited_ + 1 : 1;
    next_ = raw;
    if (waited_ < confirm_) {
      bars_ += known();
      return false;
    }
    const bool changed = known();
    shown_ = raw;
    onset_ = automaton.since(id);
    bars_ = 1;
    clear_next();
    return changed;
  }

  bool known() const { return shown_ != BM_TAG_UNKNOWN; }

  // BM_TAG_UNKNOWN before one is confirmed.
  std::int8_t id() const { return shown_; }

  // Since it was confirmed, that bar included.
  float bars() const { return known() ? static_cast<float>(bars_) : kUnknownScalar; }

  // Bar at which it is thought to have begun; -1 where it is unknown.
  std::int64_t onset() const { return known() ? onset_ : -1; }

  void clear() {
    shown_ = BM_TAG_UNKNOWN;
    bars_ = 0;
    clear_next();
  }

  void state(auto& archive) { archive(bars_, onset_, waited_, shown_, next_); }

 private:
  void clear_next() {
    waited_ = 0;
    next_ = BM_TAG_UNKNOWN;
  }

  std::int64_t confirm_;
  std::int64_t bars_ = 0;
  std::int64_t onset_ = -1;
  std::int64_t waited_ = 0;  // bars of next_ in a row
  std::int8_t shown_ = BM_TAG_UNKNOWN;
  std::int8_t next_ = BM_TAG_UNKNOWN;
};

// 1 - changes / (n - 1) among the last n ids, all of them known.
class IdStability {
 public:
  // REQUIRES: window >= 2.
  explicit IdStability(std::int64_t window) : changed_(checked_window(window - 1)) {}

  // Whether this bar's id differs from the last known bar's.
  void update(bool changed) {
    const int difference = changed - changed_[next_];
    changed_[next_] = changed;
    next_ = next_ + 1 == changed_.size() ? 0 : next_ + 1;
    if (known_ <= pairs() || difference != 0) [[unlikely]] {
      ++known_;
      changes_ += difference;
      value_ = known_ <= pairs() ? kUnknownScalar
                                 : static_cast<float>(1 - static_cast<double>(changes_) /
                                                              static_cast<double>(pairs()));
    }
  }

  // NaN before n known ids in a row.
  float value() const { return value_; }

  void clear() {
    if (known_ > 0) {
      std::fill(changed_.begin(), changed_.end(), std::uint8_t{0});
    }
    changes_ = known_ = 0;
    value_ = kUnknownScalar;
  }

  void state(auto& archive) {
    archive(next_, changes_, known_, value_);
    for (std::uint8_t& changed : changed_) {
      archive(changed);
    }
    if (next_ >= changed_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  std::int64_t pairs() const { return static_cast<std::int64_t>(changed_.size()); }

  std::vector<std::uint8_t> changed_;  // of the last n - 1 neighbours
  std::uint64_t next_ = 0;
  std::int64_t changes_ = 0;  // in changed_
  std::int64_t known_ = 0;    // ids in a row; not counted on when there are enough
  float value_ = kUnknownScalar;
};

// Where the present id of something that is known without delay began. An unknown id has no onset.
class IdOnset {
 public:
  std::int64_t update(std::int8_t id, std::int64_t bar) {
    if (id != id_) {
      since_ = bar;
      id_ = id;
    }
    return id == BM_TAG_UNKNOWN ? -1 : since_;
  }

  void state(auto& archive) { archive(since_, id_); }

 private:
  std::int64_t since_ = -1;
  std::int8_t id_ = BM_TAG_UNKNOWN;
};

}  // namespace barometer::regime
