// SPDX-License-Identifier: Apache-2.0
#include "study/named_benchmark.hpp"

#include <string>
#include <utility>

#include "study/run_store.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// The study's best trial but for what `changed` does to the row, as a row of its own.
template <class Changed>
study::StoredRun recorded(SmallStudy& small, const Changed& changed) {
  const study::TrialSet set{.window = small.study().window(), .keeps_returns = true};
  study::RunRow row = study::make_one(small.study().engine(), set, 0, nullptr).row;
  row.kind = study::RunKind::run;
  row.number.reset();
  changed(row);
  const std::int64_t id = study::RunStore(small.store()).record(std::move(row));
  return *study::RunStoreReader(small.store()).run(id);
}

std::string refusal(SmallStudy& small, const study::StoredRun& run) {
  try {
    study::benchmark_of(small.study(), study::RunStoreReader(small.store()), run);
    return "";
  } catch (const core::Error& error) {
    return error.what();
  }
}

bool contains(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a run over the same sessions is a benchmark by its own returns") {
  SmallStudy small(kStudyPairs);
  std::vector<double> returns;
  const study::StoredRun run =
      recorded(small, [&](study::RunRow& row) { returns = row.returns.value().values; });
  const study::NamedBenchmark benchmark =
      study::benchmark_of(small.study(), study::RunStoreReader(small.store()), run);
  CHECK(benchmark.name == "run " + std::to_string(run.id));
  CHECK(benchmark.returns == returns);
}

TEST_CASE("of a longer run the study's sessions are taken") {
  SmallStudy whole(kStudyPairs);
  SmallStudy part(kStudyPairs + "  holdout: 30%\n");
  const study::TrialSet set{.window = whole.study().window(), .keeps_returns = true};
  study::RunRow row = study::make_one(whole.study().engine(), set, 0, nullptr).row;
  const std::vector<double> all = row.returns.value().values;
  row.number.reset();
  row.kind = study::RunKind::run;
  const std::int64_t id = study::RunStore(part.store()).record(std::move(row));
  const study::RunStoreReader reader(part.store());
  const auto benchmark = study::benchmark_of(part.study(), reader, *reader.run(id));
  REQUIRE(benchmark.returns.size() == part.study().runs().return_times().size());
  CHECK(benchmark.returns.size() < all.size());
  CHECK(std::equal(benchmark.returns.begin(), benchmark.returns.end(), all.begin()));
}

TEST_CASE("a run that is no benchmark of the study is refused, with the reason") {
  SmallStudy small(kStudyPairs);
  CHECK(contains(refusal(small, recorded(small, [](study::RunRow& row) { row.returns.reset(); })),
                 "no returns were kept of it"));
  CHECK(contains(refusal(small, recorded(small, [](study::RunRow& row) { row.first_ns -= 1; })),
                 "it begins at "));
  const auto shifted = [](study::RunRow& row) {
    std::vector<std::int64_t> ends = *row.returns->session_ends;
    ends.back() += 1;
    row.returns->session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  };
  CHECK(contains(refusal(small, recorded(small, shifted)), "its sessions do not end where"));
  const auto shorter = [](study::RunRow& row) {
    std::vector<std::int64_t> ends = *row.returns->session_ends;
    ends.pop_back();
    row.returns->values.pop_back();
    row.returns->session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  };
  CHECK(contains(refusal(small, recorded(small, shorter)), "its sessions do not end where"));
}
