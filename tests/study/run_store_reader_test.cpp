// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_reader.hpp"

#include <limits>

#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;
using study::RunKind;
using study::RunState;
using study::RunStore;
using study::RunStoreReader;

namespace {

study::RunRow run_row(const std::string& identity, std::int64_t first_ns, std::int64_t last_ns) {
  return {.kind = RunKind::run,
          .variant = some_variant(),
          .identity = identity,
          .folder = "quickstart-" + identity,
          .params = {{"fast", "5"}, {"name", "a \"b\"\n"}},
          .metrics = {{"sharpe", 0.1}},
          .fingerprint = "print-" + identity,
          .first_ns = first_ns,
          .last_ns = last_ns,
          .seconds = 1};
}

// N for sma_cross on symbols and period.
study::TrialCount count(const RunStoreReader& reader, std::vector<std::string> symbols,
                        std::int64_t first_ns, std::int64_t last_ns) {
  return reader.count("sma_cross", symbols, first_ns, last_ns);
}

}  // namespace

TEST_CASE("a row comes back as it was added") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  study::RunRow row = run_row("a", 10, 20);
  row.metrics = {{"third", 1.0 / 3},
                 {"infinite", std::numeric_limits<double>::infinity()},
                 {"least", std::numeric_limits<double>::denorm_min()},
                 {"none", std::nullopt}};
  const auto ends =
      std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{5, 7, 11});
  row.returns = study::RowReturns{{0.1, -0.2, 1.0 / 3}, ends};
  const std::int64_t id = store.record(row);
  const RunStoreReader reader(folder / "barometer.db");
  const auto stored = reader.run(id);
  REQUIRE(stored);
  CHECK(stored->kind == "run");
  CHECK(stored->strategy == "sma_cross");
  CHECK(stored->params == row.params);
  CHECK(stored->metrics == row.metrics);
  CHECK(!stored->study);
  CHECK(stored->fingerprint == "print-a");
  CHECK(stored->last_ns == 20);
  const auto returns = reader.returns(id);
  REQUIRE(returns);
  CHECK(returns->values == row.returns->values);
  CHECK(*returns->session_ends == *ends);
  CHECK(reader.symbols("v1") == std::vector<std::string>{"AAA", "BBB"});
  CHECK(reader.ids_with("quickstart-a") == std::vector<std::int64_t>{id});
  CHECK(reader.ids_with("print-b").empty());
  CHECK(!reader.run(99));
}

TEST_CASE("the best of a study are by objective, then by number") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(some_study());
  const std::vector<std::optional<double>> objectives = {0.5, 2.0, std::nullopt, 2.0, -1.0};
  for (std::uint64_t number = 0; number < objectives.size(); ++number) {
    study::RunRow row = some_trial(study, number, some_variant());
    row.objective = objectives[number];
    row.metrics = {{"sharpe", row.objective}};
    store.add(row);
  }
  store.end_study(study, study::StudyState::done, 1.5);
  const RunStoreReader reader(folder / "barometer.db");
  const auto best = reader.best(study, RunKind::trial, 3, true);
  REQUIRE(best.size() == 3);
  CHECK(best[0].number == 1);
  CHECK(best[1].number == 3);
  CHECK(best[2].number == 0);
  CHECK(reader.best(study, RunKind::trial, 1, false).front().number == 4);
  std::vector<std::optional<double>> streamed;
  reader.each_objective(study, RunKind::trial, [&](std::uint64_t, std::optional<double> value) {
    streamed.push_back(value);
  });
  CHECK(streamed == objectives);
  streamed.clear();
  reader.each_metric(
      study, RunKind::trial, "sharpe",
      [&](std::uint64_t, std::optional<double> value) { streamed.push_back(value); });
  CHECK(streamed == objectives);
}

TEST_CASE("a study is found by its hash, the latest first") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  store.begin_study(some_study());
  const std::int64_t second = store.begin_study(some_study());
  store.end_study(second, study::StudyState::interrupted, 2);
  const RunStoreReader reader(folder / "barometer.db");
  const auto study = reader.latest_study("h1");
  REQUIRE(study);
  CHECK(study->id == second);
  CHECK(study->state == "interrupted");
  CHECK(study->study.axes == some_study().axes);
  CHECK(study->study.seed == 18'446'744'073'709'551'615U);
  CHECK(!reader.latest_study("other"));
  CHECK(reader.studies().size() == 2);
}

TEST_CASE("only done rows of variants that may be reused are read again") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(some_study());
  store.add(some_trial(study, 1, some_variant()));
  study::RunRow failed = some_trial(study, 2, some_variant());
  failed.state = RunState::failed;
  store.add(failed);
  study::RunVariant python = *some_variant("v2");
  python.reusable = false;
  store.add(some_trial(study, 3, std::make_shared<const study::RunVariant>(python)));
  store.flush();
  const RunStoreReader reader(folder / "barometer.db");
  CHECK(reader.find("identity-1")->fingerprint == "f1");
  CHECK(!reader.find("identity-2"));
  CHECK(!reader.find("identity-3"));
  const std::int64_t last = reader.last_row();
  CHECK(reader.identities("v1", last) == std::vector<std::string>{"identity-1"});
  CHECK(reader.identities("v1", 0).empty());
  CHECK(reader.identities("v2", last).empty());
}

TEST_CASE("N counts distinct trials of a strategy on overlapping data") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  store.add(run_row("a", 10, 20));
  store.add(run_row("a", 10, 20));  // the same once more
  store.add(run_row("b", 15, 30));
  store.add(run_row("late", 40, 50));
  study::RunRow other = run_row("other", 10, 20);
  other.variant = some_variant("v3", "buy_and_hold");
  store.add(other);
  const std::int64_t study = store.begin_study(some_study());
  study::RunRow trial = some_trial(study, 1, some_variant());
  trial.first_ns = 10;
  trial.last_ns = 20;
  store.add(trial);
  trial.number = 2;  // of the same parameters as the run
  trial.identity = "a";
  store.add(trial);
  trial.kind = RunKind::stitched;
  trial.identity = "curve";
  store.add(trial);
  trial.kind = RunKind::fold;
  trial.identity = "fold";
  store.add(trial);
  trial.number = 3;
  trial.identity = "failed";
  trial.state = RunState::failed;
  store.add(trial);
  store.flush();
  const RunStoreReader reader(folder / "barometer.db");
  const study::TrialCount all = count(reader, {"BBB"}, 12, 16);
  CHECK(all.distinct == 4);  // a, b, identity-1, fold
  CHECK(all.studies == 1);
  CHECK(all.runs == 2);
  CHECK(all.forgotten == 0);
  CHECK(count(reader, {"AAA", "ZZZ"}, 45, 60).distinct == 1);
  CHECK(count(reader, {"ZZZ"}, 12, 16).distinct == 0);
  CHECK(count(reader, {}, 12, 16).distinct == 0);
}
