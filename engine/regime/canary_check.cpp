// SPDX-License-Identifier: Apache-2.0
#include "regime/canary_check.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
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

// Of one tagger's columns, whose first dimension in `tags` is `first`. `of` names the symbol where
// there is a single one.
void check(const TagView& tags, std::size_t first, const Tagger& tagger,
           std::optional<core::SymbolIndex> of, const data::MarketData& market,
           std::vector<core::Fault>& faults) {
  for (std::size_t d = 0; d < tagger.dimensions().size(); ++d) {
    for (const auto& column : {tags.tag_column(first + d), tags.onset_column(first + d)}) {
      const auto row = column != nullptr ? column->damaged() : std::nullopt;
      if (row) {
        faults.push_back(fault_of(tagger, tags.dimensions()[first + d].name,
                                  market.symbols[of.value_or(*row)].name));
      }
    }
  }
}

}  // namespace

void check_canaries(const TaggingJob& job, const data::MarketData& market) {
  std::vector<core::Fault> faults;
  const TagView tags = job.columns().view();
  for (std::size_t t = 0; t < job.taggers().size(); ++t) {
    const Tagger& tagger = job.taggers()[t].tagger;
    check(tags, job.taggers().first_dimension(t), tagger, {}, market, faults);
    check(job.frame_columns(t).view(), 0, tagger, job.frames().benchmark(t), market, faults);
  }
  if (!faults.empty()) {
    throw core::Error(core::ErrorKind::plugin_failed, std::move(faults));
  }
}

}  // namespace barometer::regime
