// SPDX-License-Identifier: Apache-2.0
#include "study/compare_regimes.hpp"

#include <cmath>
#include <memory>

#include "core/timestamp.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr int kSessions = 200;

std::string label_of(int day) {
  return day % 4 == 0 ? "high" : "calm";
}

study::RowReturns returns_of(double phase) {
  study::RowReturns returns;
  std::vector<std::int64_t> ends;
  for (int day = 1; day <= kSessions; ++day) {
    ends.push_back(day * core::kDay);
    returns.values.push_back(0.01 * std::sin(day * 1.7 + phase));
  }
  returns.session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  return returns;
}

study::ComparedRun run_in(const std::filesystem::path& folder, double phase) {
  study::ComparedRun run;
  run.name = folder.filename().string();
  run.folder = folder;
  run.returns = returns_of(phase);
  return run;
}

// Tags of two symbols; those of the second would say the opposite.
std::string tags() {
  std::string text = "time,symbol,volatility,strength\n";
  for (int day = 1; day <= kSessions; ++day) {
    const std::string time = core::format_utc(day * core::kDay);
    text += time + ",AAA," + label_of(day) + ",0.5\n" + time + ",BBB,low,0.5\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a session has the label that was known when it began") {
  const TempFolder folder;
  for (const char* name : {"a", "b"}) {
    std::filesystem::create_directories(folder / name);
    write_file(folder / name / "tags.csv", tags());
  }
  const study::ComparedRun a = run_in(folder / "a", 0);
  const study::ComparedRun b = run_in(folder / "b", 1);
  const study::RunComparison comparison = study::compare_runs(a, b);
  CHECK(comparison.regimes_missing.empty());
  REQUIRE(comparison.regimes.size() == 2);
  CHECK(comparison.regimes[0].dimension == "volatility");
  CHECK(comparison.regimes[0].label == "calm");
  CHECK(comparison.regimes[0].sessions == 150);  // of 199 whose day before has a tag
  CHECK(comparison.regimes[1].label == "high");
  CHECK(comparison.regimes[1].sessions == 49);
  std::vector<double> high_a;
  std::vector<double> high_b;
  for (std::size_t day = 2; day <= kSessions; ++day) {
    if (label_of(static_cast<int>(day) - 1) == "high") {
      high_a.push_back(a.returns.values[day - 1]);
      high_b.push_back(b.returns.values[day - 1]);
    }
  }
  const auto expected = stats::sharpe_difference(high_a, high_b, 1);
  REQUIRE(comparison.regimes[1].difference);
  CHECK(comparison.regimes[1].difference->difference == expected->difference);
}

TEST_CASE("what is missing for it is said") {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "a");
  write_file(folder / "a/tags.csv", tags());
  const study::ComparedRun a = run_in(folder / "a", 0);
  study::ComparedRun b = run_in(folder / "b", 1);
  const study::RunComparison comparison = study::compare_runs(a, b);
  CHECK(comparison.regimes.empty());
  CHECK(comparison.regimes_missing ==
        "b has no run folder with tags.csv (output.tags: true writes it)");
}
