// SPDX-License-Identifier: Apache-2.0
// A share of New York beside a coin, rewritten into one form, as the files of a run have one: daily
// (SPY of Yahoo, days made of BTC's hours) and hourly (LEAN's SPY, BTC's hours).
#include <fmt/format.h>

#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/filter/zlib.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>
#include <fstream>
#include <iterator>
#include <sstream>

#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "real_data.hpp"
#include "real_stocks.hpp"
#include "support/calendar_rows.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

data::MarketData coin() {
  config::DataConfig config = hourly_csv();
  config.csv.path = (real_data() / "crypto_1h/{symbol}_1h.csv").string();
  config.symbols = {"BTCUSDT"};
  return data::load_market(config, 1);
}

data::MarketData spy_of_days() {
  config::DataConfig config = real_stocks();
  config.symbols = {"SPY"};
  config.csv.bad_rows = config::BadRows::skip;
  return data::load_market(config, 1);
}

// The first file of a zip archive, whose local header states its size.
std::string unzipped(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string zip{std::istreambuf_iterator<char>(in), {}};
  const auto byte = [&zip](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(zip.at(at)));
  };
  const std::size_t begin = 30 + byte(26) + 256 * byte(27) + byte(28) + 256 * byte(29);
  namespace io = boost::iostreams;
  io::zlib_params deflate;
  deflate.noheader = true;
  io::filtering_streambuf<io::input> stream;
  stream.push(io::zlib_decompressor(deflate));
  stream.push(io::array_source(zip.data() + begin, zip.size() - begin));
  std::ostringstream out;
  io::copy(stream, out);
  return out.str();
}

data::MarketData spy_of_hours() {
  const TempFolder folder;
  std::ofstream(folder / "spy.csv") << unzipped(real_data() / "lean/equity/usa/hour/spy.zip");
  config::DataConfig config;
  config.source = config::DataSource::csv;
  config.symbols = {"spy"};
  config.venue = "us_equity";
  config.csv.path = (folder / "{symbol}.csv").string();
  config.csv.header = false;
  config.csv.time = {.name = "", .position = 1};
  config.csv.open = {.name = "", .position = 2};
  config.csv.high = {.name = "", .position = 3};
  config.csv.low = {.name = "", .position = 4};
  config.csv.close = {.name = "", .position = 5};
  config.csv.volume = config::ColumnRef{.name = "", .position = 6};
  config.csv.time_format = "%Y%m%d %H:%M";
  config.csv.zone = "venue";
  config.csv.stamp = config::StampSide::open;
  return data::load_market(config, 1);
}

// Stamped at the close, UTC; of daily bars by the session's date.
template <class Bars, class StampOf>
void write(const std::filesystem::path& file, const Bars& bars, StampOf stamp) {
  std::ofstream out(file);
  out << "time,open,high,low,close,volume\n";
  for (const data::BarRow& bar : bars) {
    out << fmt::format("{},{},{},{},{},{}\n", stamp(bar.close_time_ns), bar.open, bar.high, bar.low,
                       bar.close, bar.volume);
  }
}

std::string utc_minute(core::Timestamp time) {
  const std::string text = core::format_utc(time);
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

data::MarketData load(const TempFolder& folder, std::vector<std::string> symbols,
                      const std::string& own, std::vector<config::SymbolVenue> venues,
                      core::Duration bar) {
  config::DataConfig config;
  config.source = config::DataSource::csv;
  config.symbols = std::move(symbols);
  config.venue = own;
  config.venues = std::move(venues);
  config.bar = bar;
  config.csv.path = (folder.path() / "{symbol}.csv").string();
  config.csv.time.name = "time";
  config.csv.time_format = bar == core::kDay ? "%Y-%m-%d" : "%Y-%m-%d %H:%M";
  config.csv.stamp = bar == core::kDay ? std::nullopt : std::optional(config::StampSide::close);
  return data::load_market(config, 2);
}

// The symbol's rows of the calendar, gaps and weeks are those of the market in which it is alone.
void check_alike(const data::MarketData& alone, const data::MarketData& mixed,
                 core::SymbolIndex symbol) {
  const data::SymbolData& one = alone.symbols[0];
  const data::SymbolData& same = mixed.symbols[symbol];
  REQUIRE(one.bars.size() == same.bars.size());
  CHECK(data::close_times(one.bars) == data::close_times(same.bars));
  CHECK(barometer_test::same_rows(barometer_test::rows_of(alone, 0),
                                  barometer_test::rows_of(mixed, symbol)));
  CHECK(one.report.gaps == same.report.gaps);
  CHECK(one.report.missing_bars == same.report.missing_bars);
  const core::Duration on = alone.bar == core::kDay ? core::kWeek : core::kDay;
  const auto weeks = data::resample(alone, 0, on, one.bars);
  const auto others = data::resample(mixed, symbol, on, same.bars);
  CHECK(weeks.known_ns == others.known_ns);
  CHECK(
      std::ranges::equal(weeks.bars, others.bars, {}, &data::BarRow::close, &data::BarRow::close));
  CHECK_FALSE(weeks.bars.empty());
}

}  // namespace

TEST_CASE("a share and a coin of days: each as it is alone") {
  const TempFolder folder;
  const data::MarketData hours = coin();
  const auto days = data::resample(hours, 0, core::kDay, hours.symbols[0].bars);
  const auto date = [](core::Timestamp close) { return core::format_date(close - core::kHour); };
  write(folder / "BTC.csv", days.bars, date);
  write(folder / "SPY.csv", spy_of_days().symbols[0].bars, date);
  const data::MarketData mixed =
      load(folder, {"SPY", "BTC"}, "us_equity", {{"BTC", {}, "24x7"}}, core::kDay);
  check_alike(load(folder, {"SPY"}, "us_equity", {}, core::kDay), mixed, 0);
  check_alike(load(folder, {"BTC"}, "24x7", {}, core::kDay), mixed, 1);
  // Summer's close of New York, and the coin's midnight.
  CHECK(core::format_utc(mixed.symbols[0].bars[0].close_time_ns).ends_with("T21:00:00Z"));
  CHECK(core::format_utc(mixed.symbols[1].bars[0].close_time_ns).ends_with("T00:00:00Z"));
  CHECK(mixed.instruments[0].session_days_per_year == 252);
  CHECK(mixed.instruments[1].session_days_per_year == 365);
}

TEST_CASE("a share and a coin of hours: each as it is alone, whichever venue is the run's") {
  const TempFolder folder;
  write(folder / "BTC.csv", coin().symbols[0].bars, utc_minute);
  write(folder / "SPY.csv", spy_of_hours().symbols[0].bars, utc_minute);
  const data::MarketData share = load(folder, {"SPY"}, "us_equity", {}, core::kHour);
  const data::MarketData alone = load(folder, {"BTC"}, "24x7", {}, core::kHour);
  const data::MarketData at_stocks =
      load(folder, {"BTC", "SPY"}, "us_equity", {{"BTC", {}, "24x7"}}, core::kHour);
  const data::MarketData at_coins =
      load(folder, {"BTC", "SPY"}, "24x7", {{"SPY", {}, "us_equity"}}, core::kHour);
  for (const data::MarketData* mixed : {&at_stocks, &at_coins}) {
    check_alike(alone, *mixed, 0);
    check_alike(share, *mixed, 1);
  }
}
