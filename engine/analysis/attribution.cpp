// SPDX-License-Identifier: Apache-2.0
#include "analysis/attribution.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cstddef>

#include "analysis/symbol_replay.hpp"
#include "data/market_data.hpp"
#include "orders/order.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

struct Sums {
  std::int64_t bars = 0;
  std::int64_t fills = 0;
  std::int64_t moved = 0;
  std::int64_t rose = 0;
  double gross = 0;
  double costs = 0;
  double net = 0;

  void add(const PartResult& part, std::int64_t fills_in_it) {
    const double change = part.net();
    ++bars;
    fills += fills_in_it;
    moved += change != 0 ? 1 : 0;
    rose += change > 0 ? 1 : 0;
    gross += part.gross;
    costs += part.costs;
    net += change;
  }

  void add(const Sums& other) {
    bars += other.bars;
    fills += other.fills;
    moved += other.moved;
    rose += other.rose;
    gross += other.gross;
    costs += other.costs;
    net += other.net;
  }

  RegimeRow row(std::string label, std::int64_t all_bars) const {
    RegimeRow row;
    row.label = std::move(label);
    row.bars = bars;
    row.fills = fills;
    row.net = net;
    row.gross = gross;
    row.costs = costs;
    if (all_bars > 0) {
      row.share = static_cast<double>(bars) / static_cast<double>(all_bars);
    }
    if (moved > 0) {
      row.hit_rate = static_cast<double>(rose) / static_cast<double>(moved);
    }
    return row;
  }
};

// The part of a bar behind its session's open.
PartResult after_open(const BarResult& bar) {
  return {bar.whole.gross - bar.gap.gross, bar.whole.costs - bar.gap.costs};
}

// One dimension's sums by slot.
struct Bins {
  const ReportedDimension& dimension;
  std::vector<Sums> sums;

  void add(std::span<const std::uint8_t> slots, std::span<const BarResult> results) {
    for (std::size_t i = 0; i < results.size();) {
      // Of bars in a row first: adding to the label's would wait for the bar before.
      const std::uint8_t slot = slots[i];
      Sums in_a_row;
      for (; i < results.size() && slots[i] == slot; ++i) {
        if (const auto gap = dimension.gap_slot_of(slot, results[i].after_gap)) {
          sums[*gap].add(results[i].gap, 0);
          in_a_row.add(after_open(results[i]), results[i].fills);
        } else {
          in_a_row.add(results[i].whole, results[i].fills);
        }
      }
      sums[slot].add(in_a_row);
    }
  }

  RegimeTable table(std::int64_t all_bars) const {
    RegimeTable table{.dimension = dimension.name, .rows = {}};
    for (std::size_t slot = 0; slot < dimension.unknown(); ++slot) {
      table.rows.push_back(
          sums[slot].row(dimension.labels[slot], dimension.is_gap(slot) ? 0 : all_bars));
    }
    table.rows.push_back(sums.back().row("unknown", all_bars));
    return table;
  }
};

// The fills of each symbol, in the order of happening.
std::vector<std::vector<const orders::Fill*>> by_symbol(std::span<const orders::Fill> fills,
                                                        std::size_t symbols) {
  std::vector<std::vector<const orders::Fill*>> sorted(symbols);
  for (const orders::Fill& fill : fills) {
    sorted[fill.symbol].push_back(&fill);
  }
  return sorted;
}

// Whether a symbol's bars follow a time in which its venue was closed, bar after bar.
class GapFinder {
 public:
  // `step` is that of its first bar.
  GapFinder(const data::MarketData& market, core::SymbolIndex symbol, std::int64_t step)
      : market_(market),
        symbol_(symbol),
        closes_(symbol < market.instruments.size() &&
                market.instruments[symbol].venue_kind != BM_VENUE_ALWAYS_OPEN),
        step_(step) {}

  bool after_gap(const data::BarRow& bar) {
    if (!closes_) {
      return false;
    }
    while (market_.timeline.time(step_) < bar.close_time_ns) {
      ++step_;
    }
    const bm_calendar_row& row = market_.calendar_of(symbol_, step_);
    const core::Duration length =
        row.length_ms != 0 ? core::Duration{row.length_ms} * core::kMillisecond : market_.bar;
    const bool gap = last_close_ != 0 && row.session_date != last_date_ &&
                     bar.close_time_ns - length > last_close_;
    last_close_ = bar.close_time_ns;
    last_date_ = row.session_date;
    return gap;
  }

 private:
  const data::MarketData& market_;
  core::SymbolIndex symbol_;
  bool closes_;
  std::int64_t step_;
  core::Timestamp last_close_ = 0;
  std::int32_t last_date_ = 0;
};

std::size_t first_live_bar(std::span<const data::BarRow> bars, core::Timestamp first_time) {
  const auto first = std::lower_bound(
      bars.begin(), bars.end(), first_time,
      [](const data::BarRow& bar, core::Timestamp time) { return bar.close_time_ns < time; });
  return static_cast<std::size_t>(first - bars.begin());
}

// The sums of all symbols, and those of each dimension.
struct Books {
  explicit Books(std::span<const ReportedDimension> dimensions) {
    for (const ReportedDimension& dimension : dimensions) {
      bins.push_back({dimension, std::vector<Sums>(dimension.slots())});
    }
  }

  // Results of a symbol's bars from bar `first` on.
  void add(const regime::TagView& tags, core::SymbolIndex symbol, std::size_t first,
           std::span<const BarResult> results) {
    for (const BarResult& result : results) {
      total.add(result.whole, result.fills);
    }
    for (Bins& each : bins) {
      each.add(slots_of(each.dimension, tags, symbol, first, results.size()), results);
    }
  }

  Sums total;
  std::vector<Bins> bins;
};

// The live bars of one symbol, of which nothing was filled before them: a stretch at a time, that
// stays in the cache while dimension after dimension is added.
std::vector<BarOutcome> add_symbol(const data::MarketData& market, const regime::TagView& tags,
                                   core::SymbolIndex symbol, std::size_t first, SymbolReplay replay,
                                   Books& books) {
  constexpr std::size_t kStretch = 2048;
  const std::span<const data::BarRow> bars = market.symbols[symbol].bars;
  std::vector<BarOutcome> outcomes;
  if (first == bars.size()) {
    return outcomes;
  }
  GapFinder gaps(market, symbol, market.timeline.steps_until(bars[first].close_time_ns) - 1);
  outcomes.reserve(bars.size() - first);
  std::vector<BarResult> results;
  for (std::size_t begin = first; begin < bars.size(); begin += kStretch) {
    results.clear();
    for (std::size_t bar = begin; bar < std::min(begin + kStretch, bars.size()); ++bar) {
      const BarResult result = replay.close_of(bar, gaps.after_gap(bars[bar]));
      outcomes.push_back({result.whole.net(), result.gap.net(), result.held, result.after_gap,
                          result.held_before});
      results.push_back(result);
    }
    books.add(tags, symbol, begin, results);
  }
  return outcomes;
}

double interest_of(std::span<const portfolio::CashEvent> events) {
  double interest = 0;
  for (const portfolio::CashEvent& event : events) {
    interest += event.kind == portfolio::CashKind::interest ? event.amount : 0;
  }
  return interest;
}

}  // namespace

Attribution attribute(const data::MarketData& market, const regime::TagView& tags,
                      std::span<const ReportedDimension> dimensions,
                      std::span<const orders::Fill> fills, core::Timestamp first_time,
                      const AccountFlows& flows) {
  Attribution attribution;
  Books books(dimensions);
  const auto fills_of = by_symbol(fills, market.symbols.size());
  const auto events_of = events_by_symbol(flows.events, market.symbols.size());
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const auto symbol = static_cast<core::SymbolIndex>(s);
    const std::span<const data::BarRow> bars = market.symbols[s].bars;
    const std::size_t first = first_live_bar(bars, first_time);
    attribution.bars.push_back(
        add_symbol(market, tags, symbol, first,
                   SymbolReplay(bars, PointValues(market, flows.valuations, symbol), fills_of[s],
                                events_of[s]),
                   books));
  }
  attribution.total = books.total.row("total", books.total.bars);
  attribution.interest = interest_of(flows.events);
  for (const Bins& bins : books.bins) {
    attribution.tables.push_back(bins.table(books.total.bars));
  }
  return attribution;
}

}  // namespace barometer::analysis
