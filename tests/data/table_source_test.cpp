// SPDX-License-Identifier: Apache-2.0
#include "data/table_source.hpp"

#include <fmt/format.h>

#include <cmath>
#include <random>

#include "core/error.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/arrow_table.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/thrown_by.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

using Stamps = std::vector<std::int64_t>;

constexpr core::Timestamp kStart = 1'704'067'200 * core::kSecond;  // 2024-01-01

config::DataConfig hourly_table() {
  config::DataConfig config;
  config.source = config::DataSource::table;
  config.file = "run.yaml";
  config.bar = core::kHour;
  config.symbols = {"A"};
  config.symbols_at = {{1, 1}};
  config.csv.stamp = config::StampSide::open;
  return config;
}

Stamps hours(std::size_t count, core::Timestamp start = kStart) {
  Stamps stamps(count);
  for (std::size_t i = 0; i < count; ++i) {
    stamps[i] = start + static_cast<std::int64_t>(i) * core::kHour;
  }
  return stamps;
}

struct Prices {
  std::vector<double> open, high, low, close, volume;
};

Prices drawn_prices(std::size_t count, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> draw(90, 110);
  Prices prices;
  for (std::size_t i = 0; i < count; ++i) {
    const double open = draw(engine);
    const double close = draw(engine);
    prices.open.push_back(open);
    prices.close.push_back(close);
    prices.high.push_back(std::max(open, close) + draw(engine) / 100);
    prices.low.push_back(std::min(open, close) - draw(engine) / 100);
    prices.volume.push_back(std::floor(draw(engine)));
  }
  return prices;
}

std::vector<ArrowColumn> columns_of(ArrowColumn time, const Prices& prices) {
  time.name = "timestamp";
  return {std::move(time),
          column_of("open", "g", prices.open),
          column_of("high", "g", prices.high),
          column_of("low", "g", prices.low),
          column_of("close", "g", prices.close),
          column_of("volume", "g", prices.volume)};
}

ArrowColumn time_column(const std::string& format, const Stamps& stamps) {
  return column_of<std::int64_t>("timestamp", format, stamps);
}

data::MarketData load(ArrowProducer& producer, const config::DataConfig& config,
                      const std::string& symbol = {}) {
  std::vector<data::SymbolTable> tables;
  tables.push_back({symbol, tables::ArrowTable::take(producer.stream(), "table")});
  return data::load_market(config, 2, {}, nullptr, tables);
}

data::MarketData load(std::vector<ArrowColumn> columns, std::size_t rows,
                      const config::DataConfig& config) {
  const auto count = static_cast<std::int64_t>(rows);
  ArrowProducer producer(std::move(columns), {{0, count / 3}, {count / 3, count - count / 3}});
  return load(producer, config);
}

std::string refusal(std::vector<ArrowColumn> columns, std::size_t rows,
                    const config::DataConfig& config) {
  try {
    load(std::move(columns), rows, config);
    return "taken";
  } catch (const core::Error& error) {
    return error.what();
  }
}

std::vector<std::int64_t> closes_of(const data::MarketData& market, std::size_t symbol = 0) {
  std::vector<std::int64_t> closes;
  for (const data::BarRow& bar : market.symbols[symbol].bars) {
    closes.push_back(bar.close_time_ns);
  }
  return closes;
}

// The same rows as a file.
std::string csv_of(const Stamps& stamps, const Prices& prices) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    text += fmt::format("{},{},{},{},{},{}\n", stamps[i], prices.open[i], prices.high[i],
                        prices.low[i], prices.close[i], prices.volume[i]);
  }
  return text;
}

}  // namespace

TEST_CASE("a table's rows are the bars of a file of the same rows, to the bit") {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const Stamps stamps = hours(2'500);
    const Prices prices = drawn_prices(stamps.size(), seed);
    const TempFolder folder;
    config::DataConfig file = hourly_table();
    file.source = config::DataSource::csv;
    file.csv.time_format = "epoch_ns";
    file.csv.path = write_file(folder / "A.csv", csv_of(stamps, prices)).string();
    const data::MarketData from_file = data::load_market(file, 1);
    const data::MarketData from_table =
        load(columns_of(time_column("tsn:UTC", stamps), prices), stamps.size(), hourly_table());
    CHECK(from_table.hash == from_file.hash);
    CHECK(from_table.symbols[0].bars.size() == 2'500);
  }
}

TEST_CASE("times are instants, wall clock times, whole units and text") {
  const Stamps ns = hours(30);
  const Prices prices = drawn_prices(30, 5);
  const auto expected =
      closes_of(load(columns_of(time_column("tsn:UTC", ns), prices), 30, hourly_table()));
  CHECK(expected.front() == kStart + core::kHour);
  Stamps ms = ns;
  std::vector<std::string> words;
  Stamps in_new_york = ns;
  for (std::size_t i = 0; i < ns.size(); ++i) {
    ms[i] /= core::kMillisecond;
    words.push_back(core::format_utc(ns[i]).substr(0, 16));
    in_new_york[i] -= 5 * core::kHour;  // no change of clocks in January
  }
  CHECK(closes_of(load(columns_of(time_column("tsm:Europe/Berlin", ms), prices), 30,
                       hourly_table())) == expected);
  CHECK(closes_of(load(columns_of(time_column("tsm:+05:30", ms), prices), 30, hourly_table())) ==
        expected);
  config::DataConfig config = hourly_table();
  config.csv.zone = "America/New_York";
  CHECK(closes_of(load(columns_of(time_column("tsn:", in_new_york), prices), 30, config)) ==
        expected);
  config = hourly_table();
  config.csv.time_format = "epoch_ms";
  CHECK(closes_of(load(columns_of(time_column("l", ms), prices), 30, config)) == expected);
  config.csv.time_format = "%Y-%m-%dT%H:%M";
  CHECK(closes_of(load(columns_of(text_column("", words), prices), 30, config)) == expected);
}

TEST_CASE("daily midnights are dates, in the zone of their type too") {
  config::DataConfig config = hourly_table();
  config.bar = core::kDay;
  config.venue = "us_equity";
  config.csv.stamp.reset();
  // 2024-01-02 and 03 at midnight in New York, and as dates.
  const Stamps midnights{1'704'171'600 * core::kSecond, 1'704'258'000 * core::kSecond};
  const Prices prices = drawn_prices(2, 6);
  const auto expected = closes_of(
      load(columns_of(time_column("tsn:America/New_York", midnights), prices), 2, config));
  CHECK(expected.front() == 1'704'229'200 * core::kSecond);  // 16:00 there
  const ArrowColumn dates = column_of<std::int32_t>("", "tdD", {19'724, 19'725});
  CHECK(closes_of(load(columns_of(dates, prices), 2, config)) == expected);
}

TEST_CASE("rows that are wrong are told with row and column, all at once") {
  Prices prices = drawn_prices(8, 7);
  prices.high[2] = 1;
  prices.close[4] = -3;
  std::vector<ArrowColumn> columns = columns_of(time_column("tsn:UTC", hours(8)), prices);
  columns[1].known = {true, true, true, true, true, true, false, true};
  columns[0].known = {true, true, true, true, true, true, true, false};
  const std::string told = refusal(columns, 8, hourly_table());
  CHECK(contains(told, "table:3:3: high 1 is below low"));
  CHECK(contains(told, "table:5:5: close is '-3', expected a price greater than 0"));
  CHECK(contains(told, "table:7:2: open is empty"));
  CHECK(contains(told, "table:8:1: time: '' is not a time"));
}

TEST_CASE("NaN is no price, and one wrong row may be left out") {
  Prices prices = drawn_prices(8, 8);
  prices.low[3] = NAN;
  config::DataConfig config = hourly_table();
  CHECK(contains(refusal(columns_of(time_column("tsn:UTC", hours(8)), prices), 8, config),
                 "table:4:4: low is 'nan', expected a finite number"));
  config.csv.bad_rows = config::BadRows::skip;
  const data::MarketData market =
      load(columns_of(time_column("tsn:UTC", hours(8)), prices), 8, config);
  CHECK(market.symbols[0].bars.size() == 7);
  CHECK(market.symbols[0].report.skipped_rows == 1);
}

TEST_CASE("rows out of order and twice are told, and newest first is read") {
  Stamps stamps = hours(6);
  const Prices prices = drawn_prices(6, 9);
  std::swap(stamps[3], stamps[4]);
  CHECK(contains(refusal(columns_of(time_column("tsn:UTC", stamps), prices), 6, hourly_table()),
                 "table:5:1: the bar closing"));
  Stamps turned = hours(6);
  std::ranges::reverse(turned);
  config::DataConfig config = hourly_table();
  CHECK(contains(refusal(columns_of(time_column("tsn:UTC", turned), prices), 6, config),
                 "newest_first"));
  config.csv.order = config::RowOrder::newest_first;
  CHECK(closes_of(load(columns_of(time_column("tsn:UTC", turned), prices), 6, config)).front() ==
        kStart + core::kHour);
}

TEST_CASE("a column says whose each row is, as text, by a dictionary or as numbers") {
  const Stamps stamps{kStart, kStart, kStart + core::kHour, kStart + core::kHour};
  const Prices prices = drawn_prices(4, 10);
  config::DataConfig config = hourly_table();
  config.symbols.clear();
  config.symbols_at.clear();
  config.csv.symbol = config::ColumnRef{.name = "symbol"};
  const auto with = [&](ArrowColumn symbols) {
    std::vector<ArrowColumn> columns = columns_of(time_column("tsn:UTC", stamps), prices);
    symbols.name = "symbol";
    columns.push_back(std::move(symbols));
    return load(std::move(columns), 4, config);
  };
  const data::MarketData text = with(text_column("", {"B", "A", "B", "A"}));
  REQUIRE(text.symbols.size() == 2);
  CHECK(text.symbols[0].name == "A");
  CHECK(text.symbols[0].bars[1].open == prices.open[3]);
  CHECK(with(dictionary_column("", {0, 1, 0, 1}, {"B", "A"})).hash == text.hash);
  CHECK(with(column_of<std::int64_t>("", "l", {7, 8, 7, 8})).symbols[1].name == "8");
  config.symbols = {"C"};
  config.symbols_at = {{3, 4}};
  CHECK(mentions(thrown_by([&] { with(text_column("", {"B", "A", "B", "A"})); }), "C has no row"));
}

TEST_CASE("several tables are symbols by their names") {
  const Prices prices = drawn_prices(3, 11);
  ArrowProducer one(columns_of(time_column("tsn:UTC", hours(3)), prices), {{0, 3}});
  ArrowProducer two(columns_of(time_column("tsn:UTC", hours(3)), prices), {{0, 3}});
  std::vector<data::SymbolTable> tables;
  tables.push_back({"Y", tables::ArrowTable::take(one.stream(), "Y")});
  tables.push_back({"X", tables::ArrowTable::take(two.stream(), "X")});
  config::DataConfig config = hourly_table();
  config.symbols.clear();
  const data::MarketData market = data::load_market(config, 2, {}, nullptr, tables);
  CHECK(market.symbols.size() == 2);
  CHECK(market.symbols[0].name == "X");
}

TEST_CASE("what a table lacks is named with what to do") {
  const Prices prices = drawn_prices(3, 12);
  const auto columns = [&] { return columns_of(time_column("tsn:UTC", hours(3)), prices); };
  std::vector<ArrowColumn> without = columns();
  without[4].name = "Close";
  CHECK(contains(refusal(without, 3, hourly_table()), "there is no column 'close' for close"));
  std::vector<ArrowColumn> words = columns();
  words[1] = text_column("open", {"1", "2", "3"});
  words[2] = column_of<std::int64_t>("high", "b", {1, 1, 1});
  const std::string told = refusal(words, 3, hourly_table());
  CHECK(contains(told, "column 'open' holds text, expected numbers"));
  CHECK(contains(told, "column 'high' holds cells of Arrow type 'b', expected numbers"));
  config::DataConfig config = hourly_table();
  CHECK(contains(refusal(columns_of(time_column("l", hours(3)), prices), 3, config),
                 "column 'timestamp' holds numbers, and nothing says which times they are"));
  config.csv.zone = "America/New_York";
  CHECK(contains(refusal(columns(), 3, config), "leave data.time.zone out"));
  config = hourly_table();
  config.csv.time_format = "epoch_ms";
  CHECK(contains(refusal(columns(), 3, config), "leave data.time.format out"));
  config = hourly_table();
  config.symbols.clear();
  CHECK(contains(refusal(columns(), 3, config), "nothing says which symbol its rows are of"));
  config = hourly_table();
  CHECK(mentions(thrown_by([&] { data::load_market(config, 1); }),
                 "reads rows that a program hands over"));
}

TEST_CASE("a table without rows is refused as a file without rows is") {
  CHECK(
      contains(refusal(columns_of(time_column("tsn:UTC", {}), {}), 0, hourly_table()), "no rows"));
}
