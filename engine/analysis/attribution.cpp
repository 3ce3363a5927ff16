// SPDX-License-Identifier: Apache-2.0
#include "analysis/attribution.hpp"

#include <algorithm>
#include <cstddef>

#include "analysis/point_values.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "orders/order.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

// The outcome of one bar of one symbol.
struct BarResult {
  double gross = 0;
  double costs = 0;
  std::int64_t fills = 0;
  bool held = false;  // a position was open at its start or was opened in it
};

struct Sums {
  std::int64_t bars = 0;
  std::int64_t fills = 0;
  std::int64_t moved = 0;
  std::int64_t rose = 0;
  double gross = 0;
  double costs = 0;
  double net = 0;

  void add(const BarResult& bar) {
    const double change = bar.gross - bar.costs;
    ++bars;
    fills += bar.fills;
    moved += change != 0 ? 1 : 0;
    rose += change > 0 ? 1 : 0;
    gross += bar.gross;
    costs += bar.costs;
    net += change;
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

// One dimension's sums: a slot per label, the last one for unknown.
struct Bins {
  std::size_t dimension;
  std::vector<Sums> sums;
  std::span<const std::int8_t> tags;  // of the symbol at hand

  void add(std::size_t bar, const BarResult& result) {
    const std::size_t unknown = sums.size() - 1;
    const std::int8_t tag = bar > 0 ? tags[bar - 1] : BM_TAG_UNKNOWN;
    sums[tag < 0 ? unknown : std::min(static_cast<std::size_t>(tag), unknown)].add(result);
  }
};

std::vector<Bins> empty_bins(const regime::TagView& tags, std::span<const std::size_t> dimensions) {
  std::vector<Bins> bins;
  for (const std::size_t dimension : dimensions) {
    const std::size_t labels = tags.dimensions()[dimension].labels.size();
    bins.push_back({dimension, std::vector<Sums>(labels + 1), {}});
  }
  return bins;
}

// The fills of each symbol, in the order of happening.
std::vector<std::vector<const orders::Fill*>> by_symbol(std::span<const orders::Fill> fills,
                                                        std::size_t symbols) {
  std::vector<std::vector<const orders::Fill*>> sorted(symbols);
  for (const orders::Fill& fill : fills) {
    sorted[fill.symbol].push_back(&fill);
  }
  return sorted;
}

// Replays one symbol's position bar by bar.
class SymbolReplay {
 public:
  SymbolReplay(std::span<const data::BarRow> bars, PointValues units,
               std::span<const orders::Fill* const> fills,
               std::span<const portfolio::CashEvent* const> events)
      : bars_(bars), units_(std::move(units)), fills_(fills), events_(events) {}

  BarResult close_of(std::size_t bar) {
    const bool last = bar + 1 == bars_.size();
    const double point_value = last ? units_.at_end() : units_.at(bars_[bar].close_time_ns);
    const double close = bars_[bar].close * point_value;
    BarResult result;
    result.held = position_ != 0;
    take_events(bar, result);
    if (position_ != 0) {
      result.gross += position_ * (close - last_close_);
    }
    for (; next_ < fills_.size() && fills_[next_]->bar == static_cast<std::int64_t>(bar); ++next_) {
      const orders::Fill& fill = *fills_[next_];
      result.gross += fill.quantity * (close - fill.raw_price * fill.point_value);
      result.costs += fill.commission + fill.slippage_cost();
      position_ += fill.quantity;
      ++result.fills;
    }
    result.held = result.held || result.fills > 0;
    last_close_ = close;
    return result;
  }

 private:
  // A split halves the price that the bar's change is counted from.
  void take_events(std::size_t bar, BarResult& result) {
    for (; next_event_ < events_.size() &&
           events_[next_event_]->bar <= static_cast<std::int64_t>(bar);
         ++next_event_) {
      const portfolio::CashEvent& event = *events_[next_event_];
      if (event.kind == portfolio::CashKind::split) {
        position_ *= event.rate;
        last_close_ /= event.rate;
      } else if (event.kind == portfolio::CashKind::dividend) {
        result.gross += event.amount;
      } else {
        result.costs -= event.amount;
      }
    }
  }

  std::span<const data::BarRow> bars_;
  PointValues units_;
  std::span<const orders::Fill* const> fills_;
  std::span<const portfolio::CashEvent* const> events_;
  std::size_t next_ = 0;
  std::size_t next_event_ = 0;
  double position_ = 0;
  double last_close_ = 0;  // account currency
};

std::size_t first_live_bar(std::span<const data::BarRow> bars, core::Timestamp first_time) {
  const auto first = std::lower_bound(
      bars.begin(), bars.end(), first_time,
      [](const data::BarRow& bar, core::Timestamp time) { return bar.close_time_ns < time; });
  return static_cast<std::size_t>(first - bars.begin());
}

// The sums of all symbols, and those by label of each dimension.
struct Books {
  Sums total;
  std::vector<Bins> bins;

  void turn_to(const regime::TagView& tags, core::SymbolIndex symbol) {
    for (Bins& dimension : bins) {
      dimension.tags = tags.category(symbol, dimension.dimension);
    }
  }

  // Bars first..count of the symbol turned to; returns their results.
  std::vector<BarOutcome> enter(SymbolReplay& replay, std::size_t first, std::size_t count) {
    std::vector<BarOutcome> entered;
    for (std::size_t bar = first; bar < count; ++bar) {
      const BarResult result = replay.close_of(bar);
      total.add(result);
      entered.push_back({result.gross - result.costs, result.held});
      for (Bins& dimension : bins) {
        dimension.add(bar, result);
      }
    }
    return entered;
  }
};

double interest_of(std::span<const portfolio::CashEvent> events) {
  double interest = 0;
  for (const portfolio::CashEvent& event : events) {
    interest += event.kind == portfolio::CashKind::interest ? event.amount : 0;
  }
  return interest;
}

RegimeTable table_of(const Bins& bins, const regime::Dimension& dimension, std::int64_t all_bars) {
  RegimeTable table{.dimension = dimension.name, .rows = {}};
  for (std::size_t label = 0; label < dimension.labels.size(); ++label) {
    table.rows.push_back(bins.sums[label].row(dimension.labels[label], all_bars));
  }
  table.rows.push_back(bins.sums.back().row("unknown", all_bars));
  return table;
}

}  // namespace

Attribution attribute(const data::MarketData& market, const regime::TagView& tags,
                      std::span<const std::size_t> dimensions, std::span<const orders::Fill> fills,
                      core::Timestamp first_time, const AccountFlows& flows) {
  Attribution attribution;
  Books books{.total = {}, .bins = empty_bins(tags, dimensions)};
  const auto fills_of = by_symbol(fills, market.symbols.size());
  const auto events_of = events_by_symbol(flows.events, market.symbols.size());
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const auto symbol = static_cast<core::SymbolIndex>(s);
    const std::span<const data::BarRow> bars = market.symbols[s].bars;
    books.turn_to(tags, symbol);
    SymbolReplay replay(bars, PointValues(market, flows.valuations, symbol), fills_of[s],
                        events_of[s]);
    attribution.bars.push_back(books.enter(replay, first_live_bar(bars, first_time), bars.size()));
  }
  attribution.total = books.total.row("total", books.total.bars);
  attribution.interest = interest_of(flows.events);
  for (const Bins& bins : books.bins) {
    attribution.tables.push_back(
        table_of(bins, tags.dimensions()[bins.dimension], books.total.bars));
  }
  return attribution;
}

std::vector<std::size_t> reported_dimensions(const regime::TagView& tags,
                                             std::span<const std::string> named) {
  std::vector<std::size_t> reported;
  for (std::size_t i = 0; i < tags.dimensions().size(); ++i) {
    const regime::Dimension& dimension = tags.dimensions()[i];
    const bool chosen =
        named.empty() || std::find(named.begin(), named.end(), dimension.name) != named.end();
    if (chosen && dimension.kind == BM_DIMENSION_CATEGORY && tags.wanted(i)) {
      reported.push_back(i);
    }
  }
  return reported;
}

}  // namespace barometer::analysis
