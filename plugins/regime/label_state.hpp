// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <vector>

namespace barometer::regime_plugin {

// The label that a dimension shows: the automaton's label once it has been the same for `confirm`
// known bars in a row, until then the label before it (none at the start). Counts the bars since
// the label was confirmed and keeps its estimated onset. An unknown label ends the confirmed one.
class LabelState {
 public:
  explicit LabelState(std::int64_t confirm) : confirm_(confirm) {}

  // Takes the automaton's label of this bar, and the automaton itself, which knows since when that
  // label may have held. Returns true when a confirmed label gives way to another.
  template <class Id>
  bool update(Id label, const auto& automaton) {
    const auto raw = static_cast<std::int8_t>(label);
    if (raw == shown_ && raw != BM_TAG_UNKNOWN) [[likely]] {
      waited_ = 0;
      ++bars_;
      return false;
    }
    if (raw == BM_TAG_UNKNOWN) {
      clear();
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
    onset_ = automaton.since(label);
    bars_ = 1;
    clear_next();
    return changed;
  }

  bool known() const { return shown_ != BM_TAG_UNKNOWN; }

  // The confirmed label; BM_TAG_UNKNOWN before one is confirmed.
  std::int8_t label() const { return shown_; }

  // Bars since the label was confirmed, that bar included; NaN where it is unknown.
  float bars() const { return known() ? static_cast<float>(bars_) : kUnknownScalar; }

  // The bar at which the label is estimated to have begun; -1 where it is unknown.
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

// 1 - changes / (n - 1) among the last n labels, all of them known. The count at which the oldest
// change leaves the window is kept, so that most labels cost one comparison.
class LabelStability {
 public:
  // REQUIRES: window >= 2.
  explicit LabelStability(std::int64_t window) : changes_(checked_window(window - 1)) {}

  // `changed`: this bar's label differs from the last known bar's.
  void update(bool changed) {
    ++known_;
    if (changed || known_ == due_) [[unlikely]] {
      count(changed);
    }
  }

  // NaN before n known labels in a row.
  float value() const { return value_; }

  void clear() {
    known_ = 0;
    oldest_ = count_ = 0;
    due_ = pairs() + 1;
    value_ = kUnknownScalar;
  }

  void state(auto& archive) {
    archive(known_, due_, oldest_, count_, value_);
    for (std::int64_t& change : changes_) {
      archive(change);
    }
    if (oldest_ >= changes_.size() || count_ > changes_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  std::int64_t pairs() const { return static_cast<std::int64_t>(changes_.size()); }

  std::size_t place(std::uint64_t nth) const {
    const std::uint64_t at = oldest_ + nth;
    return at < changes_.size() ? at : at - changes_.size();
  }

  void count(bool changed) {
    if (count_ > 0 && changes_[oldest_] + pairs() == known_) {
      oldest_ = place(1);
      --count_;
    }
    if (changed) {
      changes_[place(count_++)] = known_;
    }
    if (known_ > pairs()) {
      value_ = static_cast<float>(1 - static_cast<double>(count_) / static_cast<double>(pairs()));
      due_ = count_ > 0 ? changes_[oldest_] + pairs() : 0;
    }
  }

  std::vector<std::int64_t>
      changes_;             // labels that differed from the one before, counted as known_
  std::int64_t known_ = 0;  // labels in a row
  std::int64_t due_ =
      pairs() + 1;            // the label at which the value changes without a change; 0: none
  std::uint64_t oldest_ = 0;  // place of the oldest change
  std::uint64_t count_ = 0;   // changes among the last n labels
  float value_ = kUnknownScalar;
};

// The onset of labels that are known without delay, such as those of the calendar. An unknown label
// has no onset.
class LabelOnset {
 public:
  std::int64_t update(std::int8_t label, std::int64_t bar) {
    if (label != label_) {
      since_ = bar;
      label_ = label;
    }
    return label == BM_TAG_UNKNOWN ? -1 : since_;
  }

  void state(auto& archive) { archive(since_, label_); }

 private:
  std::int64_t since_ = -1;
  std::int8_t label_ = BM_TAG_UNKNOWN;
};

}  // namespace barometer::regime_plugin
