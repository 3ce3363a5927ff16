// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "config/raw_param.hpp"
#include "regime/tagger.hpp"

namespace barometer::yardsticks {

// The `regime` plug-in as a run with `preset: equity_daily` would use it, on daily bars of a market
// that never closes. May be shared by threads.
class ShippedRegime {
 public:
  // `params` come on top of the preset. Throws Error.
  explicit ShippedRegime(std::vector<config::RawParam> params = {});

  struct Ids {
    std::vector<std::int8_t> volatility;  // BM_TAG_UNKNOWN or index of the label, as is the other
    std::vector<std::int8_t> trend;
    std::vector<float> probability;  // of the wild state; NaN unknown
  };

  Ids tag(std::span<const double> closes) const;

 private:
  regime::Tagger tagger_;
  std::vector<std::uint8_t> wanted_;
  std::size_t volatility_ = 0;  // dimensions
  std::size_t trend_ = 0;
  std::size_t probability_ = 0;
};

// calm, normal = 0; high, extreme = 1; unknown stays below 0.
std::vector<std::int8_t> two_classes(std::span<const std::int8_t> volatility);

}  // namespace barometer::yardsticks
