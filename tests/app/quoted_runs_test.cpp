// SPDX-License-Identifier: Apache-2.0
// Whole runs on bid and ask: from two files to the cost table by regime.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

constexpr int kHours = 24 * 120;

double middle(int hour) {
  return 100 + 8 * std::sin(hour / 40.0) + 2 * std::sin(hour / 7.0);
}

// Wide at night.
double half(int hour) {
  return hour % 24 < 6 ? 0.25 : 0.0625;
}

// Hourly bars from 2024-01-01 on, `side` half spreads away from the middle; one spread a bar.
std::string rows(double side) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (int hour = 0; hour < kHours; ++hour) {
    const double open = middle(hour) + side * half(hour);
    const double close = middle(hour + 1) + side * half(hour);
    text += fmt::format("{},{},{},{},{},{}\n", 1704067200000LL + hour * 3600000LL, open,
                        std::max(open, close) + 0.1, std::min(open, close) - 0.1, close, 50);
  }
  return text;
}

class Quotes {
 public:
  Quotes() {
    std::ofstream(folder_ / "A_bid.csv") << rows(-1);
    std::ofstream(folder_ / "A_ask.csv") << rows(1);
    std::ofstream(folder_ / "A.csv") << rows(0);
  }

  Finished run(const std::string& path, const std::string& broker, const std::string& out,
               const std::string& command = "run") const {
    std::ofstream(folder_ / "run.yaml")
        << "data: {source: csv, symbols: [A], path: " << path
        << ", bar: 1h, time: {format: epoch_ms, stamp: open}}\n"
        << "regime: {plugin: regime, params: {preset: crypto}}\n"
        << "strategy: {plugin: sma_cross, params: {fast: 5, slow: 20}}\n"
        << "broker: {" << broker << "}\n";
    return run_program(command + " " + (folder_ / "run.yaml").string() +
                       (command == "run" ? " --verbose --out " + (folder_ / out).string() : ""));
  }

  std::string two() const {
    return fmt::format("{{bid: '{0}/{{symbol}}_bid.csv', ask: '{0}/{{symbol}}_ask.csv'}}",
                       folder_.path().string());
  }

  std::string one() const { return fmt::format("'{}/A.csv'", folder_.path().string()); }

  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  TempFolder folder_;
};

using Table = std::vector<std::vector<std::string>>;

Table table_of(const std::filesystem::path& file) {
  Table table;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    std::istringstream cells(line);
    table.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) {
      table.back().push_back(cell);
    }
  }
  return table;
}

std::string cell(const Table& table, std::size_t row, const std::string& column) {
  const auto& names = table.at(0);
  const auto found = std::find(names.begin(), names.end(), column);
  REQUIRE(found != names.end());
  return table.at(row).at(static_cast<std::size_t>(found - names.begin()));
}

double value(const Table& table, std::size_t row, const std::string& column) {
  return std::stod(cell(table, row, column));
}

constexpr const char* kQuoted = "leverage: 2, slippage: {spread: quoted}";

}  // namespace

TEST_CASE("every fill of a run on quotes pays half of its bar's spread, told by regime") {
  const Quotes quotes;
  const Finished run = quotes.run(quotes.two(), kQuoted, "out");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(run.output, "spread, money"));
  CHECK(contains(run.output, "quoted, bps"));
  CHECK_FALSE(contains(in_one_line(run.output), "bid and ask of"));
  const Table fills = table_of(quotes / "out/fills.csv");
  REQUIRE(fills.size() > 50);
  double paid = 0;
  for (std::size_t i = 1; i < fills.size(); ++i) {
    const int hour = std::stoi(cell(fills, i, "time").substr(11, 2)) + 23;  // open of its bar
    const double moved = std::fabs(value(fills, i, "price") - value(fills, i, "raw_price"));
    CHECK(moved == Approx(half(hour % 24)).epsilon(1e-9));
    paid += moved * std::fabs(value(fills, i, "quantity"));
  }
  const Table regimes = table_of(quotes / "out/regimes.csv");
  double by_session = 0;
  for (std::size_t i = 1; i < regimes.size(); ++i) {
    by_session += cell(regimes, i, "dimension") == "session" ? value(regimes, i, "spread_cost") : 0;
  }
  CHECK(by_session == Approx(paid).epsilon(1e-6));
  const auto json = run_json(quotes / "out");
  CHECK(json["regimes"]["total"]["spread_cost"].get<double>() == Approx(paid).epsilon(1e-6));
  CHECK(json["regimes"]["total"]["quoted_spread_bps"].get<double>() > 0);
  CHECK(json["metrics"]["slippage"].get<double>() == Approx(paid).epsilon(1e-6));
}

TEST_CASE("quotes that cost nothing are warned of, and what to type is said") {
  const Quotes quotes;
  const Finished run = quotes.run(quotes.two(), "leverage: 2", "out");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "bid and ask of 1 symbol are no cost"));
  const Finished plain = quotes.run(quotes.one(), "leverage: 2", "plain");
  REQUIRE(plain.exit_code == 0);
  CHECK_FALSE(contains(in_one_line(plain.output), "are no cost"));
  CHECK(run_json(quotes / "plain")["regimes"]["total"]["spread_cost"].is_null());
}

TEST_CASE("a quoted spread without quotes is refused at its place, by check too") {
  const Quotes quotes;
  for (const char* command : {"run", "check"}) {
    const Finished run = quotes.run(quotes.one(), kQuoted, "out", command);
    INFO(run.output);
    CHECK(run.exit_code == 2);
    CHECK(contains(run.output, "run.yaml:4:42: broker.slippage.spread: there are no quotes of A"));
    CHECK(contains(run.output, "data.path: {bid: ..., ask: ...}"));
  }
}

TEST_CASE("a run on quotes sees nothing of later spreads") {
  const Quotes quotes;
  REQUIRE(quotes.run(quotes.two(), kQuoted, "out").exit_code == 0);
  const Finished causality = run_program("causality " + (quotes / "run.yaml").string());
  INFO(causality.output);
  CHECK(causality.exit_code == 0);
}
