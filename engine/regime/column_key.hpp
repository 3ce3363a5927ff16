// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string>

#include "core/timestamp.hpp"
#include "regime/tag_column.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// What a column depends on, and nothing else: two columns of one key have the same bits.
struct ColumnKey {
  std::string tagger = {};     // hash of the plug-in's file
  std::string params = {};     // as resolved: "name=value" lines, in the order of the declaration
  core::Duration on = 0;       // size of the bars that are tagged
  std::string of = {};         // the one symbol that is tagged for all; empty: each for itself
  std::string market = {};     // hash of the market
  std::string dimension = {};  // the tagger's own name of it
  ColumnKind kind = ColumnKind::category;

  auto operator<=>(const ColumnKey&) const = default;
};

// `dimension` is one of the run's.
ColumnKey column_key(const TaggerSet& taggers, const data::MarketData& market,
                     std::size_t dimension, ColumnKind kind);

}  // namespace barometer::regime
