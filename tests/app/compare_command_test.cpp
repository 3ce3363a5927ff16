// SPDX-License-Identifier: Apache-2.0
#include "app/compare_command.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include "app/barometer_program.hpp"
#include "core/safe_text.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// Two runs of one config but for the strategy's lookback, in folders and in a store.
class TwoRuns {
 public:
  TwoRuns() {
    for (const std::string lookback : {"72", "48"}) {
      run_program(
          "run --quiet configs/quickstart.yaml --set data.synthetic.bars=2500 --set "
          "output.tags=true --set output.dir=" +
          folder_.path().string() + " --set strategy.params.lookback=" + lookback + " --out " +
          (folder_ / ("by" + lookback)).string());
    }
  }

  std::string operator/(const std::string& name) const { return (folder_ / name).string(); }

  Finished compare(const std::string& words, const std::string& store = "barometer.db") const {
    return run_program("compare " + words + " --store " + (folder_ / store).string());
  }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("two runs are compared on one screen, by folder or row alike") {
  const TwoRuns runs;
  const Finished rows = runs.compare("1 2");
  INFO(rows.output);
  REQUIRE(rows.exit_code == 0);
  CHECK(contains(rows.output, "Config  1 key differs"));
  CHECK(contains(rows.output, "strategy.params.lookback  72  48"));
  CHECK(contains(rows.output, "is the first that differs"));
  CHECK(contains(rows.output, "Ledoit & Wolf 2008"));
  CHECK(contains(rows.output, "Regimes A - B"));
  CHECK(std::ranges::count(rows.output, '\n') <= 42);
  std::istringstream lines(rows.output);
  for (std::string line; std::getline(lines, line);) {
    CHECK(core::display_width(line) <= 80);
  }
  const Finished folders = runs.compare(runs / "by72" + " " + (runs / "by48"));
  const auto body = [](const std::string& text) { return text.substr(text.find("Config")); };
  CHECK(body(folders.output) == body(rows.output));
}

TEST_CASE("--json has all of it, and the difference agrees with the metrics") {
  const TwoRuns runs;
  const auto json = nlohmann::json::parse(runs.compare("1 by48 --json").output);
  CHECK(json["keys"].size() == 1);
  CHECK(json["metrics"].size() > 50);
  CHECK_FALSE(json["same_results"].get<bool>());
  CHECK(json["first_fill"]["number"].get<int>() > 0);
  double sharpe[2] = {};
  for (const auto& metric : json["metrics"]) {
    if (metric["key"] == "sharpe") {
      sharpe[0] = metric["a"];
      sharpe[1] = metric["b"];
    }
  }
  CHECK(json["sharpe"]["difference"].get<double>() == Approx(sharpe[0] - sharpe[1]).epsilon(1e-9));
  CHECK(json["sharpe"]["low"] < json["sharpe"]["difference"]);
  CHECK(json["regimes"].size() > 2);
}

TEST_CASE("a folder without a store has the days of its equity.csv") {
  const TwoRuns runs;
  const Finished both = runs.compare(runs / "by72" + " " + (runs / "by48") + " --json", "none.db");
  const auto json = nlohmann::json::parse(both.output);
  CHECK(json["a"]["returns_from"] == "UTC days of equity.csv");
  CHECK(json["common_sessions"].get<int>() > 100);
  const auto stored = nlohmann::json::parse(runs.compare("1 2 --json").output);
  // A market that never closes ends its sessions with the UTC day: the same returns.
  CHECK(json["sharpe"]["difference"].get<double>() ==
        Approx(stored["sharpe"]["difference"].get<double>()).epsilon(1e-6));
}

TEST_CASE("a run compared with itself is the same to the bit") {
  const TwoRuns runs;
  const Finished same = runs.compare("1 1");
  CHECK(contains(same.output, "the same to the bit"));
  CHECK(contains(same.output, "no key differs"));
}

TEST_CASE("what is no run is told") {
  const TwoRuns runs;
  const TempFolder folder;
  CHECK(runs.compare("1 99").exit_code == 2);
  CHECK(runs.compare("1 2", "none.db").exit_code == 2);
  const Finished empty = runs.compare("1 " + folder.path().string());
  CHECK(empty.exit_code == 2);
  CHECK(contains(empty.output, "it is no run folder: run.json cannot be read"));
  write_file(folder / "run.json",
             "{\"config\": 5, \"metrics\": [], \"fingerprint\": 1, "
             "\"plugins\": [3], \"data\": {}}");
  const Finished torn = runs.compare("1 " + folder.path().string());
  INFO(torn.output);
  CHECK(torn.exit_code == 2);
  CHECK(contains(torn.output, "it is no run folder"));
  CHECK(run_program("compare 1").exit_code == 2);
}

TEST_CASE("--page writes a page, replaces one that it wrote before, and nothing else") {
  const TwoRuns runs;
  const std::string page = runs / "both.html";
  const Finished made = runs.compare("by72 by48 --page " + page);
  INFO(made.output);
  REQUIRE(made.exit_code == 0);
  CHECK(contains(made.output, "both.html"));
  const std::string text = read_file(page);
  CHECK(contains(text, "<title>run 1 and run 2 - Barometer</title>"));
  CHECK(runs.compare("by48 by72 --page " + page).exit_code == 0);
  CHECK(contains(read_file(page), "<title>run 2 and run 1 - Barometer</title>"));
  const std::string run_page = read_file(runs / "by72/report.html");
  for (const std::string other : {"by72/report.html", "by72/run.json"}) {
    const Finished refused = runs.compare("1 2 --page " + (runs / other));
    CHECK(refused.exit_code == 5);
    CHECK(contains(in_one_line(refused.output), "exists already"));
  }
  CHECK(read_file(runs / "by72/report.html") == run_page);
}
