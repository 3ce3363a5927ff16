// SPDX-License-Identifier: Apache-2.0
#include "regime/frames.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/nearest_name.hpp"
#include "data/resample.hpp"
#include "regime/split_adjusted.hpp"

namespace barometer {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

constexpr Timestamp kNever = std::numeric_limits<Timestamp>::max();

// 0: the run's own bars.
Duration coarse_size(const TaggerEntry& entry, const MarketData& market) {
  return entry.on && *entry.on != market.bar ? *entry.on : 0;
}

Frame as_it_is(const BarSource& source) {
  return {source, source.bars.close_time_ns, source.bars.close_time_ns, source.bars.stride};
}

// Rows that can be read behind the last bar and say nothing.
void add_spare(std::vector<BarRow>& bars, std::int64_t spare) {
  bars.resize(bars.size() + static_cast<std::size_t>(spare),
              BarRow{kNever, kNan, kNan, kNan, kNan, kNan});
}

}  // namespace

// Coarse bars of one symbol and what an instance is told about them.
struct Frames::Coarse {
  CoarseBars bars;
  bm_instrument instrument{};
  std::int64_t count = 0;
  std::int64_t spare = 0;

  void build(const MarketData& market, Duration on, std::span<const BarRow> rows,
             const SymbolData& data, const BarSource& source) {
    bars = resample(market.hours, market.bar, on, rows, data.calendar);
    instrument = coarse_instrument(market.hours, on, *source.instrument);
    count = static_cast<std::int64_t>(bars.bars.size());
    spare = source.spare;
    add_spare(bars.bars, spare);
    bars.calendar.resize(bars.bars.size());
  }

  Frame frame() const {
    return {{view_of(bars.bars), bars.calendar.data(), count, &instrument, spare},
            bars.first_ns.data(),
            bars.known_ns.data(),
            1};
  }
};

Frames::Frames(const TaggerSet& taggers, const MarketData& market,
               std::span<const BarSource> sources, Workers& workers)
    : sources_(sources.begin(), sources.end()),
      adjusted_(sources.size()),
      benchmarks_(taggers.size()) {
  adjust_splits(market);
  find_benchmarks(taggers, market);
  build_coarse(taggers, market, workers);
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    frames_.push_back(frames_of(t, coarse_size(taggers[t], market)));
  }
}

Frames::~Frames() = default;

void Frames::adjust_splits(const MarketData& market) {
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    adjusted_[s] = split_adjusted(market.symbols[s]);
    if (!adjusted_[s].empty()) {
      add_spare(adjusted_[s], sources_[s].spare);
      sources_[s].bars = view_of(adjusted_[s]);
    }
  }
}

void Frames::find_benchmarks(const TaggerSet& taggers, const MarketData& market) {
  std::vector<std::string> names;
  for (const SymbolData& symbol : market.symbols) {
    names.push_back(symbol.name);
  }
  std::vector<Fault> faults;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    const std::string& of = taggers[t].of;
    const auto found = std::ranges::find(names, of);
    if (!of.empty() && found == names.end()) {
      faults.push_back({taggers[t].of_at, "regime.of: the run has no symbol '" + of + "'",
                        suggestion(of, names)});
    } else if (!of.empty()) {
      benchmarks_[t] = static_cast<SymbolIndex>(found - names.begin());
    }
  }
  throw_if_any(std::move(faults));
}

std::vector<SymbolIndex> Frames::symbols_of(std::size_t tagger, std::size_t all) const {
  if (benchmarks_[tagger]) {
    return {*benchmarks_[tagger]};
  }
  std::vector<SymbolIndex> symbols(all);
  std::iota(symbols.begin(), symbols.end(), SymbolIndex{0});
  return symbols;
}

void Frames::build_coarse(const TaggerSet& taggers, const MarketData& market, Workers& workers) {
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    if (const Duration on = coarse_size(taggers[t], market); on != 0) {
      for (const SymbolIndex symbol : symbols_of(t, sources_.size())) {
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
    const SymbolData& data = market.symbols[symbol];
    const std::span<const BarRow> adjusted = adjusted_[symbol];
    const std::span<const BarRow> rows =
        adjusted.empty() ? std::span{data.bars} : adjusted.first(data.bars.size());
    all[i].second->build(market, on, rows, data, sources_[symbol]);
  });
}

std::vector<Frame> Frames::frames_of(std::size_t tagger, Duration on) const {
  std::vector<Frame> frames;
  if (on == 0 && !benchmarks_[tagger]) {
    return frames;
  }
  for (const SymbolIndex symbol : symbols_of(tagger, sources_.size())) {
    frames.push_back(on == 0 ? as_it_is(sources_[symbol]) : coarse_.at({on, symbol})->frame());
  }
  return frames;
}

}  // namespace barometer
