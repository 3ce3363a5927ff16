// SPDX-License-Identifier: Apache-2.0
#include "study/compare_side.hpp"

#include "core/error.hpp"
#include "study/run_store.hpp"
#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr const char* kRun = R"({
  "fingerprint": "abc",
  "config": {"broker": {"cash": 1000}, "latency": {"meter": "off"},
             "run": {"threads": 2, "seed": 1},
             "output": {"dir": "runs", "round_trips": "fifo"},
             "regime": [{"plugin": "regime", "params": {"preset": "fx"}}, {"plugin": "other"}],
             "strategy": {"plugin": "sma_cross", "params": {"fast": 5}, "when": []}},
  "plugins": [{"kind": "regime", "name": "regime", "hash": "h1", "params": {"preset": "fx"}},
              {"kind": "regime", "name": "other", "hash": "h2", "params": {}},
              {"kind": "strategy", "name": "sma_cross", "hash": "h3", "params": {"fast": "5"}}],
  "data": {"hash": "d1"},
  "metrics": {"sharpe": 1.5, "max_drawdown_peak_time": "1970-01-01T00:00:01Z", "calmar": null}
})";

}  // namespace

TEST_CASE("a folder's keys are those that change a figure, with the parameters in force") {
  const TempFolder folder;
  write_file(folder / "run.json", kRun);
  const study::ComparedRun run = study::side_of_folder(folder.path(), nullptr);
  CHECK(run.keys == std::map<std::string, std::string>{{"broker.cash", "1000"},
                                                       {"data.hash", "d1"},
                                                       {"output.round_trips", "fifo"},
                                                       {"regime[0].hash", "h1"},
                                                       {"regime[0].params.preset", "fx"},
                                                       {"regime[0].plugin", "regime"},
                                                       {"regime[1].hash", "h2"},
                                                       {"regime[1].plugin", "other"},
                                                       {"run.seed", "1"},
                                                       {"strategy.hash", "h3"},
                                                       {"strategy.params.fast", "5"},
                                                       {"strategy.plugin", "sma_cross"},
                                                       {"strategy.when", "[]"}});
  REQUIRE(run.metrics.size() == 3);
  CHECK(run.metrics[1].value == 1e9);
  CHECK_FALSE(run.metrics[2].value);
  CHECK(run.returns.values.empty());
}

TEST_CASE("a trial's row has the values of its axes, and its folder if it is there") {
  const TempFolder folder;
  study::RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(some_study());
  study::RunRow row = some_trial(study, 3, some_variant());
  row.folder = "trial";
  const std::int64_t id = store.record(row);
  const study::RunStoreReader reader(folder / "barometer.db");
  const study::ComparedRun gone = study::side_of_row(reader, *reader.run(id), folder.path());
  CHECK(gone.name == "run 1");
  CHECK(gone.keys.at("strategy.params.fast") == "3");
  CHECK(gone.keys.at("run.seed") == "1");
  CHECK_FALSE(gone.folder);
  std::filesystem::create_directories(folder / "trial");
  CHECK(study::side_of_row(reader, *reader.run(id), folder.path()).folder == folder / "trial");
}

TEST_CASE("what is no run folder is refused") {
  const TempFolder folder;
  for (const char* text :
       {"", "[]", R"({"config": 1})",
        R"({"config":{},"metrics":{},"fingerprint":"","plugins":[1],"data":1})"}) {
    write_file(folder / "run.json", text);
    INFO(text);
    CHECK_THROWS_AS(study::side_of_folder(folder.path(), nullptr), core::Error);
  }
}
