// SPDX-License-Identifier: Apache-2.0
#include "backtest/needed_bars.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"

namespace barometer::backtest {

namespace {

constexpr std::string_view kBarsPerDay = "bars_per_session_day";

std::vector<std::int64_t> warmups_of(const regime::Tagger& tagger) {
  std::vector<std::int64_t> bars;
  for (const regime::Dimension& dimension : tagger.dimensions()) {
    bars.push_back(dimension.warmup_bars);
  }
  return bars;
}

// Of the bars that the tagger sees; 0 where the market does not say.
double bars_per_session_day(const regime::TaggerEntry& entry, const data::MarketData& market) {
  if (market.instruments.empty()) {
    return 0;
  }
  const bm_instrument& own = market.instruments.front();
  return entry.on && own.bars_per_session_day > 0
             ? data::coarse_instrument(*market.hours, *entry.on, own).bars_per_session_day
             : own.bars_per_session_day;
}

bool takes_bars_per_day(const bm_manifest& manifest) {
  return std::any_of(manifest.params, manifest.params + manifest.param_count,
                     [](const bm_param_spec& param) { return param.name == kBarsPerDay; });
}

std::vector<std::int64_t> needed_by(const regime::TaggerEntry& entry,
                                    std::vector<config::RawParam> params,
                                    const data::MarketData& market) {
  const bm_manifest& manifest = *entry.tagger.plugin().manifest;
  const double bars = bars_per_session_day(entry, market);
  const bool stated =
      std::ranges::find(params, kBarsPerDay, &config::RawParam::name) != params.end();
  if (stated || bars <= 0 || !takes_bars_per_day(manifest)) {
    return warmups_of(entry.tagger);
  }
  params.push_back({std::string(kBarsPerDay), {}, {fmt::format("{}", bars), false, {}}});
  std::vector<core::Fault> faults;
  plugin::ParamValues values =
      plugin::read_params({manifest.params, manifest.param_count}, params, "", "", faults);
  try {
    return warmups_of(regime::Tagger(entry.tagger.plugin(), std::move(values)));
  } catch (const core::Error&) {
    return warmups_of(entry.tagger);  // it finds no sense in that number
  }
}

}  // namespace

std::vector<std::int64_t> needed_bars(const config::RunConfig& config, const RunPlan& plan,
                                      const data::MarketData& market) {
  std::vector<std::int64_t> all;
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    const auto bars = needed_by(plan.taggers[t], config.regime[t].params, market);
    all.insert(all.end(), bars.begin(), bars.end());
  }
  return all;
}

}  // namespace barometer::backtest
