// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "data/market_data.hpp"
#include "report/log_text.hpp"
#include "report/run_tables.hpp"
#include "report/written.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

using test::written;

namespace {

core::LogRow row_of(std::string_view text, std::uint32_t symbol) {
  core::LogRow row{2 * core::kHour, 1, {symbol, static_cast<std::uint32_t>(text.size()), {}}};
  std::copy(text.begin(), text.end(), row.text.text);
  return row;
}

// One symbol with a name that means harm.
struct Talk : test::SampleRun {
  Talk() : SampleRun({.symbols = 1, .bars = 5, .first_step = 1, .fill_chance = 0}) {
    market = test::market_of({test::flat_symbol("=A", 5, core::kHour)});
  }

  std::string csv(const std::vector<core::LogRow>& rows) const {
    analysis::RunRecord said = record();
    said.logs.log = rows;
    return test::written_table("log", said);
  }

  std::string lines(const std::vector<core::LogRow>& rows) const {
    analysis::RunRecord said = record();
    said.logs.log = rows;
    return written([&](const report::Sink& sink) { report::write_log_text(said, sink); });
  }
};

const std::string kHead = "time,step,symbol,text\n";
const std::string kStep = "1970-01-01T02:00:00Z,1,";

}  // namespace

TEST_CASE("log.csv has a row per row of text, quoted as RFC 4180 says") {
  const Talk talk;
  CHECK(talk.csv({row_of("plain", BM_NO_SYMBOL), row_of("a, \"b\"", 0)}) ==
        kHead + kStep + ",plain\n" + kStep + "'=A,\"a, \"\"b\"\"\"\n");
  CHECK(talk.csv({row_of("=SUM(A1)", 0)}) == kHead + kStep + "'=A,'=SUM(A1)\n");
  CHECK(talk.csv({row_of("two\nlines\r", 0)}) == kHead + kStep + "'=A,twolines\n");
  CHECK(talk.csv({row_of("", 0)}) == kHead + kStep + "'=A,\n");
}

TEST_CASE("bytes that are no UTF-8 are U+FFFD in log.csv and on the terminal") {
  const Talk talk;
  CHECK(talk.csv({row_of("caf\xE9", BM_NO_SYMBOL)}) == kHead + kStep + ",caf\xEF\xBF\xBD\n");
  CHECK(talk.lines({row_of("caf\xE9", BM_NO_SYMBOL)}) == "1970-01-01T02:00:00Z  caf\xEF\xBF\xBD\n");
}

TEST_CASE("a line of the terminal has no escapes, and the symbol where there is one") {
  const Talk talk;
  CHECK(talk.lines({row_of("red \x1b[31m", 0), row_of("all", BM_NO_SYMBOL)}) ==
        "1970-01-01T02:00:00Z  =A  red [31m\n1970-01-01T02:00:00Z  all\n");
}

TEST_CASE("series.csv has a row per value, a gap where it is not finite") {
  const Talk talk;
  analysis::RunRecord record = talk.record();
  const std::vector<core::DeclaredSeries> series{{"spread", "quote currency"}, {"heat", ""}};
  const std::vector<core::SeriesValue> values{
      {2 * core::kHour, 1, {1, BM_NO_SYMBOL, 0.1}},
      {2 * core::kHour, 1, {0, 0, std::numeric_limits<double>::quiet_NaN()}},
      {3 * core::kHour, 2, {0, 0, -std::numeric_limits<double>::infinity()}}};
  record.logs.series = series;
  record.logs.series_values = values;
  CHECK(test::written_table("series", record) ==
        "time,step,series,symbol,value\n"
        "1970-01-01T02:00:00Z,1,heat,,0.1\n"
        "1970-01-01T02:00:00Z,1,spread,'=A,\n"
        "1970-01-01T03:00:00Z,2,spread,'=A,\n");
}

}  // namespace barometer
