// SPDX-License-Identifier: Apache-2.0
#include "analysis/excursions.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "analysis/point_values.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

constexpr std::int64_t kBlock = 256;
constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr PriceRanges::Range kNothing{kEndless, -kEndless};

// The prices seen while one trip was held, in the units at its end.
class SeenPrices {
 public:
  SeenPrices(const RoundTrip& trip, const PriceRanges& ranges,
             std::span<const portfolio::CashEvent* const> events)
      : ranges_(ranges) {
    for (const portfolio::CashEvent* const event : events) {
      if (event->kind == portfolio::CashKind::split && event->bar > trip.entry_bar &&
          event->bar <= trip.exit_bar) {
        splits_.push_back(event);
      }
    }
    cover_price(trip.entry_price);
    cover_price(trip.exit_price);
  }

  // Stretches between splits, each in its own units: from the last one back.
  void cover(std::int64_t first, std::int64_t last) {
    double units = 1;
    for (auto split = splits_.rbegin(); split != splits_.rend(); ++split) {
      const std::int64_t from = std::max((*split)->bar, first);
      cover_stretch(from, last, units);
      units *= (*split)->rate;
      last = std::min(last, (*split)->bar - 1);
    }
    cover_stretch(first, last, units);
  }

  void cover_price(double price) { seen_.cover({price, price}); }

  // Of a bar whose earlier splits are none: the price as the end counts it.
  void cover_price_of(std::int64_t bar, double price) {
    double units = 1;
    for (const portfolio::CashEvent* const split : splits_) {
      units *= split->bar > bar ? split->rate : 1;
    }
    cover_price(price / units);
  }

  PriceRanges::Range seen() const { return seen_; }

 private:
  void cover_stretch(std::int64_t first, std::int64_t last, double units) {
    if (first <= last) {
      const PriceRanges::Range range = ranges_.over(first, last);
      seen_.cover({range.low / units, range.high / units});
    }
  }

  const PriceRanges& ranges_;
  std::vector<const portfolio::CashEvent*> splits_;
  PriceRanges::Range seen_ = kNothing;
};

PriceRanges::Range seen_by(const RoundTrip& trip, std::span<const data::BarRow> bars,
                           const PriceRanges& ranges,
                           std::span<const portfolio::CashEvent* const> events) {
  const bool whole_entry = trip.entry_point == orders::PricePoint::open;
  const bool whole_exit = trip.exit_point == orders::PricePoint::close;
  SeenPrices prices(trip, ranges, events);
  if (trip.entry_bar == trip.exit_bar) {
    prices.cover(trip.entry_bar, trip.exit_bar - (whole_entry && whole_exit ? 0 : 1));
    return prices.seen();
  }
  prices.cover_price_of(trip.entry_bar, bars[static_cast<std::size_t>(trip.entry_bar)].close);
  prices.cover_price(bars[static_cast<std::size_t>(trip.exit_bar)].open);
  prices.cover(trip.entry_bar + (whole_entry ? 0 : 1), trip.exit_bar - (whole_exit ? 0 : 1));
  return prices.seen();
}

}  // namespace

void PriceRanges::Range::cover(Range other) {
  low = std::min(low, other.low);
  high = std::max(high, other.high);
}

PriceRanges::PriceRanges(std::span<const data::BarRow> bars) : bars_(bars) {
  blocks_.resize((bars.size() + kBlock - 1) / kBlock, kNothing);
  for (std::size_t bar = 0; bar < bars.size(); ++bar) {
    blocks_[bar / kBlock].cover({bars[bar].low, bars[bar].high});
  }
}

PriceRanges::Range PriceRanges::over(std::int64_t first, std::int64_t last) const {
  Range range = kNothing;
  for (std::int64_t bar = first; bar <= last;) {
    const bool block = bar % kBlock == 0 && bar + kBlock - 1 <= last;
    const data::BarRow& row = bars_[static_cast<std::size_t>(bar)];
    range.cover(block ? blocks_[static_cast<std::size_t>(bar / kBlock)] : Range{row.low, row.high});
    bar += block ? kBlock : 1;
  }
  return range;
}

void measure_excursions(const data::MarketData& market,
                        std::span<const portfolio::CashEvent> events, std::span<RoundTrip> trips) {
  const auto events_of = events_by_symbol(events, market.symbols.size());
  std::vector<PriceRanges> ranges;
  for (const data::SymbolData& symbol : market.symbols) {
    ranges.emplace_back(symbol.bars);
  }
  for (RoundTrip& trip : trips) {
    const auto [low, high] = seen_by(trip, market.symbols[trip.symbol].bars, ranges[trip.symbol],
                                     events_of[trip.symbol]);
    const double fall = low / trip.entry_price - 1;
    const double rise = high / trip.entry_price - 1;
    trip.mae = trip.quantity > 0 ? fall : 0 - rise;
    trip.mfe = trip.quantity > 0 ? rise : 0 - fall;
  }
}

}  // namespace barometer::analysis
