// SPDX-License-Identifier: Apache-2.0
#include "backtest/tagging.hpp"

#include "core/error.hpp"
#include "core/workers.hpp"
#include "regime/tag_ahead.hpp"

namespace barometer::backtest {

void require_taggers(const config::RunConfig& config, const RunPlan& assembly) {
  if (assembly.taggers.empty()) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{config.file, "there is nothing to tag with", "add a regime: group"});
  }
}

regime::TagTable tag_everything(const RunPlan& assembly, const data::MarketData& market,
                                int threads) {
  std::vector<std::int64_t> bars;
  for (const data::SymbolData& symbol : market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  const std::vector<std::uint8_t> all(assembly.dimensions().size(), 1);
  regime::TagTable tags(assembly.dimensions(), all, bars);
  core::Workers workers(threads);
  const std::vector<regime::BarSource> sources = regime::sources_of(market);
  const regime::TimeframeSet frames(assembly.taggers, market, sources, workers);
  regime::ChangeTable unasked;
  regime::tag_ahead({assembly.taggers, frames, tags, unasked}, workers);
  return tags;
}

}  // namespace barometer::backtest
