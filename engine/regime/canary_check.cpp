// SPDX-License-Identifier: Apache-2.0
#include "regime/canary_check.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "data/market_data.hpp"

namespace barometer::regime {

namespace {

core::Fault fault_of(const Tagger& tagger, const std::string& dimension,
                     const std::string& symbol) {
  return {tagger.plugin().path.string(),
          fmt::format("tagger '{}' wrote beyond the end of its tags of '{}' for symbol {}",
                      tagger.plugin().name(), dimension, symbol),
          "a block has `count` entries, the first at index 0"};
}

}  // namespace

void check_canaries(const TagView& tags, const TaggerSet& taggers, const data::MarketData& market) {
  std::vector<core::Fault> faults;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    const Tagger& tagger = taggers[t].tagger;
    for (std::size_t d = 0; d < tagger.dimensions().size(); ++d) {
      const std::size_t of_run = taggers.first_dimension(t) + d;
      for (const auto& column : {tags.tag_column(of_run), tags.onset_column(of_run)}) {
        const auto symbol = column != nullptr ? column->damaged() : std::nullopt;
        if (symbol) {
          faults.push_back(
              fault_of(tagger, taggers.dimensions()[of_run].name, market.symbols[*symbol].name));
        }
      }
    }
  }
  if (!faults.empty()) {
    throw core::Error(core::ErrorKind::plugin_failed, std::move(faults));
  }
}

}  // namespace barometer::regime
