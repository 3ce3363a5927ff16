// SPDX-License-Identifier: Apache-2.0
// Natural mistakes whose message misled: it listed what it knows, or demanded BAROMETER_DATA where
// no path used it, and did not say what to type. Each of these is answered by the line to write.
#include <barometer/sdk/param_specs.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "config/load.hpp"
#include "config/support.hpp"
#include "core/nearest_name.hpp"
#include "data/csv_fixture.hpp"
#include "data/csv_reader.hpp"
#include "plugin/param_values.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

std::string told_of_csv(const std::string& text) {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.csv.time.name = "date";
  config.csv.time_format = "%Y-%m-%d";
  std::string told;
  for (const core::Fault& fault : read_text(text, config).faults) {
    told += core::to_string(fault) + "\n";
  }
  return told;
}

void check_told(const std::string& told, std::string_view part) {
  INFO(told);
  CHECK(told.find(part) != std::string::npos);
}

std::string with_data(const std::string& lines) {
  return "data:\n  source: csv\n  bar: 1d\n  time: {format: \"%Y-%m-%d\"}\n" + lines +
         "strategy: {plugin: sma_cross}\n";
}

std::string with(const std::string& group) {
  return "data: {source: synthetic}\nstrategy: {plugin: sma_cross}\n" + group;
}

}  // namespace

TEST_CASE("keys of other programs are asked back") {
  check_told(messages_of(with("broker: {fee: 0.001}\n")), "did you mean 'commission'?");
  check_told(messages_of(with_data("  path: a/{symbol}.csv\n  start: 2020-01-01\n")),
             "did you mean 'from'?");
  check_told(messages_of("data: {source: synthetic}\nstrategy: {name: sma_cross}\n"),
             "did you mean 'plugin'?");
  check_told(messages_of(with("broker: {commission: 0,1%}\n")), "decimal point");
}

TEST_CASE("amounts, venues, zones, weeks and lists of labels are written in the message") {
  check_told(messages_of(with("broker: {commission: 5}\n")), "{per_order: 5}");
  check_told(messages_of(with("broker: {commission: $1}\n")), "{per_order: 1}");
  const std::string path = "  path: a/{symbol}.csv\n";
  check_told(messages_of(with_data(path + "  venue: NYSE\n")), "did you mean us_equity?");
  check_told(messages_of("data: {source: synthetic, bar: 1w}\n"), "at most 1d");
  check_told(messages_of("data: {source: synthetic, bar: monthly}\n"), "did you mean 1mo?");
  check_told(messages_of("data: {source: synthetic, bar: 1M}\n"), "did you mean 1mo?");
  check_told(messages_of("data: {source: synthetic}\nstrategy:\n  plugin: x\n  when:\n"
                         "    - {if: {trend: weak_up, strong_up}, then: flatten}\n"),
             "[weak_up, strong_up]");
}

TEST_CASE("a list of values to try is refused by the table that knows the parameter has one") {
  const config::RunConfig config = config::parse_config(
      "data: {source: synthetic}\nstrategy: {plugin: x, params: {fast: [10, 20]}}\n", "t.yaml");
  const bm_param_spec fast = integer_param({.name = "fast"});
  std::vector<core::Fault> faults;
  plugin::read_params({&fast, 1}, config.strategy.params, "t.yaml", "strategy.params", faults);
  REQUIRE(faults.size() == 1);
  check_told(core::to_string(faults[0]), "t.yaml:2:38: strategy.params.fast: expected a whole");
  check_told(core::to_string(faults[0]), "a run for each");
}

TEST_CASE("braces, variables and empty lists are named as what they are") {
  check_told(messages_of(with_data("  path: {symbol}.csv\n")), "\"{symbol}.csv\"");
  check_told(messages_of(with_data("  path: {symbol}\n")), "in quotes: \"{symbol}\"");
  check_told(messages_of(with("output: {dir: ${HOME}/runs}\n")), "\"${HOME}/runs\"");
  check_told(messages_of(with("output: {dir: {x}/runs}\n")), "begins with { in quotes");
  check_told(messages_of(with_data("  path: a/{symbol}.csv\n  symbols: []\n")),
             "found an empty list");
}

TEST_CASE("the variable that a path uses is known to who looks for the folder") {
  const auto variable = [](const std::string& path) {
    return config::parse_config(with_data("  path: \"" + path + "/{symbol}.csv\"\n"), "t.yaml")
        .data.csv.path_variable;
  };
  CHECK(variable("data").empty());
  CHECK(variable("${SOME_FOLDER:-data}/x") == "SOME_FOLDER");
}

TEST_CASE("a parameter with a word too much is asked back") {
  const std::vector<std::string> known{"fast", "slow", "weight"};
  CHECK(core::suggestion("fast_period", known) == "did you mean 'fast'?");
}

TEST_CASE("files without a header, without rows and newest first are told so") {
  check_told(told_of_csv("2018-02-26,245.63,247.46,245.018,247.373,96911825\n"
                         "2018-02-27,247.55,248.29,244.21,244.28,111326455\n"),
             "say data.header: false");
  check_told(told_of_csv("date,open,high,low,close,volume\n"), "only its header");
  const std::string newest_first = told_of_csv(
      "date,open,high,low,close,volume\n2018-02-28,1,2,1,2,5\n2018-02-27,1,2,1,2,5\n"
      "2018-02-26,1,2,1,2,5\n");
  check_told(newest_first, "from newest to oldest");
  CHECK(newest_first.find("bad_rows") == std::string::npos);
}

TEST_CASE("high and low an ulp inside open or close are widened, and a last row needs no newline") {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.csv.time.name = "date";
  config.csv.time_format = "%Y-%m-%d";
  const auto read = read_text(
      "date,open,high,low,close,volume\n"
      "2018-02-26,10,12.000000000000002,9,12.000000000000004,5\n"  // high an ulp below the close
      "2018-02-27,10.000000001,12,10.000000003,11,5\n"             // low 2e-10 above the open
      "2018-02-28,10,12,9,11,5",
      config);
  CHECK(read.faults.empty());
  REQUIRE(read.bars.size() == 3);
  CHECK(read.report.widened_bars == 2);
  CHECK(read.bars[0].high == read.bars[0].close);
  CHECK(read.bars[1].low == read.bars[1].open);
}
