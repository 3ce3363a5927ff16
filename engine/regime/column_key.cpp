// SPDX-License-Identifier: Apache-2.0
#include "regime/column_key.hpp"

#include "data/market_data.hpp"

namespace barometer::regime {

namespace {

std::string text_of(const plugin::ParamValues& params) {
  std::string text;
  for (const auto& [name, value] : params.described()) {
    text += name + "=" + value + "\n";
  }
  return text;
}

}  // namespace

ColumnKey column_key(const TaggerSet& taggers, const data::MarketData& market,
                     std::size_t dimension, ColumnKind kind) {
  std::size_t t = taggers.size() - 1;
  while (taggers.first_dimension(t) > dimension) {
    --t;
  }
  const TaggerEntry& entry = taggers[t];
  return {entry.tagger.plugin().hash,
          text_of(entry.tagger.params()),
          entry.on.value_or(market.bar),
          entry.of,
          market.hash,
          entry.tagger.dimensions()[dimension - taggers.first_dimension(t)].name,
          kind};
}

}  // namespace barometer::regime
