// SPDX-License-Identifier: Apache-2.0
#include "analysis/tag_warnings.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "analysis/observations.hpp"
#include "data/bar_row.hpp"
#include "data/longest_symbol.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

constexpr double kMostUnknown = 0.5;  // of live symbol-bars
// Sessions of currencies and of futures last longer, those of shares less.
constexpr core::Duration kLongSession = 12 * core::kHour;

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

// Bars of the size `bar` that a symbol's make.
std::int64_t bars_of(const data::MarketData& market, core::SymbolIndex symbol, core::Duration bar) {
  const auto& bars = market.symbols[symbol].bars;
  return bar == market.bar ? std::ssize(bars)
                           : std::ssize(data::resample(market, symbol, bar, bars).bars);
}

// The bars up to the first one of a known tag, where most tags after it are known: it then waited
// for bars. 0 for none, -1 where no bar at all has a tag.
template <class Tag, class IsUnknown>
std::int64_t bars_until_known(std::span<const Tag> tags, IsUnknown is_unknown) {
  const auto first = std::ranges::find_if_not(tags, is_unknown);
  if (first == tags.end()) {
    return -1;
  }
  const auto after = std::ranges::count_if(first, tags.end(), is_unknown);
  return 2 * after < tags.end() - first ? first - tags.begin() + 1 : 0;
}

std::int64_t bars_until_known(const RunRecord& record, core::SymbolIndex symbol,
                              std::size_t dimension) {
  const auto categories = record.tags.category(symbol, dimension);
  return categories.empty() ? bars_until_known(record.tags.scalar(symbol, dimension),
                                               [](float tag) { return std::isnan(tag); })
                            : bars_until_known(categories, [](std::int8_t tag) { return tag < 0; });
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
    return bar >= core::kDay;
  }
  return preset == "crypto" ? bar <= core::kHour : preset != "equity_intraday" || bar < core::kDay;
}

bool has_short_sessions(const data::MarketVenue& venue) {
  core::Duration longest = 0;
  for (const bm_calendar_row& row : venue.calendar) {
    longest = std::max(longest, row.session_close_ns - row.session_open_ns);
  }
  return longest > 0 && longest <= kLongSession;
}

// Daily bars are the same anywhere: equity_daily stands for them.
bool fits_venue(std::string_view preset, const data::MarketData& market, core::SymbolIndex symbol) {
  const bool always_open =
      market.instruments.empty() || market.instruments[symbol].venue_kind == BM_VENUE_ALWAYS_OPEN;
  if (preset == "crypto") {
    return always_open;
  }
  if (preset == "fx" || preset == "futures") {
    return !always_open && !has_short_sessions(market.venue_of(symbol));
  }
  return preset != "equity_intraday" || !always_open;
}

std::vector<std::string> names_of(const data::MarketData& market,
                                  std::span<const core::SymbolIndex> symbols) {
  std::vector<std::string> names;
  std::ranges::transform(symbols, std::back_inserter(names), [&market](core::SymbolIndex symbol) {
    return market.symbols[symbol].name;
  });
  return names;
}

// A size of bars that does not fit is told once, a venue each time.
void check_preset(const PluginRecord& plugin, const data::MarketData& market,
                  std::vector<Warning>& warnings) {
  const std::string preset = preset_of(plugin);
  const core::Duration bar = plugin.on.value_or(market.bar);
  bool told = fits_bar_size(preset, bar);
  for (std::size_t venue = 0; venue < market.venues.size(); ++venue) {
    const auto symbols = data::symbols_at(market, venue);
    const bool fits = symbols.empty() || fits_venue(preset, market, symbols.front());
    if (fits && (told || symbols.empty())) {
      continue;
    }
    told = true;
    warnings.emplace_back(UnfitPreset{
        plugin.as.empty() ? plugin.name : plugin.as, preset, data::venue_name(market, venue), bar,
        fits, market.venues.size() == 1 ? std::vector<std::string>() : names_of(market, symbols)});
  }
}

// Of the bars that the dimension is made of.
core::Duration bar_of(const RunRecord& record, std::size_t dimension) {
  const PluginRecord* const tagger = tagger_of(record, record.tags.dimensions()[dimension].name);
  return tagger != nullptr && tagger->on ? *tagger->on : record.market.bar;
}

// As the record says.
std::int64_t needed_bars(const RunRecord& record, std::size_t dimension) {
  return record.needed_bars ? record.needed_bars(dimension)
                            : record.tags.dimensions()[dimension].warmup_bars;
}

// What it needs as the run shows, else as the record says.
UnknownTags::Example example_of(const RunRecord& record, std::size_t dimension, double share) {
  const regime::Dimension& found = record.tags.dimensions()[dimension];
  const core::Duration own = record.market.bar;
  const core::Duration bar = bar_of(record, dimension);
  const core::SymbolIndex symbol = data::longest_symbol(record.market);
  const std::int64_t until = bars_until_known(record, symbol, dimension);
  const bool shown = bar == own && until > 0;
  const std::int64_t needed = shown ? until : needed_bars(record, dimension);
  return {found.name, share, needed, bar, bars_of(record.market, symbol, bar), until >= 0};
}

}  // namespace

void check_unknown_tags(const RunRecord& record, std::vector<Warning>& warnings) {
  const std::vector<regime::Dimension>& dimensions = record.tags.dimensions();
  UnknownTags unknown;
  for (std::size_t d = 0; d < std::min(dimensions.size(), record.used_dimensions.size()); ++d) {
    const Count count = record.used_dimensions[d] != 0 ? count_unknown(record, d) : Count{};
    const auto share = static_cast<double>(count.unknown) / static_cast<double>(count.bars);
    if (count.bars == 0 || share <= kMostUnknown) {
      continue;
    }
    ++unknown.dimensions;
    if (unknown.examples.size() < kMostExamples) {
      unknown.examples.push_back(example_of(record, d, share));
    }
  }
  if (unknown.dimensions > 0) {
    warnings.emplace_back(std::move(unknown));
  }
}

void observe_unknown_tags(const RunRecord& record, std::vector<Observation>& all) {
  const std::vector<regime::Dimension>& dimensions = record.tags.dimensions();
  for (core::SymbolIndex symbol = 0; symbol < record.market.symbols.size(); ++symbol) {
    const data::SymbolData& data = record.market.symbols[symbol];
    Observation seen{.code = UnknownTags::kCode, .symbol = data.name};
    for (std::size_t d = 0; d < std::min(dimensions.size(), record.used_dimensions.size()); ++d) {
      seen.of += record.used_dimensions[d] != 0 ? 1 : 0;
      if (record.used_dimensions[d] == 0 || bars_until_known(record, symbol, d) >= 0) {
        continue;
      }
      const std::int64_t has = bars_of(record.market, symbol, bar_of(record, d));
      const auto lacking = static_cast<double>(needed_bars(record, d) - has);
      if (lacking > 0) {
        seen.worst.push_back({.time_ns = data.bars.back().close_time_ns,
                              .value = lacking,
                              .severity = lacking,
                              .text = dimensions[d].name});
      }
    }
    seen.count = std::ssize(seen.worst);
    add_worst(std::move(seen), all);
  }
}

void check_presets(std::span<const PluginRecord> plugins, const data::MarketData& market,
                   std::vector<Warning>& warnings) {
  for (const PluginRecord& plugin : plugins) {
    if (plugin.kind == "regime") {
      check_preset(plugin, market, warnings);
    }
  }
}

}  // namespace barometer::analysis
