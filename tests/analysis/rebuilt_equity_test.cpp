// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/run_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "report/written.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"

// The CSV files say enough: the equity curve from them and the bars alone.

namespace barometer {

namespace {

using barometer_test::number;
using Row = barometer_test::CsvRow;

std::vector<Row> rows_of(std::string_view table, const analysis::RunRecord& record) {
  return barometer_test::csv_rows(test::written_table(table, record));
}

struct Book {
  double cash;
  std::map<std::string, double> held = {};
  std::map<std::string, double> close = {};

  void take(const Row& fill) {
    cash -= number(fill, "quantity") * number(fill, "price") + number(fill, "commission");
    held[fill.at("symbol")] += number(fill, "quantity");
  }

  double equity() const {
    double worth = cash;
    for (const auto& [symbol, quantity] : held) {
      worth += quantity * close.at(symbol);
    }
    return worth;
  }
};

}  // namespace

TEST_CASE("fills.csv and the bars give equity.csv, step by step") {
  const test::SampleRun run({.symbols = 3, .bars = 300, .fill_chance = 0.2, .seed = 31});
  const analysis::RunRecord record = run.record();
  const auto fills = rows_of("fills", record);
  const auto equity = rows_of("equity", record);
  REQUIRE(fills.size() > 50);
  Book book{run.config.broker.cash};
  std::vector<std::size_t> next(run.market.symbols.size(), 0);
  std::size_t fill = 0;
  for (std::int64_t step = 0; step < run.market.timeline.steps(); ++step) {
    for (const core::SymbolIndex symbol : run.market.timeline.active(step)) {
      const data::SymbolData& data = run.market.symbols[symbol];
      book.close[data.name] = data.bars[next[symbol]++].close;
    }
    const std::string time = core::format_utc(run.market.timeline.time(step));
    for (; fill < fills.size() && fills[fill].at("time") == time; ++fill) {
      book.take(fills[fill]);
    }
    if (step >= run.first_step) {
      const Row& point = equity[static_cast<std::size_t>(step - run.first_step)];
      REQUIRE(point.at("time") == time);
      CHECK(number(point, "cash") == Approx(book.cash).epsilon(1e-9));
      CHECK(number(point, "equity") == Approx(book.equity()).epsilon(1e-9));
    }
  }
  CHECK(fill == fills.size());
}

TEST_CASE("net_pnl of trades.csv and filled_quantity of orders.csv are those of the account") {
  const test::SampleRun run({.symbols = 3, .bars = 300, .fill_chance = 0.2, .seed = 32});
  const analysis::RunRecord record = run.record();
  double net = 0;
  for (const Row& trade : rows_of("trades", record)) {
    net += number(trade, "net_pnl");
  }
  std::map<std::string, double> filled;
  for (const Row& order : rows_of("orders", record)) {
    filled[order.at("order_id")] = number(order, "filled_quantity");
  }
  for (const Row& fill : rows_of("fills", record)) {
    CHECK(filled.at(fill.at("order_id")) == number(fill, "quantity"));
  }
  const double change = run.equity.back().equity - run.config.broker.cash;
  CHECK(std::abs(net - change) <= 1e-9 * run.config.broker.cash);
}

}  // namespace barometer
