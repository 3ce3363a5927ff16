// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "batch.hpp"
#include "dimensions.hpp"
#include "label_state.hpp"

namespace barometer::regime_plugin {

// Turns the labels that an automaton gives to batches of bars into tags: the confirmed label, its
// duration, its estimated onset and its stability. The template arguments name their columns.
template <Dimension kLabel, Dimension kDuration, Dimension kStability = kDimensionCount>
class ConfirmedLabel {
 public:
  explicit ConfirmedLabel(std::int64_t confirm) : confirmed_(confirm) {}

  // Has the stability computed too. REQUIRES: window >= 2; called before the first bar.
  void want_stability(std::int64_t window) { stability_.emplace(window); }

  // label_of(i, bar) returns the automaton's label for the batch's bar i; the automaton knows since
  // when that label may have held. An unknown label ends the confirmed one.
  template <std::size_t kMost, class LabelOf>
  void follow(const TagBlock& block, const Batch<kMost>& batch, const auto& automaton,
              LabelOf label_of) {
    Rows<kMost> rows;
    std::int64_t bar = block.first() + batch.first();
    LabelState confirmed = confirmed_;  // a copy that no store can change: it stays in registers
    for (std::size_t i = 0; i < batch.size(); ++i, ++bar) {
      rows.changed[i] = confirmed.update(label_of(i, bar), automaton);
      rows.label[i] = confirmed.label();
      rows.onset[i] = confirmed.onset();
      rows.duration[i] = confirmed.bars();
    }
    confirmed_ = confirmed;
    write(block.category(kLabel), batch, [&](std::size_t i) { return rows.label[i]; });
    write(block.onset(kLabel), batch, [&](std::size_t i) { return rows.onset[i]; });
    write(block.scalar(kDuration), batch, [&](std::size_t i) { return rows.duration[i]; });
    if (stability_) {
      follow_stability(block, batch, rows);
    }
  }

  void clear() {
    confirmed_.clear();
    if (stability_) {
      stability_->clear();
    }
  }

  void state(auto& archive) {
    archive(confirmed_);
    if (stability_) {
      archive(*stability_);
    }
  }

 private:
  template <std::size_t kMost>
  struct Rows {
    Row<std::int8_t, kMost> label;
    Row<std::int64_t, kMost> onset;
    Row<float, kMost> duration;
    Row<bool, kMost> changed;
  };

  template <std::size_t kMost>
  void follow_stability(const TagBlock& block, const Batch<kMost>& batch, const Rows<kMost>& rows) {
    Row<float, kMost> stability;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (rows.label[i] == BM_TAG_UNKNOWN) [[unlikely]] {
        stability_->clear();
      } else {
        stability_->update(rows.changed[i]);
      }
      stability[i] = stability_->value();
    }
    write(block.scalar(kStability), batch, [&](std::size_t i) { return stability[i]; });
  }

  LabelState confirmed_;
  std::optional<LabelStability> stability_;
};

}  // namespace barometer::regime_plugin
