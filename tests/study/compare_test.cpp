// SPDX-License-Identifier: Apache-2.0
#include "study/compare.hpp"

#include <cmath>
#include <memory>
#include <numeric>

#include "study/compare_regimes.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;
using study::ComparedRun;
using study::RowReturns;

namespace {

constexpr std::int64_t kDay = 86'400'000'000'000;

// Sessions number `first` to `last`, each a day; returns wave with their number.
RowReturns waves(std::int64_t first, std::int64_t last, double mean, double phase) {
  RowReturns returns;
  std::vector<std::int64_t> ends;
  for (std::int64_t day = first; day <= last; ++day) {
    ends.push_back(day * kDay);
    returns.values.push_back(mean + 0.01 * std::sin(static_cast<double>(day) * 1.7 + phase));
  }
  returns.session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  return returns;
}

ComparedRun some_run(const std::string& name, RowReturns returns) {
  ComparedRun run;
  run.name = name;
  run.keys = {{"broker.cash", "1000"}};
  run.metrics = {{"sharpe", 1.0}, {"periods_per_year", 252.0}};
  run.fingerprint = name;
  run.returns = std::move(returns);
  return run;
}

double sharpe_of(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return mean / std::sqrt(squares / (n - 1));
}

}  // namespace

TEST_CASE("keys that differ or are missing are told, equal ones are not") {
  ComparedRun a = some_run("a", {});
  ComparedRun b = some_run("b", {});
  a.keys["strategy.params.fast"] = "5";
  b.keys["strategy.params.fast"] = "6";
  b.keys["output.benchmark"] = "SPY";
  b.metrics = {{"sharpe", 2.0}, {"calmar", 3.0}};
  const study::RunComparison comparison = study::compare_runs(a, b);
  REQUIRE(comparison.keys.size() == 2);
  CHECK(comparison.keys[0].key == "output.benchmark");
  CHECK(comparison.keys[0].a.empty());
  CHECK(comparison.keys[0].b == "SPY");
  CHECK(comparison.keys[1].a == "5");
  CHECK(comparison.keys[1].b == "6");
  REQUIRE(comparison.metrics.size() == 1);
  CHECK(comparison.metrics[0].b == 2.0);
  CHECK_FALSE(comparison.same_results);
  CHECK(comparison.fills_missing == "a has no run folder with fills.csv");
}

TEST_CASE("Sharpe ratios are compared on sessions that begin and end alike") {
  RowReturns holed = waves(60, 200, 0, 0.5);
  std::vector<std::int64_t> ends = *holed.session_ends;
  ends.erase(ends.begin() + 40);  // day 100: the session that ends on day 101 is longer
  holed.values.erase(holed.values.begin() + 40);
  holed.session_ends = std::make_shared<const std::vector<std::int64_t>>(ends);
  const ComparedRun a = some_run("a", waves(1, 150, 0.002, 0));
  const ComparedRun b = some_run("b", holed);
  const study::RunComparison comparison = study::compare_runs(a, b);
  // Days 61 to 150 but 100 and 101: b's first session, of day 60, begins nowhere.
  CHECK(comparison.sessions == 88);
  const study::CommonSessions common = study::common_sessions(a.returns, b.returns);
  CHECK(common.begins.front() == 60 * kDay);
  CHECK(common.ends.front() == 61 * kDay);
  REQUIRE(comparison.difference);
  CHECK(comparison.difference->difference ==
        Approx(sharpe_of(common.a) - sharpe_of(common.b)).epsilon(1e-12));
  CHECK(comparison.sessions_per_year == 252);
  CHECK_FALSE(study::compare_runs(a, some_run("c", {})).difference);
}

TEST_CASE("the first fill that differs is found, and the one that is missing") {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "a");
  std::filesystem::create_directories(folder / "b");
  const std::string head = "time,symbol,order_id,quantity,price\n";
  const std::string same = "2024-01-01T00:00:00Z,AAA,1,5,10.5\n";
  ComparedRun a = some_run("a", {});
  ComparedRun b = some_run("b", {});
  a.folder = folder / "a";
  b.folder = folder / "b";
  write_file(folder / "a/fills.csv", head + same + "2024-01-02T00:00:00Z,AAA,2,5,11\n");
  write_file(folder / "b/fills.csv", head + same + "2024-01-02T00:00:00Z,AAA,2,4,11\n");
  const auto differs = study::compare_runs(a, b).first_fill;
  REQUIRE(differs);
  CHECK(differs->number == 2);
  CHECK(differs->a == "2024-01-02T00:00:00Z AAA 5 at 11");
  CHECK(differs->b == "2024-01-02T00:00:00Z AAA 4 at 11");
  write_file(folder / "b/fills.csv", head + same);
  CHECK(study::compare_runs(a, b).first_fill->b.empty());
  write_file(folder / "a/fills.csv", head + same);
  CHECK_FALSE(study::compare_runs(a, b).first_fill);
  CHECK(study::compare_runs(a, b).fills_missing.empty());
}
