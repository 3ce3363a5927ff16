// SPDX-License-Identifier: Apache-2.0
#include "app/known_runs.hpp"

#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "stats/deflated_sharpe.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

std::string run_of(const TempFolder& folder, const std::string& name, const std::string& settings) {
  const std::string out = (folder / name).string();
  const Finished run =
      run_program("run configs/quickstart.yaml --set data.synthetic.bars=3000 --set output.dir=" +
                  (folder / "runs").string() + " --out " + out + " " + settings);
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  return read_file(out + "/report.html");
}

}  // namespace

TEST_CASE("the page counts the distinct runs of its strategy, and deflates by their spread") {
  const TempFolder folder;
  CHECK_FALSE(contains(run_of(folder, "a", ""), "distinct run"));  // there was no store
  run_of(folder, "b", "--set strategy.params.lookback=24");
  run_of(folder, "again", "--set strategy.params.lookback=24");  // counts once
  const std::string page = run_of(folder, "c", "--no-record --set strategy.params.lookback=48");
  CHECK(contains(page, "One of 3 distinct runs of this strategy on these data"));

  std::vector<double> ratios;
  for (const char* name : {"a", "b", "c"}) {
    ratios.push_back(run_json(folder / name)["metrics"]["sharpe"].get<double>());
  }
  const double mean = (ratios[0] + ratios[1] + ratios[2]) / 3;
  double variance = 0;
  for (const double ratio : ratios) {
    variance += (ratio - mean) * (ratio - mean) / 2;
  }
  const nlohmann::json metrics = run_json(folder / "c")["metrics"];
  const double year = metrics["periods_per_year"].get<double>();
  const double expected =
      barometer::stats::deflated_sharpe({.ratio = ratios[2] / std::sqrt(year),
                                         .skew = metrics["skew"].get<double>(),
                                         .kurtosis = metrics["kurtosis"].get<double>(),
                                         .periods = metrics["periods"].get<double>()},
                                        variance / year, 3);
  std::smatch shown;
  REQUIRE(std::regex_search(page, shown, std::regex("deflated Sharpe\\) would be ([0-9.]+) %")));
  CHECK(std::stod(shown[1]) / 100 == Approx(expected).margin(0.00051));
}
