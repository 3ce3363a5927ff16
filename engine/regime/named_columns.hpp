// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/named_memory.hpp"
#include "regime/tag_view.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Who writes to the bars or the calendars of a market is told which, as long as this object lives,
// which the market outlives.
class NamedBars {
 public:
  explicit NamedBars(const data::MarketData& market);

 private:
  core::NamedMemory bars_;
  core::NamedMemory view_bars_;
};

// Likewise who writes to bars, or to tags that are shown to be read.
class NamedTags {
 public:
  NamedTags(const TagView& tags, const data::MarketData& market);

 private:
  struct Column;

  void add(const TagView::Column& column, const char* what, const Dimension& dimension,
           const data::MarketData& market);

  NamedBars bars_;
  TagView tags_;  // keeps the columns
  std::vector<std::shared_ptr<const Column>> columns_;
};

}  // namespace barometer::regime
