// SPDX-License-Identifier: Apache-2.0
#include "backtest/needed_bars.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backtest/run_plan.hpp"
#include "backtest/trial_market.hpp"
#include "config/run_config.hpp"
#include "core/workers.hpp"
#include "data/bar_row.hpp"
#include "data/longest_symbol.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "regime/tag_set.hpp"

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
  if (market.instruments.size() != market.symbols.size()) {
    return 0;
  }
  const core::SymbolIndex symbol = data::longest_symbol(market);
  const bm_instrument& own = market.instruments[symbol];
  return entry.on && own.bars_per_session_day > 0
             ? data::coarse_instrument(*market.venue_of(symbol).hours, *entry.on, own)
                   .bars_per_session_day
             : own.bars_per_session_day;
}

bool takes_bars_per_day(const bm_manifest& manifest) {
  return std::any_of(manifest.params, manifest.params + manifest.param_count,
                     [](const bm_param_spec& param) { return param.name == kBarsPerDay; });
}

std::vector<std::int64_t> declared_by(const regime::TaggerEntry& entry,
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

// A tag that is on none of so many bars has no value on such bars; times end in the year 2262.
constexpr int kTrials = 3;
constexpr double kMostTrialBars = 2e6;
constexpr double kMostTrialSessions = 25'000;

double own_bars_a_day(const data::MarketData& market) {
  return market.instruments[data::longest_symbol(market)].bars_per_session_day;
}

// Own bars in one that the tagger sees, about.
double own_bars_in_one(const regime::TaggerEntry& entry, const data::MarketData& market) {
  const double own = own_bars_a_day(market);
  return entry.on ? std::max(1.0, own / bars_per_session_day(entry, market)) : 1;
}

std::optional<std::int64_t> first_known(const regime::TagView& tags, std::size_t dimension) {
  const auto place = [](const auto& column, auto known) -> std::optional<std::int64_t> {
    const auto found = std::ranges::find_if(column, known);
    return found == column.end() ? std::nullopt : std::optional(found - column.begin());
  };
  const auto labels = tags.category(0, dimension);
  return labels.empty() ? place(tags.scalar(0, dimension), [](float x) { return !std::isnan(x); })
                        : place(labels, [](std::int8_t label) { return label >= 0; });
}

// Bars up to the first with a tag where no bar is missing, of the size that the tagger sees; none
// where it has none on as many bars as are tried. `declared` is where the search begins.
std::optional<std::int64_t> tried_bars(regime::TaggerEntry entry, std::size_t dimension,
                                       const data::MarketData& market, std::int64_t declared) {
  const double begin = (1.5 * static_cast<double>(declared) + 100) * own_bars_in_one(entry, market);
  const std::optional<core::Duration> on = entry.on;
  regime::WantedTags wanted{std::vector<std::uint8_t>(entry.tagger.dimensions().size(), 0), {}};
  wanted.tags[dimension] = 1;
  entry.of.clear();
  regime::TaggerSet taggers;
  taggers.add(std::move(entry));
  core::Workers workers(1);
  const double most = std::min(kMostTrialBars, kMostTrialSessions * own_bars_a_day(market));
  double bars = begin;
  for (int i = 0; i < kTrials && bars <= most; ++i, bars *= 8) {
    const data::MarketData trial = trial_market(market, static_cast<std::size_t>(bars));
    const regime::TagSet tags(taggers, trial, wanted, workers);
    if (const auto first = first_known(tags.view(), dimension)) {
      const auto& rows = trial.symbols[0].bars;
      const core::Timestamp close = rows[static_cast<std::size_t>(*first)].close_time_ns;
      return !on || *on == trial.bar
                 ? *first + 1
                 : std::ranges::count_if(data::resample(trial, 0, *on, rows).known_ns,
                                         [close](core::Timestamp at) { return at <= close; });
    }
  }
  return std::nullopt;
}

// Nothing where the tagger fails on bars that the run itself does not have.
std::optional<std::int64_t> bars_in_trial(const regime::TaggerEntry& entry, std::size_t dimension,
                                          const data::MarketData& market, std::int64_t declared) {
  try {
    return tried_bars(entry, dimension, market, declared);
  } catch (const core::Error&) {
    return std::nullopt;
  }
}

bool has_bars(const data::MarketData& market) {
  return market.instruments.size() == market.symbols.size() &&
         std::ranges::any_of(market.symbols,
                             [](const data::SymbolData& symbol) { return !symbol.bars.empty(); });
}

// A dimension of the run as its tagger has it.
struct Asked {
  const regime::TaggerEntry& entry;
  std::size_t dimension = 0;  // of the tagger
  std::int64_t declared = 0;
};

Asked asked_of(const config::RunConfig& config, const RunPlan& plan, const data::MarketData& market,
               std::size_t dimension) {
  std::size_t tagger = 0;
  while (tagger + 1 < plan.taggers.size() &&
         plan.taggers.first_dimension(tagger + 1) <= dimension) {
    ++tagger;
  }
  const regime::TaggerEntry& entry = plan.taggers[tagger];
  const std::size_t own = dimension - plan.taggers.first_dimension(tagger);
  return {entry, own, declared_by(entry, config.regime[tagger].params, market)[own]};
}

}  // namespace

std::int64_t NeededBars::of(const config::RunConfig& config, const RunPlan& plan,
                            const data::MarketData& market, std::size_t dimension) {
  const Asked asked = asked_of(config, plan, market, dimension);
  if (!has_bars(market)) {
    return asked.declared;
  }
  const data::SymbolData& symbol = market.symbols[data::longest_symbol(market)];
  const Key key{regime::column_key(plan.taggers, market, dimension, regime::ColumnKind::category),
                asked.declared, symbol.name, symbol.bars[0].close_time_ns};
  std::promise<std::int64_t> promise;
  {
    std::unique_lock lock(mutex_);
    const auto [found, is_new] = found_.try_emplace(key, promise.get_future().share());
    if (!is_new) {
      const std::shared_future<std::int64_t> bars = found->second;
      lock.unlock();
      return bars.get();
    }
  }
  try {
    promise.set_value(bars_in_trial(asked.entry, asked.dimension, market, asked.declared)
                          .value_or(asked.declared));
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
  const std::lock_guard lock(mutex_);
  return found_.at(key).get();
}

}  // namespace barometer::backtest
