// SPDX-License-Identifier: Apache-2.0
#include "shipped_regime.hpp"

#include <barometer/abi/plugin.h>
#include <algorithm>
#include <utility>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "regime/block_tagger.hpp"
#include "regime/tag_columns.hpp"

namespace barometer::yardsticks {

namespace {

regime::Tagger load(std::vector<config::RawParam> params) {
  plugin::Plugin plugin = plugin::load_plugin(BAROMETER_REGIME_PLUGIN);
  params.push_back({"preset", {}, {"equity_daily", false, {}}});
  std::vector<core::Fault> faults;
  plugin::ParamValues values =
      plugin::read_params({plugin.manifest->params, plugin.manifest->param_count}, params,
                          "yardstick", "params", faults);
  core::throw_if_any(std::move(faults));
  return regime::Tagger(std::move(plugin), std::move(values));
}

std::size_t place_of(const regime::Tagger& tagger, const std::string& name) {
  const auto found = std::ranges::find(tagger.dimensions(), name, &regime::Dimension::name);
  return static_cast<std::size_t>(found - tagger.dimensions().begin());
}

}  // namespace

ShippedRegime::ShippedRegime(std::vector<config::RawParam> params)
    : tagger_(load(std::move(params))),
      wanted_(tagger_.dimensions().size()),
      volatility_(place_of(tagger_, "volatility")),
      trend_(place_of(tagger_, "trend")),
      probability_(place_of(tagger_, "volatility_probability")) {
  wanted_.at(volatility_) = wanted_.at(trend_) = wanted_.at(probability_) = 1;
}

ShippedRegime::Ids ShippedRegime::tag(std::span<const double> closes) const {
  std::vector<data::BarRow> rows;
  std::vector<bm_calendar_row> calendar(closes.size());
  for (std::size_t t = 0; t < closes.size(); ++t) {
    const double c = closes[t];
    rows.push_back({static_cast<core::Timestamp>(t + 1) * core::kDay, c, c, c, c, 0});
    calendar[t].session_date = static_cast<std::int32_t>(t);
  }
  const bm_instrument instrument{"SIM", BM_VENUE_ALWAYS_OPEN, 0, core::kDay, 1, 365};
  const auto count = static_cast<std::int64_t>(closes.size());
  const regime::BarSource source{data::view_of(rows), calendar.data(), count, &instrument, 0, {}};

  const regime::TagColumns table(tagger_.dimensions(), {wanted_, {}}, std::span{&count, 1});
  regime::BlockTagger symbol(tagger_, source, regime::TagSink{table}, count);
  if (!symbol.tag(count)) {
    throw symbol.failure();
  }
  const auto ids_of = [&table](std::size_t dimension) {
    const auto ids = table.view().category(0, dimension);
    return std::vector<std::int8_t>(ids.begin(), ids.end());
  };
  const auto probability = table.view().scalar(0, probability_);
  return {ids_of(volatility_), ids_of(trend_), {probability.begin(), probability.end()}};
}

std::vector<std::int8_t> two_classes(std::span<const std::int8_t> volatility) {
  std::vector<std::int8_t> classes(volatility.size());
  std::ranges::transform(volatility, classes.begin(), [](std::int8_t id) {
    return id < 0 ? id : static_cast<std::int8_t>(id >= 2);
  });
  return classes;
}

}  // namespace barometer::yardsticks
