// SPDX-License-Identifier: Apache-2.0
#include "study/judged_study.hpp"

#include <atomic>

#include "config/run_config.hpp"
#include "study/evidence.hpp"
#include "study/run_store_reader.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// Everything that a config can ask for besides its trials.
const std::string kAsksForAll = kStudyPairs +
                                "  holdout: 20%\n"
                                "  walk_forward: {train: 10d, test: 5d}\n"
                                "  cpcv: {groups: 4, tested: 2}\n";

study::StudyRun run_all(SmallStudy& small) {
  return study::run_trials(small.study(), {.store = small.store()}, {.threads = 2});
}

}  // namespace

TEST_CASE("a judged study has what its config asks for, and the rows of it are in the store") {
  SmallStudy small(kAsksForAll);
  const study::StudyRun run = run_all(small);
  const auto judged = study::judge_study(small.study(), small.store(), run, {}, {.threads = 2});
  REQUIRE(judged.evidence.best);
  REQUIRE(judged.evidence.walk_forward);
  CHECK(judged.verdict.forward);
  CHECK(judged.evidence.path_objectives.size() == 3);  // C(4, 2) splits in 4/2 a path
  CHECK(judged.evidence.holdout);
  const study::RunStoreReader reader(small.store());
  CHECK(reader.rows(run.id, study::RunKind::fold, study::RunState::done) > 0);
  CHECK(reader.rows(run.id, study::RunKind::holdout, study::RunState::done) == 1);
  CHECK(judged.evidence.counted == study::counted_trials(small.study(), small.store()));
}

TEST_CASE("a judged study has no part that its config does not ask for") {
  SmallStudy small(kStudyPairs);
  const study::StudyRun run = run_all(small);
  const auto judged = study::judge_study(small.study(), small.store(), run, {}, {.threads = 1});
  CHECK_FALSE(judged.evidence.walk_forward);
  CHECK_FALSE(judged.evidence.holdout);
  CHECK(judged.evidence.path_objectives.empty());
  CHECK(judged.evidence.benchmark_name == "buy and hold");
  CHECK(judged.idle_axes.empty());
}

TEST_CASE("a named benchmark stands in place of buy and hold") {
  SmallStudy small(kStudyPairs);
  const study::StudyRun run = run_all(small);
  const auto plain = study::judge_study(small.study(), small.store(), run, {}, {.threads = 1});
  const std::vector<double> nothing(plain.evidence.returns.sessions, 0.0);
  const auto judged = study::judge_study(small.study(), small.store(), run,
                                         study::NamedBenchmark{"run 17", nothing}, {.threads = 1});
  CHECK(judged.evidence.benchmark_name == "run 17");
  CHECK(judged.evidence.benchmark == nothing);
  CHECK(plain.evidence.benchmark != nothing);
}

TEST_CASE("axes that change nothing are told of a judged study") {
  SmallStudy small(
      "study:\n"
      "  over:\n"
      "    strategy.params.fast: [5, 10]\n"
      "    regime.params.volatility.window: [24, 48]\n");
  const study::StudyRun run = run_all(small);
  const auto judged = study::judge_study(small.study(), small.store(), run, {}, {.threads = 1});
  CHECK(judged.idle_axes == std::vector<std::string>{"regime.params.volatility.window"});
}

TEST_CASE("judging that is stopped goes on with the same call") {
  SmallStudy small(kAsksForAll);
  const study::StudyRun run = run_all(small);
  const std::atomic<bool> stop{true};
  CHECK_THROWS_AS(
      study::judge_study(small.study(), small.store(), run, {}, {.threads = 1, .stop = &stop}),
      core::Error);
  CHECK(study::judge_study(small.study(), small.store(), run, {}, {.threads = 1})
            .evidence.walk_forward);
}

TEST_CASE("the store of a config lies in its output.dir, from where relative paths start") {
  config::RunConfig config;
  config.data.folder = "/data/of/mine";
  config.output.directory = "some/../runs";
  CHECK(study::store_of(config) == "/data/of/mine/runs/barometer.db");
  config.output.directory = "/elsewhere";
  CHECK(study::store_of(config) == "/elsewhere/barometer.db");
}
