// SPDX-License-Identifier: Apache-2.0
#include "analysis/data_warnings.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "analysis/observations.hpp"
#include "calendar/grid_check.hpp"
#include "config/data_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "data/price_jumps.hpp"

namespace barometer::analysis {

namespace {

// Of the file, as its gaps are.
std::int64_t steps_of(const data::SymbolData& symbol) {
  return symbol.report.bars - 1;
}

// Keeps the examples that say most.
template <class Example, class Size>
void keep_largest(std::vector<Example>& examples, Size size) {
  std::ranges::stable_sort(examples, std::ranges::greater(), size);
  examples.resize(std::min(examples.size(), kMostExamples));
}

void check_skipped_rows(const data::MarketData& market, std::vector<Warning>& warnings) {
  SkippedRows skipped;
  for (const data::SymbolData& symbol : market.symbols) {
    const std::int64_t rows = symbol.report.skipped_rows;
    skipped.rows += rows;
    if (rows > skipped.worst_rows) {
      skipped.worst_symbol = symbol.name;
      skipped.worst_rows = rows;
      skipped.worst_share =
          static_cast<double>(rows) / static_cast<double>(rows + symbol.report.bars);
    }
  }
  if (skipped.rows > 0) {
    warnings.emplace_back(std::move(skipped));
  }
}

void check_off_hours(const data::MarketData& market, std::vector<Warning>& warnings) {
  constexpr std::int64_t kNotableOneIn = 10;
  OffHours found;
  for (const data::SymbolData& symbol : market.symbols) {
    const std::int64_t bars = symbol.report.off_hours_bars;
    if (bars == 0 || bars * kNotableOneIn < symbol.report.bars) {
      continue;
    }
    found.symbols += 1;
    const double share = static_cast<double>(bars) / static_cast<double>(symbol.report.bars);
    if (share > found.worst_share) {
      found.worst_symbol = symbol.name;
      found.worst_bars = bars;
      found.worst_share = share;
      found.examples = symbol.report.off_hours;
      found.fitting_zone = symbol.report.fitting_zone;
    }
  }
  if (found.symbols > 0) {
    warnings.emplace_back(std::move(found));
  }
}

void check_left_out(const data::MarketData& market, std::vector<Warning>& warnings) {
  SymbolsLeftOut left_out;
  for (const data::LeftOut& symbol : market.left_out) {
    left_out.no_file += symbol.why == data::LeftOutWhy::no_file ? 1 : 0;
    left_out.no_bars += symbol.why == data::LeftOutWhy::no_bars ? 1 : 0;
    left_out.bad_data += symbol.why == data::LeftOutWhy::bad_data ? 1 : 0;
    left_out.symbols.push_back({symbol.symbol, symbol.reason});
  }
  if (!left_out.symbols.empty()) {
    warnings.emplace_back(std::move(left_out));
  }
}

void check_jumps(const data::MarketData& market, std::vector<Warning>& warnings) {
  SplitLikeJumps splits;
  JumpsAfterGaps reuses;
  for (const data::SymbolData& symbol : market.symbols) {
    for (const data::PriceJump& jump : data::price_jumps(symbol)) {
      const bool reused = jump.gap >= kGapOfAnotherCompany;
      auto& examples = reused ? reuses.examples : splits.examples;
      ++(reused ? reuses.jumps : splits.jumps);
      if (examples.size() < kMostExamples) {
        examples.push_back(
            {symbol.name, jump.time_ns, jump.ratio, jump.gap, jump.after, jump.before});
      }
    }
  }
  if (splits.jumps > 0) {
    warnings.emplace_back(std::move(splits));
  }
  if (reuses.jumps > 0) {
    warnings.emplace_back(std::move(reuses));
  }
}

void check_gaps(const data::MarketData& market, std::vector<Warning>& warnings) {
  MissingBars missing;
  missing.venue = market.venues.size() == 1 ? market.venue : "";
  for (const data::SymbolData& symbol : market.symbols) {
    const data::SymbolDataReport& report = symbol.report;
    missing.bars += report.bars;
    if (report.missing_bars > 0 && supports_bar_size(symbol)) {
      ++missing.symbols;
      missing.gaps += report.gaps;
      missing.missing += report.missing_bars;
      missing.examples.push_back(
          {symbol.name, report.missing_bars, report.largest_gap_bars, report.largest_gap_from_ns});
    }
  }
  if (missing.missing > 0) {
    keep_largest(missing.examples, &MissingBars::Example::missing);
    warnings.emplace_back(std::move(missing));
  }
}

void check_bar_size(const data::MarketData& market, std::vector<Warning>& warnings) {
  UnsupportedBarSize size;
  size.bar = market.bar;
  for (const data::SymbolData& symbol : market.symbols) {
    if (!supports_bar_size(symbol)) {
      ++size.symbols;
      const std::int64_t steps = steps_of(symbol);
      size.examples.push_back({symbol.name, steps - symbol.report.gaps, steps,
                               calendar::commonest_step(data::close_times(symbol.bars))});
    }
  }
  if (size.symbols > 0) {
    keep_largest(size.examples, &UnsupportedBarSize::Example::steps);
    warnings.emplace_back(std::move(size));
  }
}

}  // namespace

void check_prices(const config::DataConfig& data, std::vector<Warning>& warnings) {
  if (data.csv.adjusted_close) {
    warnings.emplace_back(TotalReturnPrices{});
  }
}

void check_data(const data::MarketData& market, std::vector<Warning>& warnings) {
  check_skipped_rows(market, warnings);
  check_off_hours(market, warnings);
  check_left_out(market, warnings);
  check_jumps(market, warnings);
  check_gaps(market, warnings);
  check_bar_size(market, warnings);
}

}  // namespace barometer::analysis
