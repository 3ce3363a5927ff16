// SPDX-License-Identifier: Apache-2.0
#include "analysis/data_warnings.hpp"

#include <algorithm>

#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Days of alternating prices; `change` edits the bars before they are a market.
template <class Change>
data::SymbolInput symbol_with(const std::string& name, Change change) {
  data::SymbolInput symbol = test::flat_symbol(name, 100, core::kDay);
  for (std::size_t day = 0; day < symbol.bars.size(); ++day) {
    data::BarRow& bar = symbol.bars[day];
    bar.close_time_ns = static_cast<core::Timestamp>(day + 1) * core::kDay;
    bar.close = bar.open = day % 2 == 0 ? 100 : 101;
  }
  change(symbol);
  return symbol;
}

void halve_from(data::SymbolInput& symbol, std::size_t from) {
  for (std::size_t day = from; day < symbol.bars.size(); ++day) {
    symbol.bars[day].close /= 2;
    symbol.bars[day].open /= 2;
  }
}

std::vector<analysis::Warning> warnings_of(std::vector<data::SymbolInput> symbols) {
  const data::MarketData market = test::market_of(std::move(symbols), core::kDay);
  std::vector<analysis::Warning> warnings;
  analysis::check_data(market, warnings);
  return warnings;
}

template <class Kind>
const Kind& only(const std::vector<analysis::Warning>& warnings) {
  REQUIRE(warnings.size() == 1);
  REQUIRE(std::holds_alternative<Kind>(warnings[0]));
  return std::get<Kind>(warnings[0]);
}

}  // namespace

TEST_CASE("sound bars give rise to no warning") {
  CHECK(warnings_of({symbol_with("A", [](data::SymbolInput&) {})}).empty());
}

TEST_CASE("all split-like jumps are counted, and the first three named") {
  std::vector<data::SymbolInput> symbols;
  for (const char* name : {"A", "B", "C", "D"}) {
    symbols.push_back(symbol_with(name, [](data::SymbolInput& s) { halve_from(s, 50); }));
  }
  const auto warnings = warnings_of(symbols);
  const auto& splits = only<analysis::SplitLikeJumps>(warnings);
  CHECK(splits.jumps == 4);
  REQUIRE(splits.examples.size() == analysis::kMostExamples);
  CHECK(splits.examples[0].symbol == "A");
  CHECK(splits.examples[0].time_ns == 51 * core::kDay);
  CHECK(splits.examples[0].after == 2);
  CHECK(splits.examples[2].symbol == "C");
}

TEST_CASE("a jump after a year is another company's, not a split's") {
  const auto warnings = warnings_of({symbol_with("A", [](data::SymbolInput& symbol) {
    halve_from(symbol, 50);
    for (std::size_t day = 50; day < symbol.bars.size(); ++day) {
      symbol.bars[day].close_time_ns += 400 * core::kDay;
    }
  })});
  const auto& reuses = only<analysis::JumpsAfterGaps>(warnings);
  CHECK(reuses.jumps == 1);
  CHECK(reuses.examples[0].gap == 401 * core::kDay);
}

TEST_CASE("missing bars are summed, and the symbols that lack most are named") {
  std::vector<data::SymbolInput> symbols;
  for (const std::int64_t missing : {1, 0, 7, 3, 2}) {
    symbols.push_back(symbol_with("S" + std::to_string(missing), [&](data::SymbolInput& symbol) {
      symbol.report.gaps = missing > 0 ? 1 : 0;
      symbol.report.missing_bars = symbol.report.largest_gap_bars = missing;
      symbol.report.largest_gap_from_ns = core::kDay;
    }));
  }
  const auto warnings = warnings_of(symbols);
  const auto& missing = only<analysis::MissingBars>(warnings);
  CHECK(missing.venue == "24x7");
  CHECK(missing.symbols == 4);
  CHECK(missing.gaps == 4);
  CHECK(missing.missing == 13);
  CHECK(missing.bars == 500);
  REQUIRE(missing.examples.size() == analysis::kMostExamples);
  CHECK(missing.examples[0].symbol == "S7");
  CHECK(missing.examples[1].symbol == "S3");
  CHECK(missing.examples[2].symbol == "S2");
  CHECK(missing.examples[0].longest == 7);
}

TEST_CASE("a bar size that nearly no step supports is no matter of missing bars") {
  const auto with_gaps = [](std::int64_t gaps) {
    return warnings_of({symbol_with("A", [gaps](data::SymbolInput& symbol) {
      symbol.report.gaps = gaps;
      symbol.report.missing_bars = gaps * 23;
    })});
  };
  const auto warnings = with_gaps(98);
  const auto& size = only<analysis::UnsupportedBarSize>(warnings);
  CHECK(size.bar == core::kDay);
  CHECK(size.symbols == 1);
  CHECK(size.examples[0].supporting == 1);
  CHECK(size.examples[0].steps == 99);
  CHECK(size.examples[0].commonest == core::kDay);
  const auto few = with_gaps(80);
  CHECK(only<analysis::MissingBars>(few).gaps == 80);
}

TEST_CASE("the gaps of a file are held against the file's bars, not against those of a window") {
  const auto warnings = warnings_of({symbol_with("A", [](data::SymbolInput& symbol) {
    symbol.bars.resize(20);  // a window; the report is the whole file's
    symbol.report.bars = 10'000;
    symbol.report.gaps = 40;
  })});
  const auto is_bar_size = [](const analysis::Warning& warning) {
    return std::holds_alternative<analysis::UnsupportedBarSize>(warning);
  };
  CHECK(std::ranges::none_of(warnings, is_bar_size));
}

}  // namespace barometer
