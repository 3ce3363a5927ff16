// SPDX-License-Identifier: Apache-2.0
// Every plug-in of docs/cookbook.md runs with its own config, trades as its text says, gives the
// same bits on one thread and two, and knows nothing of the future.
#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kFolder = "examples/cookbook/";
const std::string kEnvironment =
    std::string("BAROMETER_PLUGIN_PATH=") + BAROMETER_BINARY_DIR + "/examples";

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& each : std::filesystem::directory_iterator(kFolder)) {
    if (each.path().extension() == ".yaml") {
      found.push_back(each.path().stem().string());
    }
  }
  std::ranges::sort(found);
  return found;
}

// One run of a config of the cookbook.
struct Cooked {
  explicit Cooked(const std::string& name, const std::string& more = "")
      : finished(run_program("run --verbose " + kFolder + name + ".yaml " + more + " --out " +
                                 (folder / "run").string(),
                             kEnvironment)) {
    INFO(finished.output);
    REQUIRE(finished.exit_code == 0);
  }

  std::vector<CsvRow> rows(const std::string& file) const {
    return csv_rows(read_file((folder / "run" / file).string()));
  }

  std::string fingerprint() const { return run_json(folder / "run").at("fingerprint"); }

  TempFolder folder;
  Finished finished;
};

std::size_t count(const std::vector<CsvRow>& rows, const std::string& column,
                  const std::string& value) {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [&](const CsvRow& row) { return row.at(column) == value; }));
}

}  // namespace

TEST_CASE("the cookbook has ten configs, each with its plug-in") {
  CHECK(names().size() == 10);
  for (const std::string& name : names()) {
    CHECK(std::filesystem::exists(kFolder + name + ".cpp"));
    CHECK(contains(read_file(kFolder + name + ".yaml"), "plugin: " + name));
  }
}

TEST_CASE("each config of the cookbook trades, with the same bits on one thread and two") {
  for (const std::string& name : names()) {
    INFO(name);
    const Cooked one(name, "--set run.threads=1");
    CHECK(one.rows("fills.csv").size() > 50);
    CHECK(one.fingerprint() == Cooked(name, "--set run.threads=2").fingerprint());
    CHECK(one.fingerprint() == Cooked(name, "--set run.tagging=in_step").fingerprint());
  }
}

TEST_CASE("nothing of the cookbook knows the future") {
  for (const std::string& name : names()) {
    const Finished run = run_program("causality " + kFolder + name + ".yaml", kEnvironment);
    INFO(name << ": " << run.output);
    CHECK(run.exit_code == 0);
    CHECK(contains(run.output, "nothing here knows the future"));
  }
}

TEST_CASE("the pair is opened at both legs together and plots its z-score") {
  const Cooked pairs("pairs");
  const auto orders = pairs.rows("orders.csv");
  CHECK(count(orders, "symbol", "SYN01") == count(orders, "symbol", "SYN02"));
  CHECK(pairs.rows("series.csv").size() > 7'000);
}

TEST_CASE("the rotation trades when it is warm, then on the first days of months") {
  const auto orders = Cooked("rotation").rows("orders.csv");
  const std::string first = orders.front().at("order_time");
  for (const CsvRow& row : orders) {
    const std::string& time = row.at("order_time");
    INFO(time);
    CHECK((time == first || time.substr(8, 2) == "02"));  // the close of the first
  }
}

TEST_CASE("a bracket's exits cancel each other") {
  const auto orders = Cooked("breakout_bracket").rows("orders.csv");
  const std::size_t stops = count(orders, "type", "stop");
  CHECK(stops > 100);
  CHECK(count(orders, "type", "limit") == stops);
  CHECK(count(orders, "reason", "group") > 100);
}

TEST_CASE("the opening range holds nothing over the end of a session") {
  const Cooked range("opening_range");
  CHECK(contains(range.finished.output, "none open at the end"));
  std::set<std::string> days;
  for (const CsvRow& row : range.rows("orders.csv")) {
    days.insert(row.at("order_time").substr(0, 10) + row.at("symbol"));
  }
  CHECK(days.size() == 60);  // thirty days of two symbols
}

TEST_CASE("the taggers of the cookbook are seen in their reports") {
  CHECK(contains(Cooked("ensemble").finished.output, "direction"));
  CHECK(contains(Cooked("benchmark").finished.output, "market.phase"));
}

TEST_CASE("the grid sells a step above what it bought") {
  const Cooked grid("grid");
  CHECK(count(grid.rows("orders.csv"), "type", "limit") == grid.rows("orders.csv").size());
  const auto fills = grid.rows("fills.csv");
  CHECK(std::ranges::count_if(fills,
                              [](const CsvRow& row) { return number(row, "quantity") < 0; }) > 30);
}

TEST_CASE("cross-section momentum holds as many short as long") {
  const auto orders = Cooked("cross_momentum").rows("orders.csv");
  const auto with = [&](const char* amount) { return count(orders, "amount", amount); };
  CHECK(with("0.15") > 100);
  CHECK(with("0.15") == with("-0.15"));
}
