// SPDX-License-Identifier: Apache-2.0
// LEAN factor files against another vendor's prices of the same stocks: Yahoo's Adj Close knows the
// same dividends, and its Close is split-adjusted.
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/zlib.hpp>
#include <boost/iostreams/filtering_stream.hpp>

#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "calendar/calendar_rows.hpp"
#include "config/data_config.hpp"
#include "data/bar_row.hpp"
#include "data/corporate_actions.hpp"
#include "data/symbol_data.hpp"
#include "data/symbol_input.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::ActionsConfig factors(config::PriceSeries prices) {
  return {.path = (real_data() / "lean/equity/usa/factor_files/{symbol}.csv").string(),
          .path_at = {},
          .format = config::ActionsFormat::lean,
          .prices = prices};
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

template <class Int>
Int number_at(const std::string& bytes, std::size_t at) {
  Int value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

// The one member of a zip archive, by its local header and the central directory.
std::string unzipped(const std::filesystem::path& file) {
  const std::string bytes = bytes_of(file);
  const std::size_t central = bytes.rfind("PK\x01\x02");
  const auto size = number_at<std::uint32_t>(bytes, central + 20);
  const std::size_t data =
      30 + number_at<std::uint16_t>(bytes, 26) + number_at<std::uint16_t>(bytes, 28);
  namespace io = boost::iostreams;
  io::zlib_params raw;
  raw.noheader = true;
  io::filtering_istream stream;
  stream.push(io::zlib_decompressor(raw));
  stream.push(io::array_source(bytes.data() + data, size));
  std::string text;
  io::copy(stream, io::back_inserter(text));
  return text;
}

struct Days {
  data::SymbolInput symbol;
  std::vector<bm_calendar_row> calendar;
};

void add_day(Days& days, const std::string& date, double open, double close) {
  const core::Timestamp time = *core::parse_utc(date) + 20 * core::kHour;
  days.symbol.bars.push_back({time, open, std::max(open, close), std::min(open, close), close, 1});
  bm_calendar_row row{};
  row.session_date = calendar::day_of(time);
  days.calendar.push_back(row);
}

// "20140606 00:00,open,high,low,close,volume" in dollars x 10,000, not adjusted.
Days lean_daily(const std::string& name) {
  Days days;
  days.symbol.name = name;
  std::istringstream lines(unzipped(real_data() / "lean/equity/usa/daily" / (name + ".zip")));
  for (std::string line; std::getline(lines, line);) {
    double cells[5];
    std::istringstream fields(line.substr(line.find(',') + 1));
    for (double& cell : cells) {
      std::string text;
      std::getline(fields, text, ',');
      cell = std::stod(text) / 10'000;
    }
    add_day(days, line.substr(0, 4) + "-" + line.substr(4, 2) + "-" + line.substr(6, 2), cells[0],
            cells[3]);
  }
  return days;
}

std::vector<core::Fault> load(const config::ActionsConfig& config, Days& days) {
  return data::load_actions(config, days.symbol, days.calendar);
}

struct Yahoo {
  Days days;
  std::vector<double> adjusted;
};

// "Date,Open,High,Low,Close,Adj Close,Volume"
Yahoo yahoo(const std::string& name) {
  Yahoo data;
  data.days.symbol.name = name;
  std::ifstream lines(real_data() / "equity_daily_yahoo" / (name + ".csv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    std::string cells[7];
    for (std::string& cell : cells) {
      std::getline(fields, cell, ',');
    }
    add_day(data.days, cells[0], std::stod(cells[1]), std::stod(cells[4]));
    data.adjusted.push_back(std::stod(cells[5]));
  }
  return data;
}

}  // namespace

TEST_CASE("AAPL's splits are those that happened, and its raw prices show them") {
  Days days = lean_daily("aapl");
  const data::SymbolInput& apple = days.symbol;
  REQUIRE(apple.bars.size() == 5'849);
  REQUIRE(load(factors(config::PriceSeries::raw), days).empty());
  std::map<double, std::vector<std::string>> splits;
  double units = 1;
  for (const data::CorporateAction& action : apple.actions) {
    if (action.split != 1) {
      splits[action.split.value()].push_back(core::format_date(action.ex_date * core::kDay));
      units *= action.split.value();
    }
  }
  // The day after the last one at the old price; the last two were Saturdays.
  CHECK(splits[2] == std::vector<std::string>{"2000-06-21", "2005-02-26"});
  CHECK(splits[7] == std::vector<std::string>{"2014-06-07"});
  CHECK(splits[4] == std::vector<std::string>{"2020-08-29"});
  CHECK(units == 112);
}

TEST_CASE("raw prices that are called adjusted are refused, and the other way round") {
  Days raw = lean_daily("aapl");
  CHECK(load(factors(config::PriceSeries::split_adjusted), raw).size() == 4);
  Days adjusted = yahoo("AAPL").days;
  const auto faults = load(factors(config::PriceSeries::raw), adjusted);
  REQUIRE(faults.size() == 1);  // of 2014; the others lie before and after the file
  CHECK(faults[0].what.find("the split of 7 on 2014-06-07 does not show") == 0);
}

// Not AAPL: its Adj Close takes the dividends before the split of 2014 seven times too large (2.65
// of 600 dollars on 2012-08-09 as 3.1 %).
TEST_CASE("dividends of the factor files and Yahoo's Adj Close agree") {
  for (const std::string name : {"SPY", "IBM"}) {
    INFO(name);
    Yahoo data = yahoo(name);
    REQUIRE(load(factors(config::PriceSeries::split_adjusted), data.days).empty());
    // Adj Close / Close grows by 1 / (1 - dividend / last close) over each ex-date.
    const auto& rows = data.days.calendar;
    double kept = 1;
    int dividends = 0;
    for (const data::CorporateAction& action : data.days.symbol.actions) {
      if (action.ex_date > rows.front().session_date &&
          action.ex_date <= rows.back().session_date) {
        kept *= 1 - action.dividend_share;
        ++dividends;
      }
    }
    const double first = data.adjusted.front() / data.days.symbol.bars.front().close;
    const double last = data.adjusted.back() / data.days.symbol.bars.back().close;
    CHECK(dividends >= 20);
    CHECK(first / last == Approx(kept).epsilon(2e-3));
  }
}
