// SPDX-License-Identifier: Apache-2.0
// A mistyped data.actions.path used to mean no splits and no dividends, in silence.
#include "data/actions_path.hpp"

#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/gzip.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

const std::string kBars = "timestamp,open,high,low,close,volume\n0,1,1,1,1,5\n3600000,1,1,1,1,5\n";

class Files {
 public:
  Files() {
    write_file(folder_ / "A.csv", kBars);
    write_file(folder_ / "B.csv", kBars);
    const std::string actions = "date,split,dividend\n2014-06-09,,0.1\n";
    write_file(folder_ / "A.actions", actions);
    write_file(folder_ / "A.packed.gz", gzipped(actions));
  }

  // What loading says with this path of the actions; empty where it loads.
  std::string told(const std::string& path, std::vector<std::string> symbols = {"A"}) const {
    config::DataConfig config = hourly_csv();
    config.csv.path = (folder_.path() / "{symbol}.csv").string();
    config.symbols = std::move(symbols);
    config.actions =
        config::ActionsConfig{.path = (folder_.path() / path).string(), .path_at = {9, 3}};
    try {
      data::load_market(config, 1);
      return "";
    } catch (const core::Error& error) {
      return error.what();
    }
  }

  std::string place(const std::string& name) const { return (folder_ / name).string(); }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("a folder or a file of actions that is not there is refused with its name") {
  const Files files;
  CHECK(files.told("{symbol}.actions").empty());
  CHECK(files.told("A.actions").empty());
  CHECK(files.told("{symbol}.packed").empty());  // there is {symbol}.packed.gz
  CHECK(contains(files.told("nofolder/{symbol}.csv"),
                 "test.yaml:9:3: data.actions: there is no folder " + files.place("nofolder")));
  CHECK(contains(files.told("SPYactions.csv"),
                 "test.yaml:9:3: data.actions: there is no file " + files.place("SPYactions.csv")));
}

TEST_CASE("some of several symbols may have no actions, all of them may not") {
  const Files files;
  CHECK(files.told("{symbol}.actions", {"A", "B"}).empty());
  CHECK(contains(files.told("{symbol}.actions", {"B"}),
                 "there is no file " + files.place("B.actions") + " (of B)"));
  CHECK(contains(files.told("{symbol}.txt", {"A", "B"}),
                 files.place("A.txt") + " (none of 2 symbols has one, such as A)"));
}

TEST_CASE("one file of actions is not that of several symbols") {
  const Files files;
  CHECK(contains(files.told("A.actions", {"A", "B"}), "has no {symbol} for 2 symbols"));
}

TEST_CASE("the path of a symbol's actions; LEAN names its files in lower case") {
  config::ActionsConfig config{.path = "x/{symbol}/{symbol}.csv", .path_at = {}};
  CHECK(data::actions_path(config, "SPY") == "x/SPY/SPY.csv");
  config.format = config::ActionsFormat::lean;
  CHECK(data::actions_path(config, "SPY") == "x/spy/spy.csv");
}
