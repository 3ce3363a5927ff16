// SPDX-License-Identifier: Apache-2.0
#include "inference/blind_run.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/attribution.hpp"
#include "analysis/round_trips.hpp"
#include "data/symbol_input.hpp"
#include "regime/tag_columns.hpp"
#include "report/sample_run.hpp"
#include "stats/random.hpp"

namespace barometer::test {

namespace {

constexpr core::Timestamp kMonday = 1'641'168'000 * core::kSecond;  // 2022-01-03
constexpr double kPrice = 1e5;  // far above what thousands of values of deviation 1 add up to

}  // namespace

std::vector<orders::Fill> fills_of(const data::MarketData& market,
                                   const std::vector<std::vector<SideChange>>& sides) {
  std::vector<orders::Fill> fills;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    double held = 0;
    for (const SideChange& change : sides[s]) {
      const double open = market.symbols[s].bars[change.bar].open;
      fills.push_back(fill_of(market, static_cast<core::SymbolIndex>(s),
                              static_cast<std::int64_t>(change.bar), change.quantity - held, open,
                              open, 0));
      held = change.quantity;
    }
  }
  std::ranges::stable_sort(fills, {}, &orders::Fill::step);
  return fills;
}

std::vector<portfolio::EquityPoint> equity_of(const data::MarketData& market, double cash,
                                              const std::vector<orders::Fill>& fills) {
  std::vector<double> held(market.symbols.size(), 0);
  std::vector<double> last(market.symbols.size(), 0);
  std::vector<std::size_t> next(market.symbols.size(), 0);
  std::vector<portfolio::EquityPoint> equity;
  double worth = cash;
  std::size_t fill = 0;
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    for (; fill < fills.size() && fills[fill].step == step; ++fill) {
      const orders::Fill& one = fills[fill];
      worth += held[one.symbol] * (one.price - last[one.symbol]);
      last[one.symbol] = one.price;
      held[one.symbol] += one.quantity;
    }
    for (const core::SymbolIndex s : market.timeline.active(step)) {
      const double close = market.symbols[s].bars[next[s]++].close;
      worth += held[s] * (close - last[s]);
      last[s] = close;
    }
    equity.push_back({market.timeline.time(step), worth, worth, 0, 0});
  }
  return equity;
}

regime::TagView tags_of(const data::MarketData& market, const std::vector<BlindTags>& tags) {
  std::vector<regime::Dimension> dimensions;
  for (const BlindTags& each : tags) {
    regime::Dimension& dimension = dimensions.emplace_back();
    dimension.name = each.name;
    dimension.labels = each.labels;
    dimension.known_ahead = each.known_ahead;
  }
  const regime::TagColumns written(dimensions, {std::vector<std::uint8_t>(tags.size(), 1), {}},
                                   data::bar_counts(market));
  std::vector<bm_tag_column> columns(tags.size());
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    written.block(static_cast<core::SymbolIndex>(s), 0, columns);
    for (std::size_t d = 0; d < tags.size(); ++d) {
      // The last labels.
      const auto& labels = tags[d].of_bar[s];
      std::copy(labels.end() - std::ssize(market.symbols[s].bars), labels.end(),
                columns[d].category);
    }
  }
  return written.view();
}

void set_prices(data::MarketData& market, const std::vector<std::vector<double>>& values) {
  for (std::size_t s = 0; s < values.size(); ++s) {
    const std::size_t late = values[s].size() - market.symbols[s].bars.size();
    double price = kPrice;
    for (std::size_t bar = 0; bar < market.symbols[s].bars.size(); ++bar) {
      data::BarRow& row = market.symbols[s].bars[bar];
      row.open = price;
      price += values[s][late + bar];
      row.close = price;
      row.high = std::max(row.open, price);
      row.low = std::min(row.open, price);
    }
  }
}

data::MarketData blind_market(std::size_t bars, const std::vector<std::size_t>& late,
                              core::Duration bar) {
  std::vector<data::SymbolInput> symbols;
  for (std::size_t s = 0; s < late.size(); ++s) {
    const auto count = static_cast<std::int64_t>(bars - late[s]);
    symbols.push_back(flat_symbol("S" + std::to_string(s), count, 0));
    for (std::size_t i = 0; i < symbols[s].bars.size(); ++i) {
      symbols[s].bars[i].close_time_ns =
          kMonday + bar * static_cast<core::Duration>(1 + late[s] + i);
    }
  }
  return market_of(std::move(symbols), bar);
}

std::vector<SideChange> blind_sides(std::size_t bars, std::uint64_t seed) {
  stats::Random random(seed, 2);
  std::vector<SideChange> sides;
  for (std::size_t bar = 1; bar < bars; ++bar) {
    if (bar == 1 || random.uniform() < 1.0 / 60) {
      const double side = random.uniform() < 0.5 ? -1 : 1;
      if (sides.empty() || sides.back().quantity != side) {
        sides.push_back({bar, side});
      }
    }
  }
  return sides;
}

std::vector<analysis::DimensionMetrics> analyse_sides(
    const data::MarketData& market, const regime::TagView& tags, const config::RunConfig& config,
    const std::vector<std::vector<SideChange>>& sides) {
  const std::vector<orders::Fill> fills = fills_of(market, sides);
  const std::vector<portfolio::EquityPoint> equity = equity_of(market, config.broker.cash, fills);
  const auto reported = analysis::reported_dimensions(tags, config.output);
  core::Workers workers(1);
  const analysis::Attribution attribution =
      analysis::attribute(market, tags, reported, fills, market.timeline.time(0), workers);
  const auto trips = analysis::round_trips(fills, market, {}, config.output.round_trips);
  return analysis::measure_regimes({.market = market,
                                    .tags = tags,
                                    .attribution = attribution,
                                    .equity = equity,
                                    .cash = config.broker.cash,
                                    .years = 1,
                                    .trips = trips},
                                   reported, workers);
}

std::vector<analysis::DimensionMetrics> analyse_values(
    data::MarketData& market, const std::vector<std::vector<double>>& values,
    const std::vector<BlindTags>& tags, std::uint64_t seed, bool blind) {
  set_prices(market, values);
  config::RunConfig config;
  config.broker.cash = 1e7;
  std::vector<std::vector<SideChange>> sides;
  for (std::size_t s = 0; s < values.size(); ++s) {
    sides.push_back(blind ? blind_sides(market.symbols[s].bars.size(), 1000 * seed + s)
                          : std::vector<SideChange>{{0, 1}});
  }
  return analyse_sides(market, tags_of(market, tags), config, sides);
}

}  // namespace barometer::test
