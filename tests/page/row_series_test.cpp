// SPDX-License-Identifier: Apache-2.0
#include "page/row_series.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "page/market_series.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "unpacked.hpp"

namespace barometer {

namespace {

std::vector<std::int64_t> whole(const nlohmann::json& table, std::size_t column) {
  return test::unpacked_differences(table["columns"][column].get<std::string>());
}

}  // namespace

TEST_CASE("rows of trades, orders and fills say what their records say") {
  const test::SampleRun run;
  const analysis::RunRecord record = run.record();
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  const page::ShownRows shown = page::shown_rows(record, analysis);
  REQUIRE(shown.trades.size() == analysis.round_trips.size());
  const auto json = nlohmann::json::parse("{" + page::rows_json(record, analysis, shown) + "}");
  const nlohmann::json &trades = json["trades"], &fills = json["fills"], &orders = json["orders"];
  const auto entries = whole(trades, 2), volatility = whole(trades, 14);
  for (std::size_t i = 0; i < analysis.round_trips.size(); ++i) {
    const analysis::RoundTrip& trip = analysis.round_trips[i];
    CHECK(entries[i] == trip.entry_time_ns / core::kSecond);
    CHECK(trades["columns"][9][i].get<double>() == Approx(trip.net()).epsilon(1e-7));
    const auto tags = run.tags.category(trip.symbol, 0);  // known at the close before the entry
    const std::int8_t tag = tags[static_cast<std::size_t>(trip.entry_bar - 1)];
    CHECK(volatility[i] == (tag < 0 ? 2 : tag));
  }
  const auto rejected = std::ranges::count(whole(orders, 8), [&] {
    const auto words = json["words"].get<std::vector<std::string>>();
    return std::ranges::find(words, "buying_power") - words.begin();
  }());
  CHECK(rejected ==
        std::ranges::count(run.orders, BM_ORDER_REJECTED, &orders::OrderRecord::status));
  CHECK(fills["all"] == run.fills.size());
  CHECK(fills["columns"][3][0].get<double>() == Approx(run.fills[0].price).epsilon(1e-6));
}

TEST_CASE("a page has at most 2,000 rows of trades and orders, those that say most") {
  const test::SampleRun run({.symbols = 3, .bars = 6'000, .fill_chance = 0.3});
  const analysis::RunRecord record = run.record();
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  const page::ShownRows shown = page::shown_rows(record, analysis);
  CHECK(shown.trades.size() == page::kMostTrades);
  CHECK(shown.trades.size() + shown.orders.size() == page::kMostRows);
  CHECK(shown.fills.size() == page::kMostFills);
  std::vector<double> nets;
  for (const analysis::RoundTrip& trip : analysis.round_trips) {
    nets.push_back(std::abs(trip.net()));
  }
  std::ranges::sort(nets, std::greater());
  for (const std::size_t i : shown.trades) {
    CHECK(std::abs(analysis.round_trips[i].net()) >= nets[page::kMostTrades - 1]);
  }
  const auto filled = [&](std::size_t i) { return run.orders[i].status == BM_ORDER_FILLED; };
  const auto rejected = static_cast<std::size_t>(
      std::ranges::count(run.orders, BM_ORDER_REJECTED, &orders::OrderRecord::status));
  CHECK(shown.orders.size() -
            static_cast<std::size_t>(std::ranges::count_if(shown.orders, filled)) ==
        std::min(rejected, shown.orders.size()));
  CHECK(std::ranges::is_sorted(shown.orders));
}

}  // namespace barometer
