// SPDX-License-Identifier: Apache-2.0
#include "backtest/trial_market.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "calendar/calendar_rows.hpp"
#include "calendar/expected_spans.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/corporate_actions.hpp"
#include "data/longest_symbol.hpp"
#include "data/symbol_input.hpp"

namespace barometer::backtest {

namespace {

// Half a per cent up or down a bar, with a range of its own; the walk stays near 100.
std::vector<data::BarRow> walk(const std::vector<calendar::BarSpan>& spans) {
  std::uint64_t state = 1;
  double log_price = 0;
  std::vector<data::BarRow> bars;
  bars.reserve(spans.size());
  for (const calendar::BarSpan& span : spans) {
    state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
    const double draw = static_cast<double>(state >> 11) * 0x1p-53 - 0.5;
    const double open = 100 * std::exp(log_price);
    log_price = 0.999 * log_price + 0.01 * draw;
    const double close = 100 * std::exp(log_price);
    bars.push_back({span.close, open, 1.001 * std::max(open, close), 0.999 * std::min(open, close),
                    close, 1000});
  }
  return bars;
}

}  // namespace

data::MarketData trial_market(const data::MarketData& like, std::size_t bars) {
  const core::SymbolIndex longest = data::longest_symbol(like);
  const auto& hours = like.venue_of(longest).hours;
  const data::SymbolData& symbol = like.symbols[longest];
  const auto spans = calendar::expected_spans(*hours, like.bar, like.grids[longest],
                                              symbol.bars[0].close_time_ns, bars);
  data::SymbolInput input;
  input.name = symbol.name;
  input.bars = walk(spans);
  input.grid = like.grids[longest];
  std::vector<data::SymbolInput> inputs;
  inputs.push_back(std::move(input));
  data::MarketData market = data::build_market(std::move(inputs), like.spare_bars);
  std::ranges::copy(calendar::resolve_calendar(*hours, like.bar, spans), market.calendar.begin());
  data::place_actions(market);
  market.arena.seal();
  market.instruments = {like.instruments[longest]};
  market.instruments[0].symbol = market.symbols[0].name.c_str();
  market.instruments[0].symbol_index = 0;
  market.bar = like.bar;
  market.venue = data::venue_name(like, symbol.venue);
  market.venues[0].hours = hours;
  market.tzdata = like.tzdata;
  market.session_days_per_year = market.instruments[0].session_days_per_year;
  return market;
}

}  // namespace barometer::backtest
