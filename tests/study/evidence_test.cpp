// SPDX-License-Identifier: Apache-2.0
#include "study/evidence.hpp"

#include <string>

#include "study/run_store_reader.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// 2,100 pairs, more than a study keeps the returns of.
const std::string kMany =
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: {from: 1, to: 50, step: 1}\n"
    "    strategy.params.slow: {from: 60, to: 101, step: 1}\n";

std::size_t trials_with_returns(const study::RunStoreReader& reader, std::int64_t id) {
  std::size_t count = 0;
  for (const std::uint64_t number :
       reader.numbers(id, study::RunKind::trial, study::RunState::done)) {
    const auto row = reader.trial(id, study::RunKind::trial, number);
    count += reader.returns(row->id) ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("of a study with many trials the best and a sample keep their returns in the store") {
  SmallStudy small(kMany, {"data.synthetic.symbols=1"});
  const backtest::Control control{.threads = 2};
  const study::StudyRun run = study::run_trials(small.study(), {.store = small.store()}, control);
  REQUIRE(run.progress.done == 2'100);
  const study::RunStoreReader reader(small.store());
  CHECK(trials_with_returns(reader, run.id) == 0);
  const auto evidence = study::evidence_of(small.study(), small.store(), run, control);
  CHECK(evidence.returns.numbers.size() == study::kMostKeptReturns);
  CHECK(trials_with_returns(reader, run.id) == study::kMostKeptReturns);
  const study::TrialSet set{.window = small.study().window(), .keeps_returns = true};
  for (const std::size_t i : {std::size_t{0}, std::size_t{999}, std::size_t{1'500}}) {
    const std::uint64_t number = evidence.returns.numbers[i];
    const auto row = reader.trial(run.id, study::RunKind::trial, number);
    const auto made = study::make_one(small.study().engine(), set, number, nullptr);
    CHECK(reader.returns(row->id)->values == made.row.returns->values);
    CHECK(*reader.returns(row->id)->session_ends == *made.row.returns->session_ends);
  }
  const auto again = study::evidence_of(*small.again(), small.store(), run, control);
  CHECK(again.returns.values == evidence.returns.values);
  CHECK(again.returns.numbers == evidence.returns.numbers);
}
