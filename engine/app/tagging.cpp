// SPDX-License-Identifier: Apache-2.0
#include "app/tagging.hpp"

#include "core/error.hpp"
#include "core/workers.hpp"
#include "regime/tag_ahead.hpp"

namespace barometer {

void require_taggers(const RunConfig& config, const Assembly& assembly) {
  if (assembly.taggers.empty()) {
    throw Error(ExitCode::bad_input,
                Fault{config.file, "there is nothing to tag with", "add a regime: group"});
  }
}

TagTable tag_everything(const Assembly& assembly, const MarketData& market, int threads) {
  std::vector<std::int64_t> bars;
  for (const SymbolData& symbol : market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  const std::vector<std::uint8_t> all(assembly.dimensions().size(), 1);
  TagTable tags(assembly.dimensions(), all, bars);
  Workers workers(threads);
  const std::vector<BarSource> sources = sources_of(market);
  const Frames frames(assembly.taggers, market, sources, workers);
  ChangeTable unasked;
  tag_ahead({assembly.taggers, frames, tags, unasked}, workers);
  return tags;
}

}  // namespace barometer
