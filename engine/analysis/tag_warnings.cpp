// SPDX-License-Identifier: Apache-2.0
#include "analysis/tag_warnings.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

constexpr double kMostUnknown = 0.5;  // of live symbol-bars

struct Count {
  std::int64_t bars = 0;
  std::int64_t unknown = 0;
};

template <class Tag, class IsUnknown>
void count_unknown(std::span<const Tag> tags, std::size_t first_bar, IsUnknown is_unknown,
                   Count& count) {
  const std::span<const Tag> live = tags.subspan(std::min(first_bar, tags.size()));
  count.bars += std::ssize(live);
  count.unknown += std::ranges::count_if(live, is_unknown);
}

Count count_unknown(const RunRecord& record, std::size_t dimension) {
  Count count;
  for (core::SymbolIndex symbol = 0; symbol < record.market.symbols.size(); ++symbol) {
    const core::Rows<data::BarRow>& bars = record.market.symbols[symbol].bars;
    const core::Timestamp from = record.market.timeline.time(record.first_step);
    const auto first = static_cast<std::size_t>(
        std::ranges::lower_bound(bars, from, {}, &data::BarRow::close_time_ns) - bars.begin());
    count_unknown(
        record.tags.category(symbol, dimension), first, [](std::int8_t tag) { return tag < 0; },
        count);
    count_unknown(
        record.tags.scalar(symbol, dimension), first, [](float tag) { return std::isnan(tag); },
        count);
  }
  return count;
}

// The tagger whose dimensions have this name before the dot; NULL for one without a name.
const PluginRecord* tagger_of(const RunRecord& record, std::string_view dimension) {
  const std::size_t dot = dimension.find('.');
  const std::string_view as = dot == dimension.npos ? "" : dimension.substr(0, dot);
  for (const PluginRecord& plugin : record.provenance.plugins) {
    if (plugin.kind == "regime" && plugin.as == as) {
      return &plugin;
    }
  }
  return nullptr;
}

std::string preset_of(const PluginRecord& plugin) {
  for (const auto& [name, value] : plugin.params) {
    if (name == "preset") {
      return value;
    }
  }
  return "";
}

bool fits_bar_size(std::string_view preset, core::Duration bar) {
  if (preset == "equity_daily") {
    return bar == core::kDay || bar == core::kWeek;
  }
  return preset == "crypto" ? bar <= core::kHour : preset != "equity_intraday" || bar < core::kDay;
}

// Daily bars are the same anywhere: equity_daily stands for them.
bool fits_venue(std::string_view preset, const data::MarketData& market) {
  const bool always_open =
      market.instruments.empty() || market.instruments.front().venue_kind == BM_VENUE_ALWAYS_OPEN;
  if (preset == "crypto") {
    return always_open;
  }
  const bool of_sessions = preset == "equity_intraday" || preset == "fx" || preset == "futures";
  return !of_sessions || !always_open;
}

}  // namespace

void check_unknown_tags(const RunRecord& record, std::vector<Warning>& warnings) {
  const std::vector<regime::Dimension>& dimensions = record.tags.dimensions();
  std::int64_t most_bars = 0;
  for (const data::SymbolData& symbol : record.market.symbols) {
    most_bars = std::max(most_bars, std::ssize(symbol.bars));
  }
  UnknownTags unknown;
  for (std::size_t d = 0; d < std::min(dimensions.size(), record.used_dimensions.size()); ++d) {
    const Count count = record.used_dimensions[d] != 0 ? count_unknown(record, d) : Count{};
    const auto share = static_cast<double>(count.unknown) / static_cast<double>(count.bars);
    if (count.bars == 0 || share <= kMostUnknown) {
      continue;
    }
    ++unknown.dimensions;
    if (unknown.examples.size() < kMostExamples) {
      const std::int64_t warmup =
          d < record.needed_bars.size() ? record.needed_bars[d] : dimensions[d].warmup_bars;
      const PluginRecord* const tagger = tagger_of(record, dimensions[d].name);
      const core::Duration bar = tagger != nullptr && tagger->on ? *tagger->on : record.market.bar;
      unknown.examples.push_back(
          {dimensions[d].name, share, warmup, bar, most_bars, record.market.bar});
    }
  }
  if (unknown.dimensions > 0) {
    warnings.emplace_back(std::move(unknown));
  }
}

void check_presets(const RunRecord& record, std::vector<Warning>& warnings) {
  for (const PluginRecord& plugin : record.provenance.plugins) {
    if (plugin.kind != "regime") {
      continue;
    }
    const std::string preset = preset_of(plugin);
    const core::Duration bar = plugin.on.value_or(record.market.bar);
    const bool venue = fits_venue(preset, record.market);
    if (!venue || !fits_bar_size(preset, bar)) {
      const std::string name = plugin.as.empty() ? plugin.name : plugin.as;
      warnings.emplace_back(UnfitPreset{name, preset, record.market.venue, bar, venue});
    }
  }
}

}  // namespace barometer::analysis
