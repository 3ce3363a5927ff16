// SPDX-License-Identifier: Apache-2.0
#include "study/gate_blocked.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "analysis/round_trips.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::study {

namespace {

// The position of one symbol after each bar in which it changed.
struct PositionChange {
  std::int64_t bar = 0;
  double quantity = 0;  // signed, after the bar
  double price = 0;     // of the bar's last fill
};

using Positions = std::vector<std::vector<PositionChange>>;  // per symbol

Positions positions_of(const backtest::LeanResult& run, std::size_t symbols) {
  Positions found(symbols);
  for (const orders::Fill& fill : run.run.loop.fills.view()) {
    std::vector<PositionChange>& mine = found[fill.symbol];
    const double before = mine.empty() ? 0 : mine.back().quantity;
    if (mine.empty() || mine.back().bar != fill.bar) {
      mine.push_back({.bar = fill.bar, .quantity = before, .price = fill.price});
    }
    mine.back().quantity += fill.quantity;
    mine.back().price = fill.price;
  }
  return found;
}

// Entry fills by symbol and bar: which bar of the symbol sent them.
class Senders {
 public:
  Senders(const data::MarketData& market, const backtest::LeanResult& run) : market_(market) {
    for (const orders::Fill& fill : run.run.loop.fills.view()) {
      sent_[{fill.symbol, fill.bar, fill.quantity > 0}] = {fill.order_time_ns, fill.point_value};
    }
  }

  struct Sent {
    core::Timestamp time_ns = 0;
    double point_value = 1;
  };

  Sent entry(const analysis::RoundTrip& trip) const {
    return sent_.at({trip.symbol, trip.entry_bar, trip.quantity > 0});
  }

  // The symbol's last bar that had closed when the entry was sent; -1 before its first.
  std::int64_t bar(const analysis::RoundTrip& trip) const {
    const auto& bars = market_.symbols[trip.symbol].bars;
    const core::Timestamp sent = entry(trip).time_ns;
    const auto after = std::upper_bound(
        bars.begin(), bars.end(), sent,
        [](core::Timestamp time, const data::BarRow& bar) { return time < bar.close_time_ns; });
    return after - bars.begin() - 1;
  }

 private:
  const data::MarketData& market_;
  std::map<std::tuple<core::SymbolIndex, std::int64_t, bool>, Sent> sent_;
};

// One round trip under the gate.
class GatedTrip {
 public:
  GatedTrip(const data::SymbolData& symbol, const analysis::RoundTrip& trip, double point_value,
            const std::vector<PositionChange>& with)
      : symbol_(symbol), trip_(trip), point_value_(point_value), with_(with) {}

  // Bar in which the gated run is in the same way round, from `bar` on and before the trip's end.
  std::optional<PositionChange> back_in(std::int64_t bar) const {
    const auto later = std::ranges::upper_bound(with_, bar, {}, &PositionChange::bar);
    if (later != with_.begin() && same_way(std::prev(later)->quantity)) {
      return PositionChange{bar, std::prev(later)->quantity, open_of(bar)};
    }
    const auto found = std::find_if(
        later, with_.end(), [this](const PositionChange& each) { return same_way(each.quantity); });
    return found != with_.end() && found->bar < trip_.exit_bar ? std::optional(*found)
                                                               : std::nullopt;
  }

  // Account currency, between two prices of bars, in units of the trip's end.
  double worth(double from_price, std::int64_t from_bar, double to_price,
               std::int64_t to_bar) const {
    return trip_.quantity * point_value_ *
           (at_end(to_price, to_bar) - at_end(from_price, from_bar));
  }

  double open_of(std::int64_t bar) const { return symbol_.bars[index(bar)].open; }

 private:
  static std::size_t index(std::int64_t bar) { return static_cast<std::size_t>(bar); }

  bool same_way(double quantity) const { return quantity * trip_.quantity > 0; }

  // A price of a bar in units of the day of the trip's end.
  double at_end(double price, std::int64_t bar) const {
    const double units = symbol_.view_bars[index(bar)].open / symbol_.bars[index(bar)].open;
    const double end =
        symbol_.view_bars[index(trip_.exit_bar)].open / symbol_.bars[index(trip_.exit_bar)].open;
    return price * units / end;
  }

  const data::SymbolData& symbol_;
  const analysis::RoundTrip& trip_;
  double point_value_;
  const std::vector<PositionChange>& with_;
};

class Judge {
 public:
  Judge(const data::MarketData& market, const regime::Conditions& conditions,
        const regime::TagView& tags, const backtest::LeanResult& with,
        const backtest::LeanResult& without)
      : market_(market),
        conditions_(conditions),
        tags_(tags),
        with_(positions_of(with, market.symbols.size())),
        without_(positions_of(without, market.symbols.size())),
        senders_(market, without) {}

  void add(const analysis::RoundTrip& trip) {
    const GatedTrip gated(market_.symbols[trip.symbol], trip, senders_.entry(trip).point_value,
                          with_[trip.symbol]);
    const std::int64_t sent = senders_.bar(trip);
    const regime::ConditionOutcome at_entry =
        sent >= 0 ? conditions_.judge(tags_, trip.symbol, sent) : regime::ConditionOutcome{};
    if (at_entry.flatten >= 0 || at_entry.block >= 0) {
      add_kept_out(trip, gated);
      return;
    }
    const double end = add_flattened(trip, gated, trip.entry_bar);
    if (at_entry.scale < 1) {
      ++found_.scaled.trades;
      found_.scaled.earned += (1 - at_entry.scale) * (trip.net() - end);
    }
  }

  const BlockedByGate& found() const { return found_; }

 private:
  void add_kept_out(const analysis::RoundTrip& trip, const GatedTrip& gated) {
    ++found_.kept_out.trades;
    const auto back = adds(trip) ? std::nullopt : gated.back_in(trip.entry_bar);
    if (!back) {
      found_.kept_out.earned += trip.net();
      return;
    }
    found_.kept_out.earned += gated.worth(trip.entry_price, trip.exit_bar, back->price, back->bar);
    add_flattened(trip, gated, back->bar);
  }

  // Whether the entry made a position larger that was there already: then a gated run that holds
  // the position has not made up for it.
  bool adds(const analysis::RoundTrip& trip) const {
    const std::vector<PositionChange>& changes = without_[trip.symbol];
    const auto entry = std::ranges::lower_bound(changes, trip.entry_bar, {}, &PositionChange::bar);
    return entry != changes.begin() && std::prev(entry)->quantity * trip.quantity > 0;
  }

  // From `bar` on; returns what is counted.
  double add_flattened(const analysis::RoundTrip& trip, const GatedTrip& gated, std::int64_t bar) {
    double earned = 0;
    bool ended = false;
    while (bar < trip.exit_bar) {
      const std::int64_t out = flattening(trip, bar) + 1;
      if (out >= trip.exit_bar) {
        break;
      }
      ended = true;
      const auto back = gated.back_in(out);
      earned += back ? gated.worth(gated.open_of(out), out, back->price, back->bar)
                     : gated.worth(gated.open_of(out), out, trip.exit_price, trip.exit_bar);
      bar = back ? std::max(back->bar, out) : trip.exit_bar;
    }
    found_.flattened.trades += ended ? 1 : 0;
    found_.flattened.earned += earned;
    return earned;
  }

  // The first bar from `bar` on whose tag flattens; the trip's last one where none does.
  std::int64_t flattening(const analysis::RoundTrip& trip, std::int64_t bar) const {
    while (bar < trip.exit_bar && conditions_.judge(tags_, trip.symbol, bar).flatten < 0) {
      ++bar;
    }
    return bar;
  }

  const data::MarketData& market_;
  const regime::Conditions& conditions_;
  const regime::TagView& tags_;
  Positions with_;
  Positions without_;
  Senders senders_;
  BlockedByGate found_;
};

}  // namespace

BlockedByGate blocked_by_gate(const data::MarketData& market, const regime::Conditions& conditions,
                              const regime::TagView& tags, const backtest::LeanResult& with,
                              const backtest::LeanResult& without) {
  Judge judge(market, conditions, tags, with, without);
  for (const analysis::RoundTrip& trip : without.analysis.round_trips) {
    judge.add(trip);
  }
  return judge.found();
}

}  // namespace barometer::study
