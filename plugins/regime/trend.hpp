// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "confirmed_label.hpp"
#include "dimensions.hpp"
#include "path_sums.hpp"
#include "returns.hpp"
#include "trend_bands.hpp"

namespace barometer::regime_plugin {

// The trend family: returns in, tags out. Only wanted dimensions are computed, and parts that no
// wanted dimension needs are not made.
class TrendFamily {
 public:
  TrendFamily(const TrendSettings& settings, const Wanted& wanted)
      : root_window_(std::sqrt(static_cast<double>(settings.window))),
        wants_label_(wanted.any({kTrend, kTrendDuration})),
        bands_(settings),
        label_(settings.confirm) {
    const bool wants_acceleration = wanted.any({kTrendAcceleration});
    if (wants_label_ || wants_acceleration || wanted.any({kTrendZ, kTrendEfficiency})) {
      returns_.emplace(settings.window);
    }
    if (wants_acceleration || wanted.any({kTrendStrength})) {
      line_.emplace(settings.window);
    }
    if (wants_acceleration) {
      late_.emplace(settings.window / 2);
    }
  }

  bool wanted() const { return returns_ || line_; }

  template <std::size_t kMost>
  void tag(const TagBlock& block, const Returns<kMost>& returns) {
    Rows<kMost> rows;
    if (line_) {
      line_->follow(returns, rows.shared, rows.variation);
      write(block.scalar(kTrendStrength), returns, [&](std::size_t i) {
        const double r_squared =
            std::min(1.0, rows.shared[i] * rows.shared[i] * line_->closeness() / rows.variation[i]);
        return rows.variation[i] > 0 ? r_squared : kNotKnown;
      });
    }
    if (late_) {
      late_->follow(returns, rows.late_slope);
    }
    if (returns_) {
      returns_->follow(returns, rows.distance, rows.squares, rows.length);
      write_ratios(block, returns, rows);
    }
    if (wants_label_) {
      decide_labels(block, returns, rows);
    }
  }

  // A path begins at the block's bar k: a point of the lines, but no return yet.
  void start(const TagBlock& block, std::int64_t k) {
    reset();
    for_each_part([](auto& window) { window.start(); });
    skip(block, k);
  }

  void skip(const TagBlock& block, std::int64_t k) const {
    write_unknown(
        block, k,
        {kTrend, kTrendStrength, kTrendDuration, kTrendAcceleration, kTrendZ, kTrendEfficiency});
  }

  void reset() {
    bands_.clear();
    label_.clear();
    for_each_part([](auto& window) { window.clear(); });
  }

  void state(auto& archive) {
    archive(bands_, label_);
    for_each_part([&archive](auto& window) { archive(window); });
  }

 private:
  template <std::size_t kMost>
  struct Rows {
    Row<double, kMost> distance;
    Row<double, kMost> squares;  // 0 where not all returns of the window are there
    Row<double, kMost> length;
    Row<double, kMost> shared;     // sum of (k - mean k) (y - mean y)
    Row<double, kMost> variation;  // sum of (y - mean y)^2; 0 where points are missing
    Row<double, kMost> late_slope;
  };

  void for_each_part(auto use) {
    if (returns_) {
      use(*returns_);
    }
    if (line_) {
      use(*line_);
    }
    if (late_) {
      use(*late_);
    }
  }

  // Writes the ratios to the returns of the window; they are unknown while the price is constant.
  template <std::size_t kMost>
  void write_ratios(const TagBlock& block, const Returns<kMost>& returns,
                    const Rows<kMost>& rows) const {
    const auto if_moved = [&rows](std::size_t i, double value) {
      return rows.squares[i] > 0 ? value : kNotKnown;
    };
    write(block.scalar(kTrendZ), returns, [&](std::size_t i) {
      return if_moved(i, rows.distance[i] / std::sqrt(rows.squares[i]));
    });
    write(block.scalar(kTrendEfficiency), returns, [&](std::size_t i) {
      return if_moved(i, std::min(1.0, std::fabs(rows.distance[i]) / rows.length[i]));
    });
    write(block.scalar(kTrendAcceleration), returns, [&](std::size_t i) {
      const double slope = rows.shared[i] * line_->closeness();
      return if_moved(i, (rows.late_slope[i] - slope) * root_window_ / std::sqrt(rows.squares[i]));
    });
  }

  template <std::size_t kMost>
  void decide_labels(const TagBlock& block, const Returns<kMost>& returns, Rows<kMost>& rows) {
    Row<double, kMost> signed_square;  // z * |z|
    for (std::size_t i = 0; i < returns.size(); ++i) {
      const double distance = rows.distance[i];
      const double square = distance * std::fabs(distance) / rows.squares[i];
      signed_square[i] = rows.squares[i] > 0 ? square : kNotKnown;
    }
    label_.follow(block, returns, bands_, [&](std::size_t i, std::int64_t bar) {
      return bands_.update(signed_square[i], bar);
    });
  }

  double root_window_;
  bool wants_label_;
  TrendBands bands_;
  ConfirmedLabel<kTrend, kTrendDuration> label_;
  std::optional<ReturnWindow> returns_;
  std::optional<LineWindow> line_;
  std::optional<SlopeWindow> late_;  // the younger half of the window
};

}  // namespace barometer::regime_plugin
