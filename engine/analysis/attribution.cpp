// SPDX-License-Identifier: Apache-2.0
#include "analysis/attribution.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cstddef>
#include <limits>

#include "analysis/attribution_sums.hpp"
#include "analysis/spread_by_tag.hpp"
#include "analysis/symbol_replay.hpp"
#include "calendar/calendar_rows.hpp"
#include "core/run_end.hpp"
#include "data/market_data.hpp"
#include "orders/order.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

constexpr double kNoGap = std::numeric_limits<double>::quiet_NaN();

// Bars of one symbol in a row.
struct Stretch {
  // `closes`: its venue does at times.
  Stretch(std::size_t most, bool closes) : with_gaps(closes) {
    results.reserve(closes ? most : 0);
    sums.reserve(most);
  }

  void clear() {
    results.clear();
    sums.clear();
  }

  void add(const BarResult& bar) {
    if (with_gaps) {
      results.push_back(bar);
    }
    sums.push_back(sums_of(bar.whole, bar.held, bar.fills));
  }

  // What bar `i` did behind its session's open.
  BarSums after_open(std::size_t i) const {
    const BarResult& bar = results[i];
    return sums_of({bar.whole.gross - bar.gap.gross, bar.whole.costs - bar.gap.costs}, bar.held,
                   bar.fills);
  }

  BarSums total(std::size_t begin, std::size_t end) const {
    BarSums total;
    for (std::size_t i = begin; i < end; ++i) {
      total.add(sums[i]);
    }
    return total;
  }

  std::size_t size() const { return sums.size(); }

  bool with_gaps;
  std::vector<BarResult> results;  // none without gaps
  std::vector<BarSums> sums;
};

// One dimension's sums by slot.
struct Bins {
  explicit Bins(const ReportedDimension& of) : dimension(of), sums(of.slots()), parts(of.slots()) {}

  const ReportedDimension& dimension;  // which outlives this
  std::vector<Sums> sums;
  std::vector<SlotPart> parts;

  // Of bars in a row first: adding to the label's sums would wait for the bar before.
  void add(std::span<const std::uint8_t> slots, const Stretch& bars) {
    const bool gaps = bars.with_gaps && dimension.gaps();
    std::ranges::fill(parts, SlotPart{});
    for (std::size_t begin = 0; begin < bars.size();) {
      const std::size_t end = core::run_end(slots, begin);
      if (gaps) {
        add_with_gaps(slots[begin], bars, begin, end);
      } else {
        parts[slots[begin]].sums.add(bars.total(begin, end));
        parts[slots[begin]].bars += end - begin;
      }
      begin = end;
    }
    for (std::size_t slot = 0; slot < sums.size(); ++slot) {
      sums[slot].add(parts[slot].sums, parts[slot].bars);
    }
  }

  void add(const Bins& other) {
    for (std::size_t slot = 0; slot < sums.size(); ++slot) {
      sums[slot].add(other.sums[slot]);
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

 private:
  // Bars under one label, some of which may follow a time in which the venue was closed.
  void add_with_gaps(std::uint8_t slot, const Stretch& bars, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end;) {
      const BarResult& bar = bars.results[i];
      if (const auto gap = dimension.gap_slot_of(slot, bar.after_gap)) {
        sums[*gap].add(sums_of(bar.gap, bar.held_before, 0), 1);
        sums[slot].add(bars.after_open(i++), 1);
        continue;
      }
      const std::size_t first = i++;
      while (i < end && !dimension.gap_slot_of(slot, bars.results[i].after_gap)) {
        ++i;
      }
      sums[slot].add(bars.total(first, i), i - first);
    }
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
        closes_(symbol < market.instruments.size() && market.bar <= core::kDay &&
                market.instruments[symbol].venue_kind != BM_VENUE_ALWAYS_OPEN),
        step_(step) {}

  // Whether there are such times. A week or a month holds its nights.
  bool closes() const { return closes_; }

  bool after_gap(const data::BarRow& bar) {
    if (!closes_) {
      return false;
    }
    while (market_.timeline.time(step_) < bar.close_time_ns) {
      ++step_;
    }
    const bm_calendar_row& row = market_.calendar_of(symbol_, step_);
    const core::Duration length = calendar::length_of(row, market_.bar);
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
      bins.emplace_back(dimension);
    }
  }

  // A symbol's bars from bar `first` on.
  void add(const regime::TagView& tags, core::SymbolIndex symbol, std::size_t first,
           const Stretch& bars) {
    total.add(bars.total(0, bars.size()), bars.size());
    for (Bins& each : bins) {
      each.add(slots_of(each.dimension, tags, symbol, first, bars.size()), bars);
    }
  }

  void add(const Books& other) {
    total.add(other.total);
    for (std::size_t i = 0; i < bins.size(); ++i) {
      bins[i].add(other.bins[i]);
    }
  }

  Sums total;
  std::vector<Bins> bins;
};

// What all symbols are attributed with.
struct Work {
  const data::MarketData& market;
  const regime::TagView& tags;
  const AccountFlows& flows;
  core::Timestamp first_time;
  std::vector<std::vector<const orders::Fill*>> fills;
  std::vector<std::vector<const portfolio::CashEvent*>> events;
};

// The live bars of one symbol, of which nothing was filled before them: a stretch at a time, that
// stays in the first-level cache while dimension after dimension is added.
BarOutcomes add_symbol(const Work& work, core::SymbolIndex symbol, Books& books) {
  constexpr std::size_t kStretch = 256;
  const data::MarketData& market = work.market;
  const std::span<const data::BarRow> bars = market.symbols[symbol].bars;
  const std::size_t first = first_live_bar(bars, work.first_time);
  BarOutcomes outcomes;
  if (first == bars.size()) {
    return outcomes;
  }
  SymbolReplay replay(bars, PointValues(market, work.flows.valuations, symbol), work.fills[symbol],
                      work.events[symbol]);
  GapFinder gaps(market, symbol, market.timeline.steps_until(bars[first].close_time_ns) - 1);
  outcomes.net.reserve(bars.size() - first);
  outcomes.gap.reserve(gaps.closes() ? bars.size() - first : 0);
  Stretch stretch(kStretch, gaps.closes());
  for (std::size_t begin = first; begin < bars.size(); begin += kStretch) {
    stretch.clear();
    for (std::size_t bar = begin; bar < std::min(begin + kStretch, bars.size()); ++bar) {
      const BarResult result = replay.close_of(bar, gaps.after_gap(bars[bar]));
      outcomes.net.push_back(result.whole.net());
      if (gaps.closes()) {
        outcomes.gap.push_back(result.after_gap ? result.gap.net() : kNoGap);
      }
      stretch.add(result);
    }
    books.add(work.tags, symbol, begin, stretch);
  }
  return outcomes;
}

// Symbols a piece at a time, side by side; which ones make a piece and in which order pieces are
// summed does not depend on the workers.
Books add_symbols(const Work& work, std::span<const ReportedDimension> dimensions,
                  core::Workers& workers, std::vector<BarOutcomes>& outcomes) {
  constexpr std::size_t kMostPieces = 32;
  const std::size_t symbols = outcomes.size();
  const std::size_t pieces = std::min(symbols, kMostPieces);
  std::vector<Books> books(pieces, Books(dimensions));
  workers.for_each(pieces, 1, [&](std::size_t piece) {
    for (std::size_t s = piece * symbols / pieces; s < (piece + 1) * symbols / pieces; ++s) {
      outcomes[s] = add_symbol(work, static_cast<core::SymbolIndex>(s), books[piece]);
    }
  });
  Books all(dimensions);
  for (const Books& each : books) {
    all.add(each);
  }
  return all;
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
                      core::Workers& workers, const AccountFlows& flows) {
  const std::size_t symbols = market.symbols.size();
  const Work work{market,
                  tags,
                  flows,
                  first_time,
                  by_symbol(fills, symbols),
                  events_by_symbol(flows.events, symbols)};
  Attribution attribution;
  attribution.bars.resize(symbols);
  const Books books = add_symbols(work, dimensions, workers, attribution.bars);
  attribution.total = books.total.row("total", books.total.bars);
  attribution.interest = interest_of(flows.events);
  for (const Bins& bins : books.bins) {
    attribution.tables.push_back(bins.table(books.total.bars));
  }
  add_spreads(market, tags, dimensions, fills, attribution);
  return attribution;
}

}  // namespace barometer::analysis
