// SPDX-License-Identifier: Apache-2.0
#include "page/written_rows.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"
#include "written_sample.hpp"

namespace barometer {

namespace {

using barometer_test::contains;
using test::WrittenSample;

const page::RowCount kAny{.least = 0, .most = 1'000'000};

page::SymbolsByCell symbols_of(const test::SampleRun& run) {
  std::vector<std::string> names;
  for (const data::SymbolData& symbol : run.market.symbols) {
    names.push_back(symbol.name);
  }
  return page::SymbolsByCell(names);
}

}  // namespace

TEST_CASE("rows are read back as what they were written from") {
  const test::SampleRun run;
  const WrittenSample sample(run);
  const auto equity = page::written_equity(sample.folder(), kAny);
  REQUIRE(equity.size() == run.equity.size());
  for (std::size_t i = 0; i < equity.size(); ++i) {
    CHECK(equity[i].time_ns == run.equity[i].time_ns);
    CHECK(equity[i].equity == run.equity[i].equity);
    CHECK(equity[i].gross == run.equity[i].gross);
    CHECK(equity[i].net == run.equity[i].net);
  }
  const auto orders = page::written_orders(sample.folder(), symbols_of(run), kAny);
  REQUIRE(orders.size() == run.orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    CHECK(orders[i].symbol == run.orders[i].symbol);
    CHECK(orders[i].status == run.orders[i].status);
    CHECK(orders[i].reason == run.orders[i].reason);
    CHECK(orders[i].quantity == run.orders[i].quantity);
    CHECK(orders[i].time_ns == run.orders[i].time_ns);
  }
  const auto expected = analysis::round_trips(run.fills, run.market);
  const auto trades = page::written_trades(sample.folder(), symbols_of(run), kAny);
  REQUIRE(trades.size() == expected.size());
  for (std::size_t i = 0; i < trades.size(); ++i) {
    CHECK(trades[i].symbol == expected[i].symbol);
    CHECK(trades[i].open == expected[i].open);
    CHECK(trades[i].net() == expected[i].net());
    CHECK(trades[i].bars_held() == expected[i].bars_held());
  }
}

TEST_CASE("rows that no run has written are refused with their place") {
  const auto refused = [](const char* file, const std::string& found, const std::string& by) {
    const WrittenSample sample;
    sample.replace(file, found, by);
    return sample.refused();
  };
  CHECK(contains(refused("trades.csv", "\nCOIN", "\nCORN"), "trades.csv:2:1: 'CORN"));
  CHECK(contains(refused("trades.csv", ",closed,", ",shut,"), "'shut' is not open or closed"));
  CHECK(contains(refused("orders.csv", "\n1,", "\n7,"), "orders.csv:2:1: '7' is not 1, as orders"));
  CHECK(contains(refused("orders.csv", ",market,", ",fast,"), "'fast' is not a type of orders"));
  CHECK(contains(refused("equity.csv", "\n2022-01-02T07", "\n2022-01-01T07"),
                 "equity.csv:3:1: '2022-01-01T07:00:00Z' is not later than the row before"));
}

}  // namespace barometer
