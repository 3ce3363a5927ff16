// SPDX-License-Identifier: Apache-2.0
#include "report/run_tables.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/rolling_returns.hpp"
#include "analysis/run_analysis.hpp"
#include "analysis/session_samples.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "report/written.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"

namespace barometer {

namespace {

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string line(const std::string& text, std::size_t number) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < number; ++i) {
    begin = text.find('\n', begin) + 1;
  }
  return text.substr(begin, text.find('\n', begin) - begin);
}

// One symbol with a name that means harm, one fill of it.
struct SmallRun : test::SampleRun {
  SmallRun() : SampleRun({.symbols = 1, .bars = 5, .first_step = 1, .fill_chance = 0}) {
    market = test::market_of({test::flat_symbol("=A", 5, core::kHour)});
    fills = {test::fill_of(market, 0, 2, -1.5, 100, 99.5, 0.25)};
    equity = {{2 * core::kHour, 1e5, 1e5, 0, 0}, {3 * core::kHour, 100149, 99999, 150, -150}};
  }
};

}  // namespace

TEST_CASE("fills.csv has a row per fill") {
  const SmallRun run;
  const std::string text = test::written_table("fills", run.record());
  REQUIRE(lines(text) == 2);
  CHECK(line(text, 0) ==
        "time,symbol,order_id,quantity,price,raw_price,price_point,commission,slippage_cost,"
        "order_time,rule,point_value");
  CHECK(line(text, 1) ==
        "1970-01-01T03:00:00Z,'=A,1,-1.5,99.5,100,open,0.25,0.75,1970-01-01T02:00:00Z,"
        "market:next_open,1");
}

TEST_CASE("orders.csv has a row per order, without an end for those still working") {
  SmallRun run;
  orders::OrderRecord rejected;
  rejected.id = 1;
  rejected.client_order_id = 9;
  rejected.amount_kind = BM_AMOUNT_TARGET_WEIGHT;
  rejected.amount = 0.5;
  rejected.estimate = 3;
  rejected.quantity = 2;
  rejected.status = BM_ORDER_REJECTED;
  rejected.reason = BM_REASON_BUYING_POWER;
  rejected.time_ns = 2 * core::kHour;
  rejected.end_step = 2;
  rejected.end_time_ns = 3 * core::kHour;
  orders::OrderRecord working;
  working.id = 2;
  working.quantity = -1;
  working.type = BM_ORDER_STOP;
  working.time_in_force = BM_DAY;
  working.oco_group = 7;
  working.parent = 1;
  working.stop_price = 98.5;
  working.time_ns = 5 * core::kHour;
  run.orders = {rejected, working};
  const std::string text = test::written_table("orders", run.record());
  REQUIRE(lines(text) == 3);
  CHECK(line(text, 0) ==
        "order_id,client_order_id,symbol,action,type,time_in_force,oco_group,parent_order_id,"
        "amount_kind,amount,estimate,quantity,filled_quantity,limit_price,stop_price,trail,status,"
        "reason,order_time,end_time,risk_rule");
  CHECK(line(text, 1) ==
        "1,9,'=A,submit,market,gtc,0,0,target_weight,0.5,3,2,0,,,,rejected,buying_power,"
        "1970-01-01T02:00:00Z,1970-01-01T03:00:00Z,");
  CHECK(line(text, 2) ==
        "2,0,'=A,submit,stop,day,7,1,,,,-1,0,,98.5,,working,,1970-01-01T05:00:00Z,,");
}

TEST_CASE("an order for a symbol that does not exist has an empty cell for it") {
  SmallRun run;
  orders::OrderRecord unknown;
  unknown.symbol = 99;
  run.orders = {unknown};
  const std::string text = test::written_table("orders", run.record());
  CHECK(line(text, 1).substr(0, 12) == "0,0,,submit,");
}

TEST_CASE("order_events.csv has a row per change of an order's life") {
  SmallRun run;
  const std::vector<orders::OrderChange> changes{
      {3, 1, 2 * core::kHour, orders::OrderEvent::accept, orders::OrderState::working,
       BM_REASON_NONE, -4},
      {3, 2, 3 * core::kHour, orders::OrderEvent::cancel, orders::OrderState::cancelled,
       BM_REASON_GROUP, -4}};
  analysis::RunRecord record = run.record();
  record.logs.order_changes = changes;
  const std::string text = test::written_table("order_events", record);
  CHECK(line(text, 0) == "time,order_id,event,state,reason,remaining_quantity");
  CHECK(line(text, 1) == "1970-01-01T02:00:00Z,3,accepted,working,,-4");
  CHECK(line(text, 2) == "1970-01-01T03:00:00Z,3,cancelled,cancelled,group,-4");
}

TEST_CASE("trades.csv has a row per round trip, open ones flagged") {
  const SmallRun run;
  const analysis::RunRecord record = run.record();
  const std::string text = test::written_table("trades", record);
  REQUIRE(lines(text) == 2);
  CHECK(line(text, 0) ==
        "symbol,side,quantity,entry_time,entry_price,exit_time,exit_price,gross_pnl,costs,carry,"
        "net_pnl,bars_held,hours_held,status,mae,mfe");
  // Sold short at 100 raw, still held at 100: nothing gained, 0.75 + 0.25 paid.
  CHECK(line(text, 1) ==
        "'=A,short,-1.5,1970-01-01T03:00:00Z,99.5,1970-01-01T05:00:00Z,100,-0,1,0,-1,2,2,open,-0."
        "005025125628140614,0");
}

TEST_CASE("rolling.csv has a row per session end with a year before it") {
  const test::SampleRun run({.symbols = 1, .bars = 367 * 24, .stagger = 0, .first_step = 0});
  const analysis::RunRecord record = run.record();
  core::Workers workers(1);
  const auto windows = analysis::rolling_returns(record, workers);
  REQUIRE(windows.size() > 1);
  CHECK(analysis::has_rolling_returns(analysis::analyse(record).returns));
  const std::string text = test::written_table("rolling", record);
  REQUIRE(lines(text) == windows.size() + 1);
  CHECK(line(text, 0) ==
        "time,from,sessions,total_return,annual_volatility,sharpe,sharpe_standard_error,sharpe_low,"
        "sharpe_high,max_drawdown");
  const std::vector<std::string> cells = barometer_test::csv_cells(line(text, 2));
  CHECK(cells[0] == core::format_utc(windows[1].time_ns));
  CHECK(cells[1] == core::format_utc(windows[1].begin_ns));
  CHECK(cells[2] == "365");
  CHECK(std::stod(cells[5]) == windows[1].sharpe.value());
  CHECK(std::stod(cells[6]) == windows[1].sharpe_error.standard_error.value());
  CHECK(std::stod(cells[9]) == windows[1].max_drawdown);
}

TEST_CASE("rolling.csv leaves a Sharpe ratio of a year without a trade empty") {
  const test::SampleRun run(
      {.symbols = 1, .bars = 367 * 24, .stagger = 0, .first_step = 0, .fill_chance = 0});
  const std::string text = test::written_table("rolling", run.record());
  CHECK(line(text, 1).ends_with(",365,0,0,,,,,0"));
}

TEST_CASE("equity.csv has a row per live step") {
  const SmallRun run;
  const std::string text = test::written_table("equity", run.record());
  REQUIRE(lines(text) == 3);
  CHECK(line(text, 0) == "time,cash,equity,gross_exposure,net_exposure");
  CHECK(line(text, 1) == "1970-01-01T02:00:00Z,100000,100000,0,0");
  CHECK(line(text, 2) == "1970-01-01T03:00:00Z,100149,99999,150,-150");
}

TEST_CASE("equity.csv of sessions has what figures of return are computed from") {
  test::SampleRun run({.symbols = 2, .bars = 200});
  const auto rows = [&] {
    return barometer_test::csv_rows(test::written_table("equity", run.record()));
  };
  const auto all = rows();
  run.config.output.equity = config::EquityRows::session;
  const auto ends = rows();
  const auto samples = analysis::session_samples(run.market, run.first_step, run.config.broker.cash,
                                                 run.record().logs.equity);
  REQUIRE(ends.size() + 1 == samples.size());  // the first sample is the starting cash
  REQUIRE(ends.size() < all.size() / 10);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    CHECK(ends[i].at("time") == core::format_utc(samples[i + 1].time_ns));
    CHECK(std::stod(ends[i].at("equity")) == samples[i + 1].equity);
    CHECK(std::ranges::find(all, ends[i]) != all.end());
  }
  CHECK(ends.back() == all.back());
}

TEST_CASE("prices and money have output.decimals, quantities and hours all of theirs") {
  SmallRun run;
  run.fills = {test::fill_of(run.market, 0, 2, -1.23456, 100.12345, 99.98765, 0.25678)};
  run.config.output.decimals = 2;
  CHECK(line(test::written_table("fills", run.record()), 1) ==
        "1970-01-01T03:00:00Z,'=A,1,-1.23456,99.99,100.12,open,0.26,0.17,1970-01-01T02:00:00Z,"
        "market:next_open,1");
  run.equity = {{2 * core::kHour, 1e5 + 1.0 / 3, 1e5 - 2.0 / 3, 0.005, -1e-9}};
  CHECK(line(test::written_table("equity", run.record()), 1) ==
        "1970-01-01T02:00:00Z,100000.33,99999.33,0.01,0");
}

}  // namespace barometer
