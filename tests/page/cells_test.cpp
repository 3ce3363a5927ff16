// SPDX-License-Identifier: Apache-2.0
#include "page/cells.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "unpacked.hpp"

namespace barometer {

namespace {

nlohmann::json account_of(const test::SampleRun& run) {
  return nlohmann::json::parse("{" + page::account_json(run.record()) + "}");
}

double value_of(const nlohmann::json& series, std::int64_t level) {
  const double place = static_cast<double>(level) / series["most"].get<double>();
  const double low = series["lo"].get<double>(), high = series["hi"].get<double>();
  return series["log"].get<bool>() ? low * std::pow(high / low, place) : low + (high - low) * place;
}

}  // namespace

TEST_CASE("cells cover every step once") {
  const page::StepCells cells = page::StepCells::at_most(10, 95);
  CHECK(cells.per == 10);
  CHECK(cells.count() == 10);
  CHECK(cells.end(9) == 95);
  CHECK(cells.of(94) == 9);
  CHECK(page::StepCells::at_most(10, 10).per == 1);
  CHECK(page::StepCells::at_most(10, 0).count() == 0);
}

TEST_CASE("a step a cell: equity within a level of the log, times to the second") {
  const test::SampleRun run;
  const nlohmann::json json = account_of(run);
  REQUIRE(json["cells"] == run.equity.size());
  const auto rises = test::unpacked_differences(json["times"].get<std::string>());
  const nlohmann::json& equity = json["account"]["equity"];
  const auto levels = test::unpacked_differences(equity["v"].get<std::string>());
  const double level = (equity["hi"].get<double>() - equity["lo"].get<double>()) / 65'535;
  std::int64_t time = 0;
  for (std::size_t i = 0; i < run.equity.size(); ++i) {
    time += rises[i];
    CHECK(time == run.equity[i].time_ns / core::kSecond);
    CHECK(std::abs(value_of(equity, levels[i]) - run.equity[i].equity) <= level);
  }
}

TEST_CASE(
    "more steps than cells: the lowest and the highest of each are kept, and the deepest fall") {
  const test::SampleRun run({.symbols = 1, .bars = 20'000, .first_step = 0});
  const nlohmann::json json = account_of(run);
  CHECK(json["per"] == 3);
  const nlohmann::json& equity = json["account"]["equity"];
  const auto last = test::unpacked_differences(equity["v"].get<std::string>());
  const auto below = test::unpacked(equity["below"].get<std::string>());
  const auto [low, high] = std::ranges::minmax(run.equity, {}, &portfolio::EquityPoint::equity);
  CHECK(equity["lo"].get<double>() == Approx(low.equity).epsilon(1e-8));
  CHECK(equity["hi"].get<double>() == Approx(high.equity).epsilon(1e-8));
  const auto lowest = std::ranges::min_element(run.equity, {}, &portfolio::EquityPoint::equity);
  const auto cell = static_cast<std::size_t>(lowest - run.equity.begin()) / 3;
  CHECK(last[cell] - below[cell] == 0);
  double peak = run.config.broker.cash, fall = 0;
  for (const portfolio::EquityPoint& point : run.equity) {
    peak = std::max(peak, point.equity);
    fall = std::max(fall, 1 - point.equity / peak);
  }
  CHECK(json["account"]["fall"]["hi"].get<double>() == Approx(fall).epsilon(1e-8));
}

TEST_CASE("net exposure is left out where it is gross exposure") {
  test::SampleRun run;
  CHECK(account_of(run)["account"]["net"].is_object());
  for (portfolio::EquityPoint& point : run.equity) {
    point.net = point.gross;
  }
  CHECK(account_of(run)["account"]["net"].is_null());
}

}  // namespace barometer
