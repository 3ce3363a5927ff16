// SPDX-License-Identifier: Apache-2.0
// One run had one venue: with shares and coins in it either the coins had no weekends or the shares
// were open at night, had the wrong sessions, bars a day and year, and their DAY orders lived for
// another day. data.venues says where each symbol trades. Each symbol of a mixed run then has the
// calendar, the coarser bars, the tags, the gaps and the fills of the run in which it is alone.
#include <fmt/format.h>

#include <barometer/backtest/api/run.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "analysis/session_samples.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "calendar/venue.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "support/calendar_rows.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"
#include "support/temp_folder.hpp"
#include "support/utc.hpp"
#include "support/venue_named.hpp"

using namespace barometer;
using barometer_test::rows_of;
using barometer_test::same_rows;
using barometer_test::TempFolder;
using barometer_test::utc;
using barometer_test::venue_named;

namespace {

struct Listing {
  const char* symbol;
  const char* venue;
};

constexpr Listing kListings[] = {
    {"SPY", "us_equity"}, {"BTC", "24x7"}, {"EUR", "fx"}, {"VOD", "configs/venues/lse.yaml"}};

// Opens of all bars of the venue's sessions from 2020-02-24 on, over both changes of clocks in
// March; every 37th is missing.
std::vector<core::Timestamp> opens_at(const calendar::Venue& venue, core::Duration bar) {
  calendar::Zone zone(venue.zone);
  std::vector<core::Timestamp> opens;
  const core::Day first = calendar::day_of(utc("2020-02-24 00:00"));
  int count = 0;
  for (core::Day date = first; date < first + 60; ++date) {
    if (!calendar::has_session(venue, date)) {
      continue;
    }
    const calendar::TradingSession session = calendar::session_of(venue, zone, date);
    for (core::Timestamp open = session.open; open < session.close; open += bar) {
      if (++count % 37 != 0) {
        opens.push_back(bar == core::kDay ? date * core::kDay : open);
      }
    }
  }
  return opens;
}

// A walk of its own for each symbol.
void write_bars(const std::filesystem::path& file, const std::vector<core::Timestamp>& opens,
                std::uint64_t seed) {
  std::ofstream out(file);
  out << "time,open,high,low,close,volume\n";
  std::uint64_t state = seed;
  double price = 100;
  for (const core::Timestamp open : opens) {
    state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    const double close = price * (1 + (static_cast<double>(state >> 40) / 0x1p24 - 0.5) / 25);
    const auto [low, high] = std::minmax(price, close);
    const std::string time = core::format_utc(open);
    out << fmt::format("{} {},{},{},{},{},1000\n", time.substr(0, 10), time.substr(11, 5), price,
                       high * 1.003, low * 0.997, close);
    price = close;
  }
}

struct Files {
  explicit Files(core::Duration bar) : size(bar) {
    std::uint64_t seed = 1;
    for (const Listing& each : kListings) {
      const std::string symbol = each.symbol;
      write_bars(folder / (symbol + ".csv"), opens_at(venue_named(each.venue), bar), seed++);
      std::ofstream(folder / (symbol + ".actions"))
          << "date,split,dividend\n2020-03-02,,0.5\n2020-03-12,,0.25\n";
    }
  }

  backtest::Plan plan(const std::string& venues,
                      const std::vector<std::string>& overrides = {}) const {
    return backtest::Plan::parse(
        fmt::format("data:\n  source: csv\n  path: \"{}/{{symbol}}.csv\"\n  bar: {}\n"
                    "  time: {{column: time, format: \"%Y-%m-%d %H:%M\", stamp: open}}\n"
                    "  actions: {{path: \"{}/{{symbol}}.actions\"}}\n{}\n"
                    "regime:\n  - {{plugin: regime}}\n  - {{plugin: regime, as: four, on: {}}}\n"
                    "  - {{plugin: regime, as: daily, on: {}}}\n"
                    "strategy:\n  plugin: sma_cross\n  params: {{fast: 3, slow: 8}}\n"
                    "  when: [{{if: {{weekday: monday}}, then: block_entries}}]\n"
                    "run: {{tagging: ahead}}\n",
                    folder.path().string(), core::format_duration(size), folder.path().string(),
                    venues, size == core::kDay ? "7d" : "4h", size == core::kDay ? "7d" : "1d"),
        {.file = "two.yaml",
         .overrides = overrides,
         .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
  }

  // All of them, in whichever order; `own` is the venue of the run.
  backtest::Plan mixed(const std::string& own,
                       const std::vector<std::string>& overrides = {}) const {
    std::string venues;
    for (const Listing& each : kListings) {
      venues += fmt::format("{}{}: {}", venues.empty() ? "" : ", ", each.symbol, each.venue);
    }
    return plan(
        fmt::format("  symbols: [EUR, SPY, BTC, VOD]\n  venue: {}\n  venues: {{{}}}", own, venues),
        overrides);
  }

  backtest::Plan alone(const Listing& each) const {
    return plan(fmt::format("  symbols: [{}]\n  venue: {}", each.symbol, each.venue));
  }

  TempFolder folder;
  core::Duration size;
};

core::SymbolIndex index_of(const data::MarketData& market, const std::string& name) {
  const auto found = std::ranges::find(market.symbols, name, &data::SymbolData::name);
  return static_cast<core::SymbolIndex>(found - market.symbols.begin());
}

void check_same_coarse(const data::CoarseBars& a, const data::CoarseBars& b) {
  REQUIRE(a.bars.size() == b.bars.size());
  CHECK_FALSE(a.bars.empty());
  CHECK(a.first_ns == b.first_ns);
  CHECK(a.known_ns == b.known_ns);
  CHECK(same_rows(a.calendar, b.calendar));
  for (std::size_t i = 0; i < a.bars.size(); ++i) {
    CHECK(a.bars[i].close_time_ns == b.bars[i].close_time_ns);
    CHECK(a.bars[i].high == b.bars[i].high);
  }
}

void check_same_data(const data::MarketData& one, const data::MarketData& all,
                     core::SymbolIndex symbol) {
  const data::SymbolDataReport& a = one.symbols[0].report;
  const data::SymbolDataReport& b = all.symbols[symbol].report;
  CHECK(a.bars > 30);
  CHECK(a.bars == b.bars);
  CHECK(a.gaps == b.gaps);
  CHECK(a.missing_bars == b.missing_bars);
  CHECK(a.out_of_session_bars == b.out_of_session_bars);
  CHECK(same_rows(rows_of(one, 0), rows_of(all, symbol)));
  REQUIRE(one.symbols[0].actions.size() == 2);
  for (const std::size_t action : {0u, 1u}) {
    CHECK(one.symbols[0].actions[action].bar > 0);
    CHECK(one.symbols[0].actions[action].bar == all.symbols[symbol].actions[action].bar);
  }
  CHECK(one.grids[0] == all.grids[symbol]);
  CHECK(one.instruments[0].bars_per_session_day == all.instruments[symbol].bars_per_session_day);
  CHECK(one.instruments[0].session_days_per_year == all.instruments[symbol].session_days_per_year);
  CHECK(one.instruments[0].venue_kind == all.instruments[symbol].venue_kind);
  for (const core::Duration on : {4 * core::kHour, core::kDay, core::kWeek}) {
    if (on > one.bar) {
      check_same_coarse(data::resample(one, 0, on, one.symbols[0].bars),
                        data::resample(all, symbol, on, all.symbols[symbol].bars));
    }
  }
}

regime::TagView tags_of(const backtest::Plan& plan, const backtest::Market& market) {
  return backtest::view_of(plan, backtest::Tags::compute_all(plan, market),
                           regime::WantedTags::all(plan.state().plan.dimensions()));
}

// NaN is like NaN.
bool same_tag(float a, float b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

void check_same_tags(const regime::TagView& one, const regime::TagView& all,
                     core::SymbolIndex symbol) {
  REQUIRE(one.dimensions().size() == all.dimensions().size());
  for (std::size_t d = 0; d < one.dimensions().size(); ++d) {
    INFO(one.dimensions()[d].name);
    CHECK(std::ranges::equal(one.category(0, d), all.category(symbol, d)));
    CHECK(std::ranges::equal(one.scalar(0, d), all.scalar(symbol, d), same_tag));
  }
}

// Orders of fixed quantities that follow from the symbol's own bars alone, most of them for the
// day.
void trade(const bm_view& view, bm_order_buffer& orders) {
  for (std::uint32_t i = 0; i < view.active_count; ++i) {
    const std::uint32_t symbol = view.active[i];
    const bm_symbol_view& own = view.symbols[symbol];
    const double close = own.bars.close[(own.bar_count - 1) * own.bars.stride];
    bm_order order =
        market_order(symbol, BM_AMOUNT_QUANTITY, 5, own.bar_count % 2 == 0 ? BM_BUY : BM_SELL);
    order.time_in_force = own.bar_count % 3 == 0 ? BM_GTC : BM_DAY;
    const double side = own.bar_count % 2 == 0 ? 1 : -1;
    switch (own.bar_count % 5) {
      case 0:
        order.type = BM_ORDER_MARKET_ON_CLOSE;
        break;
      case 1:
        order.type = BM_ORDER_LIMIT;
        order.limit_price = close * (1 - side * 0.01);
        break;
      case 2:
        order.type = BM_ORDER_STOP;
        order.stop_price = close * (1 + side * 0.012);
        break;
      default:
        break;
    }
    send(orders, order);
  }
}

void check_same_orders(const loop::LoopResult& one, const loop::LoopResult& all,
                       core::SymbolIndex symbol) {
  std::size_t next = 0;
  std::size_t expired = 0;
  for (const orders::OrderRecord& order : all.orders.view()) {
    if (order.symbol != symbol) {
      continue;
    }
    REQUIRE(next < one.orders.size());
    const orders::OrderRecord& own = one.orders[next++];
    CHECK(own.time_ns == order.time_ns);
    CHECK(own.status == order.status);
    if (order.reason != BM_REASON_DATA_END) {  // the others' data may go on
      CHECK(own.reason == order.reason);
      CHECK(own.end_time_ns == order.end_time_ns);
    }
    expired += order.reason == BM_REASON_EXPIRED ? 1 : 0;
  }
  CHECK(next == one.orders.size());
  CHECK(expired > 0);
  next = 0;
  for (const orders::Fill& fill : all.fills.view()) {
    if (fill.symbol == symbol) {
      REQUIRE(next < one.fills.size());
      const orders::Fill& own = one.fills[next++];
      CHECK(own.time_ns == fill.time_ns);
      CHECK(own.price == fill.price);
      CHECK(own.quantity == fill.quantity);
      CHECK(own.rule == fill.rule);
    }
  }
  CHECK(next == one.fills.size());
  CHECK(next > 10);
}

loop::LoopResult traded(const data::MarketData& market) {
  config::BrokerConfig broker;
  broker.cash = 1e12;
  broker.short_selling = true;
  return run_loop({.market = market, .broker = broker, .behaviour = trade});
}

}  // namespace

TEST_CASE("each symbol has what it has alone at its venue") {
  for (const core::Duration bar : {core::kHour, core::kDay}) {
    const Files files(bar);
    const backtest::Plan mixed = files.mixed("us_equity");
    const backtest::Market all = backtest::Market::load(mixed);
    const loop::LoopResult result = traded(all.state().data);
    const regime::TagView tags = tags_of(mixed, all);
    for (const Listing& each : kListings) {
      INFO(each.symbol << " in bars of " << core::format_duration(bar));
      const backtest::Plan plan = files.alone(each);
      const backtest::Market one = backtest::Market::load(plan);
      const core::SymbolIndex symbol = index_of(all.state().data, each.symbol);
      check_same_data(one.state().data, all.state().data, symbol);
      check_same_tags(tags_of(plan, one), tags, symbol);
      check_same_orders(traded(one.state().data), result, symbol);
    }
  }
}

TEST_CASE("a mixed run has the same bits for any threads and either way of tagging") {
  const Files files(core::kHour);
  std::string first;
  for (const char* tagging : {"ahead", "in_step"}) {
    for (const int threads : {1, 2, 8}) {
      const backtest::Plan plan = files.mixed(
          "24x7", {fmt::format("run.tagging={}", tagging), fmt::format("run.threads={}", threads)});
      const backtest::Result result = backtest::run(plan, backtest::Market::load(plan));
      CHECK(result.fills().size() > 20);
      first = first.empty() ? result.fingerprint() : first;
      CHECK(result.fingerprint() == first);
    }
  }
}

TEST_CASE("the account's days are the sessions of the run's own venue") {
  const Files files(core::kHour);
  for (const char* own : {"us_equity", "24x7", "fx"}) {
    INFO(own);
    const backtest::Plan plan = files.mixed(own);
    const backtest::Market loaded = backtest::Market::load(plan);
    const data::MarketData& market = loaded.state().data;
    const calendar::Venue venue = calendar::find_venue(own);
    calendar::Zone zone(venue.zone);
    // By brute force: the last step of each date that has a session there, and the end of the data.
    std::vector<std::int64_t> expected;
    for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
      const auto date = [&](std::int64_t at) {
        return calendar::session_date_at(venue, zone, market.timeline.time(at) - 1);
      };
      const bool last = step + 1 == market.timeline.steps();
      if (last || (date(step + 1) != date(step) && calendar::has_session(venue, date(step)))) {
        expected.push_back(step);
      }
    }
    CHECK(analysis::session_end_steps(market, 0) == expected);
    const backtest::Result result = backtest::run(plan, loaded);
    CHECK(result.metric("periods_per_year") == venue.session_days_per_year);
  }
}

TEST_CASE("what the calendars say of a step depends on no later bar") {
  const Files files(core::kHour);
  const backtest::Market whole = backtest::Market::load(files.mixed("us_equity"));
  const backtest::Market cut =
      backtest::Market::load(files.mixed("us_equity", {"data.to=2020-03-19 15:30"}));
  const auto steps = static_cast<std::size_t>(cut.steps());
  REQUIRE(cut.steps() < whole.steps());
  for (std::size_t venue = 0; venue < 4; ++venue) {
    const auto& rows = whole.state().data.venues[venue].calendar;
    CHECK(same_rows({rows.data(), steps}, cut.state().data.venues[venue].calendar));
  }
}

TEST_CASE("a benchmark's figures count the year of the calendar with fewer sessions") {
  const Files files(core::kDay);
  for (const char* own : {"us_equity", "24x7"}) {
    for (const char* benchmark : {"SPY", "BTC"}) {
      const backtest::Plan plan = files.mixed(own, {fmt::format("output.benchmark={}", benchmark)});
      const backtest::Result result = backtest::run(plan, backtest::Market::load(plan));
      const bool coins_alone = std::string(own) + benchmark == "24x7BTC";
      CHECK(result.metric("benchmark_periods_per_year") == (coins_alone ? 365 : 252));
    }
  }
}
