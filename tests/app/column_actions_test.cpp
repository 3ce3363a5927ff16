// SPDX-License-Identifier: Apache-2.0
// Whole runs whose splits and dividends stand in columns of the bars' files, and on adjusted
// closes.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <string>

#include "app/barometer_program.hpp"
#include "core/timestamp.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer_test;
using namespace barometer;

namespace {

constexpr int kDays = 400;

struct Action {
  int day;
  const char* split;
  const char* dividend;
};

// A split of 3:2 with a dividend on its day, a reverse split, and dividends alone.
constexpr Action kActions[] = {
    {40, "", "0.51"}, {90, "3:2", "0.25"}, {150, "", "0.75"}, {220, "0.25", ""}, {300, "", "1.5"}};

std::string date_of(int day) {
  return core::format_date(utc("2018-01-01") + day * core::kDay);
}

// Raw prices: what a split leaves of 100 and some.
class Files {
 public:
  Files() {
    std::string bars = "date,open,high,low,close,volume,div,ratio,adj\n";
    std::string actions = "date,split,dividend\n";
    double units = 1;
    for (int day = 0; day < kDays; ++day) {
      const Action* action = nullptr;
      for (const Action& each : kActions) {
        action = each.day == day ? &each : action;
      }
      units *= day == 90 ? 1.5 : day == 220 ? 0.25 : 1;
      const double open = (100 + 10 * std::sin(day / 9.0)) / units;
      const double close = (100 + 10 * std::sin((day + 1) / 9.0)) / units;
      bars += fmt::format("{},{},{},{},{},{},{},{},{}\n", date_of(day), open,
                          std::fmax(open, close), std::fmin(open, close), close, 1000,
                          action ? action->dividend : "0", action ? action->split : "1", close);
      actions +=
          action ? fmt::format("{},{},{}\n", date_of(day), action->split, action->dividend) : "";
    }
    std::ofstream(folder_ / "A.csv") << bars;
    std::ofstream(folder_ / "A.actions") << actions;
  }

  Finished run(const std::string& more, const std::string& out,
               const std::string& command = "run") {
    std::ofstream(folder_ / "run.yaml")
        << "data: {source: csv, symbols: [A], path: '" << (folder_ / "{symbol}.csv").string()
        << "', bar: 1d, time: {column: date, format: '%Y-%m-%d'}, " << more
        << "}\nstrategy: {plugin: sma_cross, params: {fast: 3, slow: 8}}\n";
    return run_program(command + " " + (folder_ / "run.yaml").string() +
                       (command == "run" ? " --out " + (folder_ / out).string() : ""));
  }

  std::string actions_file() const { return (folder_ / "{symbol}.actions").string(); }

  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("a run with splits and dividends in columns is the run with them in a file") {
  Files files;
  for (const std::string size : {"1d", "1w"}) {
    INFO(size);
    const std::string resample = ", resample: " + size;
    const auto in = [&size](const char* name) { return size + name; };
    const Finished by_file =
        files.run("actions: {path: '" + files.actions_file() + "'}" + resample, in("file"));
    const Finished by_column =
        files.run("columns: {dividend: div, split: ratio}" + resample, in("column"));
    INFO(by_file.output << by_column.output);
    REQUIRE(by_file.exit_code == 0);
    REQUIRE(by_column.exit_code == 0);
    for (const std::string name : {"fills.csv", "equity.csv", "orders.csv"}) {
      INFO(name);
      CHECK(files.read(in("column/") + name) == files.read(in("file/") + name));
    }
    CHECK(contains(files.read(in("column/fills.csv")), "A"));
    const Finished without = files.run("scale: 1" + resample, in("without"));
    REQUIRE(without.exit_code == 0);
    CHECK(files.read(in("without/equity.csv")) != files.read(in("file/equity.csv")));
  }
}

TEST_CASE("columns of prices that are adjusted already are refused at their row") {
  Files files;
  const Finished run =
      files.run("columns: {dividend: div, split: ratio}, actions: {prices: split_adjusted}", "out");
  INFO(run.output);
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "A.csv:92:"));  // the row of day 90, behind the header
  CHECK(
      contains(in_one_line(run.output), "the split of 1.5 on 2018-04-01 shows in the prices of A"));
}

TEST_CASE("a run on adjusted closes warns that its money is that of the last day") {
  Files files;
  for (const std::string command : {"run", "check"}) {
    const Finished run = files.run("columns: {adjusted_close: adj}", "out", command);
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(contains(run.output, "data.columns.adjusted_close"));
  }
}
