// SPDX-License-Identifier: Apache-2.0
#include "backtest/check_tags.hpp"

#include <cstddef>
#include <utility>

#include "analysis/run_record.hpp"
#include "analysis/tag_warnings.hpp"
#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "backtest/tags_state.hpp"
#include "data/market_data.hpp"
#include "loop/strategy_host.hpp"

namespace barometer::backtest {

namespace {

// The tags that somebody reads, and those of them that are used: without a strategy all wanted
// ones.
struct ReadTags {
  regime::WantedTags wanted;
  std::vector<std::uint8_t> used;
};

ReadTags read_tags(const config::RunConfig& config, const RunPlan& run,
                   const data::MarketData& bars) {
  if (config.strategy.plugin.empty()) {
    return {{run.wanted, {}}, run.wanted};
  }
  const auto strategy = make_strategy(config, run, bars);
  return {wanted_tags(run, *strategy), used_dimensions(run, *strategy)};
}

}  // namespace

TagFindings check_tags(const Plan& plan, const Market& market, const Control& control) {
  TagFindings found;
  const config::RunConfig& config = plan.state().config;
  const RunPlan& run = plan.state().plan;
  if (run.taggers.empty()) {
    return found;
  }
  const data::MarketData& bars = market.state().data;
  const ReadTags read = read_tags(config, run, bars);
  require_same_data(plan, market);
  const regime::TagView view = view_of(plan, no_tags(market), read.wanted, control);
  std::vector<analysis::PluginRecord> plugins = plugin_records(run);
  const analysis::RunRecord record{
      .config = config,
      .market = bars,
      .tags = view,
      .used_dimensions = read.used,
      .needed_bars =
          [&](std::size_t dimension) {
            return market.state().needed_bars->of(config, run, bars, dimension);
          },
      .first_step = config.data.from ? bars.timeline.steps_until(*config.data.from) : 0,
      .provenance = {.plugins = std::move(plugins)}};
  analysis::check_unknown_tags(record, found.warnings);
  analysis::observe_unknown_tags(record, found.observations);
  return found;
}

}  // namespace barometer::backtest
