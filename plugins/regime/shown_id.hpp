// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "dimensions.hpp"
#include "id_run.hpp"
#include "run.hpp"

namespace barometer::regime_plugin {

// What becomes of an automaton's id over runs of bars: confirmed, how long it has been shown, where
// it is thought to have begun, and how stable it is. The dimensions say which columns that goes to.
template <Dimension kId, Dimension kDuration, Dimension kStability = kDimensionCount>
class ShownId {
 public:
  explicit ShownId(std::int64_t confirm) : confirmed_(confirm) {}

  // From the start on, the stability is found out too. REQUIRES: window >= 2.
  void want_stability(std::int64_t window) { stability_.emplace(window); }

  // id_of(i, bar) is what the automaton says of the run's bar i; it knows since when that may have
  // held. An unknown id ends the one before it.
  template <std::size_t kMost, class IdOf>
  void follow(const TagBlock& block, const Run<kMost>& run, const auto& automaton, IdOf id_of) {
    Rows<kMost> rows;
    std::int64_t bar = block.first() + run.first();
    ConfirmedId confirmed = confirmed_;  // a copy that no store can change: it stays in registers
    for (std::size_t i = 0; i < run.size(); ++i, ++bar) {
      rows.changed[i] = confirmed.update(id_of(i, bar), automaton);
      rows.id[i] = confirmed.id();
      rows.onset[i] = confirmed.onset();
      rows.duration[i] = confirmed.bars();
    }
    confirmed_ = confirmed;
    write(block.category(kId), run, [&](std::size_t i) { return rows.id[i]; });
    write(block.onset(kId), run, [&](std::size_t i) { return rows.onset[i]; });
    write(block.scalar(kDuration), run, [&](std::size_t i) { return rows.duration[i]; });
    if (stability_) {
      follow_stability(block, run, rows);
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
    Row<std::int8_t, kMost> id;
    Row<std::int64_t, kMost> onset;
    Row<float, kMost> duration;
    Row<bool, kMost> changed;
  };

  template <std::size_t kMost>
  void follow_stability(const TagBlock& block, const Run<kMost>& run, const Rows<kMost>& rows) {
    Row<float, kMost> stability;
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (rows.id[i] == BM_TAG_UNKNOWN) [[unlikely]] {
        stability_->clear();
      } else {
        stability_->update(rows.changed[i]);
      }
      stability[i] = stability_->value();
    }
    write(block.scalar(kStability), run, [&](std::size_t i) { return stability[i]; });
  }

  ConfirmedId confirmed_;
  std::optional<IdStability> stability_;
};

}  // namespace barometer::regime_plugin
