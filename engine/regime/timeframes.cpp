// SPDX-License-Identifier: Apache-2.0
#include "regime/timeframes.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

#include "core/nearest_name.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"

namespace barometer::regime {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

constexpr core::Timestamp kNever = std::numeric_limits<core::Timestamp>::max();

// 0: the run's own bars.
core::Duration coarse_size(const TaggerEntry& entry, const data::MarketData& market) {
  return entry.on && *entry.on != market.bar ? *entry.on : 0;
}

Timeframe as_it_is(const BarSource& source) {
  return {source, source.bars.close_time_ns, source.bars.close_time_ns, source.bars.stride};
}

// Rows that can be read behind the last bar and say nothing.
void add_spare(std::vector<data::BarRow>& bars, std::int64_t spare) {
  bars.resize(bars.size() + static_cast<std::size_t>(spare),
              data::BarRow{kNever, kNan, kNan, kNan, kNan, kNan});
}

}  // namespace

// Coarse bars of one symbol and what an instance is told about them.
struct TimeframeSet::Coarse {
  data::CoarseBars bars;  // rows and calendar until they are in the arena
  std::span<const data::BarRow> rows;
  const bm_calendar_row* calendar = nullptr;
  std::size_t column = 0;  // of the arena: that of the rows, before that of the calendar
  bm_instrument instrument{};
  std::int64_t count = 0;
  std::int64_t spare = 0;

  void build(const data::MarketData& market, core::SymbolIndex symbol, core::Duration on,
             std::span<const data::BarRow> fine, const BarSource& source) {
    bars = data::resample(market, symbol, on, fine);
    instrument = data::coarse_instrument(*market.venue_of(symbol).hours, on, *source.instrument);
    count = static_cast<std::int64_t>(bars.bars.size());
    spare = source.spare;
    add_spare(bars.bars, spare);
    bars.calendar.resize(bars.bars.size());
  }

  void reserve(core::ArenaLayout& layout) {
    column = layout.add(std::span(bars.bars).size_bytes());
    layout.add(std::span(bars.calendar).size_bytes());
  }

  void move_into(core::Arena& arena) {
    auto* const new_rows = reinterpret_cast<data::BarRow*>(arena.column(column));
    auto* const new_calendar = reinterpret_cast<bm_calendar_row*>(arena.column(column + 1));
    std::ranges::uninitialized_copy(bars.bars, std::span(new_rows, bars.bars.size()));
    std::ranges::uninitialized_copy(bars.calendar, std::span(new_calendar, bars.calendar.size()));
    rows = {new_rows, bars.bars.size()};
    calendar = new_calendar;
    bars.bars = {};
    bars.calendar = {};
  }

  Timeframe frame() const {
    return {{data::view_of(rows), calendar, count, &instrument, spare, {}},
            bars.first_ns.data(),
            bars.known_ns.data(),
            1};
  }
};

TimeframeSet::TimeframeSet(const TaggerSet& taggers, const data::MarketData& market,
                           std::span<const BarSource> sources, core::Workers& workers)
    : sources_(sources.begin(), sources.end()), benchmarks_(taggers.size()) {
  find_benchmarks(taggers, market);
  build_coarse(taggers, market, workers);
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    frames_.push_back(frames_of(t, coarse_size(taggers[t], market)));
  }
}

TimeframeSet::~TimeframeSet() = default;

void TimeframeSet::find_benchmarks(const TaggerSet& taggers, const data::MarketData& market) {
  std::vector<std::string> names;
  for (const data::SymbolData& symbol : market.symbols) {
    names.push_back(symbol.name);
  }
  std::vector<core::Fault> faults;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    const std::string& of = taggers[t].of;
    const auto found = std::ranges::find(names, of);
    if (!of.empty() && found == names.end()) {
      faults.push_back({taggers[t].of_at, "regime.of: the run has no symbol '" + of + "'",
                        core::suggestion(of, names)});
    } else if (!of.empty()) {
      benchmarks_[t] = static_cast<core::SymbolIndex>(found - names.begin());
    }
  }
  core::throw_if_any(std::move(faults));
}

std::vector<core::SymbolIndex> TimeframeSet::symbols_of(std::size_t tagger, std::size_t all) const {
  if (benchmarks_[tagger]) {
    return {*benchmarks_[tagger]};
  }
  std::vector<core::SymbolIndex> symbols(all);
  std::iota(symbols.begin(), symbols.end(), core::SymbolIndex{0});
  return symbols;
}

void TimeframeSet::build_coarse(const TaggerSet& taggers, const data::MarketData& market,
                                core::Workers& workers) {
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    if (const core::Duration on = coarse_size(taggers[t], market); on != 0) {
      for (const core::SymbolIndex symbol : symbols_of(t, sources_.size())) {
        coarse_.try_emplace({on, symbol}, std::make_unique<Coarse>());
      }
    }
  }
  std::vector<std::pair<CoarseKey, Coarse*>> all;
  for (const auto& [key, coarse] : coarse_) {
    all.emplace_back(key, coarse.get());
  }
  workers.for_each(all.size(), 1, [&](std::size_t i) {
    const auto& [on, symbol] = all[i].first;
    all[i].second->build(market, symbol, on, market.symbols[symbol].view_bars, sources_[symbol]);
  });
  seal_coarse();
}

// One arena for all: a process has room for some ten thousand mappings.
void TimeframeSet::seal_coarse() {
  if (coarse_.empty()) {
    return;
  }
  core::ArenaLayout layout;
  for (const auto& [key, coarse] : coarse_) {
    coarse->reserve(layout);
  }
  const std::size_t bytes = layout.bytes();
  coarse_arena_ = core::Arena(std::move(layout));
  for (const auto& [key, coarse] : coarse_) {
    coarse->move_into(coarse_arena_);
  }
  coarse_arena_.seal();
  named_coarse_ =
      std::make_unique<core::NamedMemory>(coarse_arena_.shown(0), bytes, this, &describe_coarse);
}

void TimeframeSet::describe_coarse(const void* what, const std::byte* address,
                                   core::PlainText& text) {
  for (const auto& [key, coarse] : static_cast<const TimeframeSet*>(what)->coarse_) {
    const auto rows = std::as_bytes(coarse->rows);
    if (address >= rows.data() && address < rows.data() + rows.size()) {
      const auto at = static_cast<std::size_t>(address - rows.data());
      text.add(coarse->instrument.symbol).add("'s coarser bars (bar ");
      text.add(static_cast<std::int64_t>(at / sizeof(data::BarRow))).add("): ");
    }
  }
  text.add("bars and calendars cannot be written");
}

std::vector<Timeframe> TimeframeSet::frames_of(std::size_t tagger, core::Duration on) const {
  std::vector<Timeframe> frames;
  if (on == 0 && !benchmarks_[tagger]) {
    return frames;
  }
  for (const core::SymbolIndex symbol : symbols_of(tagger, sources_.size())) {
    frames.push_back(on == 0 ? as_it_is(sources_[symbol]) : coarse_.at({on, symbol})->frame());
  }
  return frames;
}

}  // namespace barometer::regime
