// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/regime_blocks.hpp"
#include "analysis/regime_statistics.hpp"
#include "analysis/regime_values.hpp"
#include "stats/block_sums.hpp"
#include "stats/dwell_counts.hpp"

namespace barometer::analysis {

// All of one dimension by slot (its labels, then unknown). Every bar is touched once; what follows
// comes from sums by step and by block.
class RegimeBook {
 public:
  RegimeBook(const RegimeInput& input, const RegimeValues& values, const RegimeBlocks& blocks,
             const ReportedDimension& dimension);

  // Without the test.
  DimensionMetrics metrics(const RegimeTable& table) const;

  // Sums of x by block, of labels alone.
  stats::BlockSums block_sums() const;

 private:
  struct Slot {
    std::int64_t episodes = 0;
    std::int64_t trades = 0;
    stats::DwellCounts dwells;
    std::vector<double> changes;  // sum of x of each step in which it held
  };

  // Of all bars of a step under one label.
  struct StepSum {
    double x = 0;
    double bars = 0;
  };

  void add_symbol(core::SymbolIndex symbol);
  std::span<const std::int64_t> onsets_of(core::SymbolIndex symbol);
  void add_late(core::SymbolIndex symbol, std::size_t live, std::span<const std::int64_t> onsets,
                std::span<const double> sums);
  void count_trades(core::SymbolIndex symbol, std::span<const std::uint8_t> slots);
  std::vector<std::uint8_t> common_slots() const;
  void add_common(std::span<const std::uint8_t> slots);
  void add_steps();
  void add_bars_until(std::size_t symbol, std::size_t first, std::size_t last,
                      std::vector<StepSum>& sums, std::size_t& next) const;
  void close_steps(std::size_t first, std::span<const StepSum> sums);
  void close_step(std::size_t step, std::size_t slot, const StepSum& sum);
  RegimeMetrics row(std::size_t slot, const RegimeRow& money) const;
  void add_step_metrics(std::size_t slot, RegimeMetrics& row) const;

  const RegimeInput& input_;
  const RegimeValues& values_;
  const RegimeBlocks& blocks_;
  const ReportedDimension& dimension_;
  std::vector<Slot> slots_;
  std::vector<std::vector<std::uint8_t>> slot_of_;  // [symbol][live bar]
  stats::BlockSums sums_;                           // by slot
  std::vector<std::vector<std::int64_t>> transitions_;
  LateDetection late_;
  std::int64_t late_bars_ = 0;
  bool onsets_ = false;
};

}  // namespace barometer::analysis
