// SPDX-License-Identifier: Apache-2.0
#include "backtest/signal_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "backtest/signal_rows.hpp"
#include "backtest/signal_slots.hpp"
#include "backtest/symbol_check.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

namespace {

const char* word_of(SignalStamp stamp) {
  switch (stamp) {
    case SignalStamp::open:
      return "its bar's open";
    case SignalStamp::close:
      return "its bar's close";
    case SignalStamp::date:
      return "midnight UTC of its session's date";
  }
  return "";
}

// The bars of one symbol by the stamps of their rows.
class StampedBars {
 public:
  StampedBars(const SignalsPlugin& plugin, const data::MarketData& market, core::SymbolIndex symbol)
      : market_(market),
        symbol_(symbol),
        bars_(market.symbols[symbol].bars),
        stamp_(plugin.stamp_of(market.instruments[symbol])) {}

  std::size_t count() const { return bars_.size(); }

  SignalStamp stamp() const { return stamp_; }

  core::Timestamp at(std::size_t bar) const {
    const core::Timestamp close = bars_[bar].close_time_ns;
    if (stamp_ == SignalStamp::close) {
      return close;
    }
    const std::int64_t step = market_.timeline.steps_until(close) - 1;
    return stamp_at(stamp_, market_.instruments[symbol_], close,
                    market_.calendar_of(symbol_, step));
  }

  // Whether a bar has this stamp. To be asked in ascending order: it looks on from where it was.
  bool has(core::Timestamp stamp) {
    constexpr core::Duration kMostBefore = core::kDay;  // of a date's midnight in UTC to a close
    skip_closes_before(stamp - (stamp_ == SignalStamp::date ? kMostBefore : 0));
    std::size_t bar = next_;
    while (bar < count() && at(bar) < stamp) {
      ++bar;
    }
    return bar < count() && at(bar) == stamp;
  }

 private:
  core::Timestamp close(std::size_t bar) const { return bars_[bar].close_time_ns; }

  // In steps that double, since the next row is mostly near.
  void skip_closes_before(core::Timestamp time) {
    std::size_t width = 1;
    while (next_ + width < count() && close(next_ + width) < time) {
      next_ += width;
      width *= 2;
    }
    const std::size_t end = std::min(next_ + width + 1, count());
    const auto before = [time](const data::BarRow& bar) { return bar.close_time_ns < time; };
    next_ = static_cast<std::size_t>(
        std::partition_point(bars_.begin() + static_cast<std::ptrdiff_t>(next_),
                             bars_.begin() + static_cast<std::ptrdiff_t>(end), before) -
        bars_.begin());
  }

  const data::MarketData& market_;
  core::SymbolIndex symbol_;
  std::span<const data::BarRow> bars_;
  SignalStamp stamp_;
  std::size_t next_ = 0;
};

std::optional<core::SymbolIndex> symbol_of(const SymbolSignalRows& rows,
                                           const data::MarketData& market) {
  if (rows.symbol.empty()) {
    return market.symbols.size() == 1 ? std::optional<core::SymbolIndex>(0) : std::nullopt;
  }
  const auto found = std::ranges::find(market.symbols, rows.symbol, &data::SymbolData::name);
  return found == market.symbols.end()
             ? std::nullopt
             : std::optional(static_cast<core::SymbolIndex>(found - market.symbols.begin()));
}

class SignalCheck {
 public:
  SignalCheck(const SignalsPlugin& plugin, const data::MarketData& market)
      : plugin_(plugin), market_(market) {}

  void check() {
    for (const SymbolSignalRows& rows : plugin_.rows().symbols) {
      if (const auto symbol = symbol_of(rows, market_)) {
        check_rows(rows, StampedBars(plugin_, market_, *symbol));
      } else if (std::ranges::find(market_.left_out, rows.symbol, &data::LeftOut::symbol) ==
                 market_.left_out.end()) {
        add_unknown(rows);
      }
    }
    core::throw_if_any(std::move(faults_));
  }

 private:
  void add_unknown(const SymbolSignalRows& rows) {
    const std::string& name = plugin_.rows().name;
    if (rows.symbol.empty()) {
      faults_.push_back(
          {name,
           fmt::format("the signals name no symbol, and the run has {}", market_.symbols.size()),
           "name it"});
    } else {
      faults_.push_back({name, fmt::format("the run has no symbol '{}'", rows.symbol),
                         core::suggestion(rows.symbol, symbol_names(market_))});
    }
  }

  void check_rows(const SymbolSignalRows& rows, StampedBars bars) {
    if (bars.count() == 0) {
      return;
    }
    const core::Timestamp first = bars.at(0);
    const core::Timestamp last = bars.at(bars.count() - 1);
    RowNumbers without;
    core::Timestamp example = 0;
    bool any = rows.rows.empty();
    for (const SignalRow& row : rows.rows) {
      if (row.stamp_ns < first || row.stamp_ns > last) {
        continue;
      }
      any = true;
      if (!bars.has(row.stamp_ns)) {
        example = without.count() == 0 ? row.stamp_ns : example;
        without.add(row.row);
      }
    }
    if (!any) {
      add_none(rows, bars, first, last);
    } else if (without.count() > 0) {
      add_without(rows, bars, without, example);
    }
  }

  std::string where(const SymbolSignalRows& rows) const {
    const std::string& name = plugin_.rows().name;
    return rows.symbol.empty() ? name : name + " of " + rows.symbol;
  }

  void add_none(const SymbolSignalRows& rows, const StampedBars& bars, core::Timestamp first,
                core::Timestamp last) {
    faults_.push_back(
        {where(rows),
         fmt::format("no row has a bar: rows that ask for something are stamped {} to {}, bars {} "
                     "to {}",
                     core::format_utc(rows.rows.front().stamp_ns),
                     core::format_utc(rows.rows.back().stamp_ns), core::format_utc(first),
                     core::format_utc(last)),
         fmt::format("stamp each row with {}", word_of(bars.stamp()))});
  }

  void add_without(const SymbolSignalRows& rows, const StampedBars& bars, const RowNumbers& without,
                   core::Timestamp example) {
    faults_.push_back(
        {where(rows),
         fmt::format("{} of {} rows that ask for something have no bar: {}, the "
                     "first stamped {}",
                     without.count(), rows.rows.size(), without.text(), core::format_utc(example)),
         fmt::format("make the rows from the run's bars, each stamped with {}",
                     word_of(bars.stamp()))});
  }

  const SignalsPlugin& plugin_;
  const data::MarketData& market_;
  std::vector<core::Fault> faults_;
};

const SignalsPlugin* signals_of(const plugin::Plugin& strategy) {
  return strategy.manifest == nullptr ? nullptr : SignalsPlugin::of(*strategy.manifest);
}

// Rows stamped like the symbol's live bars, or between them.
std::int64_t rows_inside(const SymbolSignalRows& rows, const StampedBars& bars,
                         std::size_t first_bar) {
  if (first_bar >= bars.count()) {
    return 0;
  }
  const auto begin =
      std::ranges::lower_bound(rows.rows, bars.at(first_bar), {}, &SignalRow::stamp_ns);
  const auto end =
      std::ranges::upper_bound(rows.rows, bars.at(bars.count() - 1), {}, &SignalRow::stamp_ns);
  return end - begin;
}

}  // namespace

void check_signals(const plugin::Plugin& strategy, const data::MarketData& market) {
  if (const SignalsPlugin* plugin = signals_of(strategy)) {
    SignalCheck(*plugin, market).check();
  }
}

SignalCounts count_signals(const plugin::Plugin& strategy, const data::MarketData& bars,
                           std::int64_t first_step) {
  SignalCounts counts;
  const SignalsPlugin* const plugin = signals_of(strategy);
  if (plugin == nullptr || first_step >= bars.timeline.steps()) {
    return counts;
  }
  const core::Timestamp first_ns = bars.timeline.time(first_step);
  for (const SymbolSignalRows& rows : plugin->rows().symbols) {
    const auto all = static_cast<std::int64_t>(rows.rows.size());
    counts.rows += all;
    counts.outside += all;
    if (const auto symbol = symbol_of(rows, bars)) {
      const auto& of_symbol = bars.symbols[*symbol].bars;
      const auto first =
          std::ranges::lower_bound(of_symbol, first_ns, {}, &data::BarRow::close_time_ns);
      counts.outside -= rows_inside(rows, StampedBars(*plugin, bars, *symbol),
                                    static_cast<std::size_t>(first - of_symbol.begin()));
    }
  }
  return counts;
}

}  // namespace barometer::backtest
