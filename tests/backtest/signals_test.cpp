// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/signals.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <barometer/backtest/api/run.hpp>
#include <cmath>
#include <fstream>
#include <limits>
#include <random>

#include "backtest/causality.hpp"
#include "backtest/market_state.hpp"
#include "backtest/result_state.hpp"
#include "backtest/scripted_strategy.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;
using backtest::Market;
using backtest::Plan;
using backtest::signals_strategy;
using backtest::SignalTable;
using backtest::SymbolSignals;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::string kBroker = "broker: {cash: 100000, commission: 10bps, slippage: 2bps}\n";

std::string synthetic(int symbols) {
  return fmt::format(
             "data: {{source: synthetic, synthetic: {{symbols: {}, bars: 1500, seed: 5}}}}\n",
             symbols) +
         kBroker;
}

Plan plan_of(const std::string& yaml, backtest::CallersStrategy strategy,
             std::vector<std::string> overrides = {}) {
  return Plan::parse(yaml, {.file = "signals.yaml",
                            .overrides = std::move(overrides),
                            .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"},
                            .strategy = std::move(strategy)});
}

// Which are `earlier` than the bars' closes, as opens are, or the closes themselves.
SymbolSignals rows_of(const Market& market, std::size_t symbol, std::int64_t earlier = 0) {
  const data::SymbolData& of = market.state().data.symbols[symbol];
  SymbolSignals rows{.symbol = of.name};
  for (const data::BarRow& bar : of.bars) {
    rows.times_ns.push_back(bar.close_time_ns - earlier);
  }
  return rows;
}

Market market_of(const std::string& yaml) {
  return Market::load(plan_of(yaml, scripted({})));
}

std::vector<double> some_weights(std::size_t count, std::uint64_t seed) {
  constexpr std::array kWeights{0.0, 0.2, 0.2, -0.15, 0.3};
  std::mt19937_64 random(seed);
  std::vector<double> weights;
  for (std::size_t i = 0; i < count; ++i) {
    weights.push_back(random() % 20 == 0 ? kWeights[random() % kWeights.size()] : kNone);
  }
  return weights;
}

void add_flags(SymbolSignals& rows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t i = 0; i < rows.times_ns.size(); ++i) {
    const std::uint64_t drawn = random() % 60;
    rows.entries.push_back(drawn == 0 || drawn == 1 ? 1 : 0);
    rows.short_exits.push_back(drawn == 1 || drawn == 2 ? 1 : 0);
    rows.short_entries.push_back(drawn == 3 || drawn == 4 ? 1 : 0);
    rows.exits.push_back(drawn == 4 || drawn == 5 ? 1 : 0);
  }
}

// What an author would send who keeps the last target himself; `later`: from a stamp to the close.
void write_weights(const SymbolSignals& rows, std::int64_t later, Script& script) {
  double target = 0;
  for (std::size_t i = 0; i < rows.times_ns.size(); ++i) {
    if (!std::isnan(rows.weights[i]) && rows.weights[i] != target) {
      target = rows.weights[i];
      script[{rows.symbol, rows.times_ns[i] + later}] = target;
    }
  }
}

void write_flags(const SymbolSignals& rows, double weight, Script& script) {
  int side = 0;
  for (std::size_t i = 0; i < rows.times_ns.size(); ++i) {
    const int before = side;
    if (rows.entries[i] != 0) {
      side = 1;
    } else if (rows.short_entries[i] != 0) {
      side = -1;
    } else if ((side == 1 && rows.exits[i] != 0) || (side == -1 && rows.short_exits[i] != 0)) {
      side = 0;
    }
    if (side != before) {
      script[{rows.symbol, rows.times_ns[i]}] = side * weight;
    }
  }
}

// Both runs, whose fingerprints are compared; the orders of the first.
std::size_t check_same(const std::string& yaml, const Market& market, SignalTable table,
                       Script script, const backtest::Window& window = {}) {
  const backtest::Result signals =
      backtest::run(plan_of(yaml, signals_strategy(std::move(table))), market, window);
  const backtest::Result written =
      backtest::run(plan_of(yaml, scripted(std::move(script))), market, window);
  CHECK(signals.fingerprint() == written.fingerprint());
  CHECK(signals.orders().size() == written.orders().size());
  return signals.orders().size();
}

// Hours of 2024 from January on, stamped with their opens, of which some are missing.
class GappyFiles {
 public:
  explicit GappyFiles(std::vector<std::string> symbols) {
    std::string names;
    for (const std::string& symbol : symbols) {
      write(symbol);
      names += (names.empty() ? "" : ", ") + symbol;
    }
    yaml_ = fmt::format(
        "data:\n  source: csv\n  path: \"{}/{{symbol}}.csv\"\n  symbols: [{}]\n  bar: 1h\n"
        "  time: {{format: epoch_ms, stamp: open}}\n{}",
        folder_.path().string(), names, kBroker);
  }

  const std::string& yaml() const { return yaml_; }

 private:
  void write(const std::string& symbol) {
    std::ofstream out(folder_ / (symbol + ".csv"));
    out << "timestamp,open,high,low,close,volume\n";
    std::mt19937_64 random(static_cast<std::uint64_t>(symbol.front()));
    double price = 100;
    for (std::int64_t hour = 0; hour < 1'000; ++hour) {
      const double open = price;
      price *= 1 + (static_cast<double>(random() % 201) - 100) / 10'000;
      if (random() % 20 != 0 || hour == 0 || hour == 999) {
        out << fmt::format("{},{},{},{},{},1\n", 1'704'067'200'000 + hour * 3'600'000, open,
                           std::max(open, price) + 1, std::min(open, price) - 1, price);
      }
    }
  }

  TempFolder folder_;
  std::string yaml_;
};

bool warns_of_outside(const backtest::Result& result) {
  const std::vector<std::string> warnings = result.warnings();
  return std::ranges::find(warnings, "signals_outside_run") != warnings.end();
}

}  // namespace

TEST_CASE("target weights do what a strategy does that sends them at those bars") {
  for (const int symbols : {1, 3}) {
    const Market market = market_of(synthetic(symbols));
    SignalTable table;
    Script script;
    for (std::size_t s = 0; s < market.symbols().size(); ++s) {
      SymbolSignals rows = rows_of(market, s);
      rows.weights = some_weights(rows.times_ns.size(), s + 1);
      write_weights(rows, 0, script);
      table.symbols.push_back(std::move(rows));
    }
    CHECK(check_same(synthetic(symbols), market, table, script) > 20);
  }
}

TEST_CASE("entries and exits of both sides do what a strategy does that keeps its side") {
  for (const int symbols : {1, 3}) {
    const Market market = market_of(synthetic(symbols));
    SignalTable even;
    SignalTable given{.weight = 0.1};
    Script even_script;
    Script given_script;
    for (std::size_t s = 0; s < market.symbols().size(); ++s) {
      SymbolSignals rows = rows_of(market, s);
      add_flags(rows, s + 1);
      write_flags(rows, 1.0 / symbols, even_script);
      write_flags(rows, 0.1, given_script);
      even.symbols.push_back(rows);
      given.symbols.push_back(std::move(rows));
    }
    std::ranges::reverse(even.symbols);  // in any order
    CHECK(check_same(synthetic(symbols), market, even, even_script) > 20);
    CHECK(check_same(synthetic(symbols), market, given, given_script) > 20);
  }
}

TEST_CASE("rows are found by the opens of bars where others are missing") {
  const GappyFiles files({"A", "B"});
  const Market market = market_of(files.yaml());
  SignalTable table;
  Script script;
  for (std::size_t s = 0; s < 2; ++s) {
    SymbolSignals rows = rows_of(market, s, core::kHour);
    CHECK(rows.times_ns.size() < 990);
    rows.weights = some_weights(rows.times_ns.size(), s + 7);
    write_weights(rows, core::kHour, script);
    table.symbols.push_back(std::move(rows));
  }
  CHECK(check_same(files.yaml(), market, table, script) > 20);
}

TEST_CASE("rows that ask for something where there is no bar are refused with their numbers") {
  const GappyFiles files({"A"});
  const Market market = market_of(files.yaml());
  SymbolSignals rows{.symbol = "A"};
  std::vector<std::int64_t> missing;
  const SymbolSignals there = rows_of(market, 0, core::kHour);
  for (std::int64_t hour = 0; hour < 1'000; ++hour) {
    rows.times_ns.push_back(1'704'067'200 * core::kSecond + hour * core::kHour);
    if (!std::ranges::binary_search(there.times_ns, rows.times_ns.back())) {
      missing.push_back(hour + 1);
    }
  }
  REQUIRE(missing.size() > 20);
  rows.weights.assign(1'000, 0.5);
  const Plan plan = plan_of(files.yaml(), signals_strategy({.symbols = {rows}}));
  const auto error = thrown_by([&] { backtest::run(plan, market); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(mentions(error, fmt::format("signals of A: {} of 1000 rows that ask for something have no "
                                    "bar: rows {}, {}, {}, {}, {} and {} more",
                                    missing.size(), missing[0], missing[1], missing[2], missing[3],
                                    missing[4], missing.size() - 5)));
  CHECK(mentions(error, "each stamped with its bar's open"));
  CHECK(thrown_by([&] { backtest::check(plan, market); }).has_value());
  for (const std::int64_t row : missing) {  // what asks for nothing needs no bar
    rows.weights[static_cast<std::size_t>(row - 1)] = kNone;
  }
  CHECK_NOTHROW(
      backtest::run(plan_of(files.yaml(), signals_strategy({.symbols = {rows}})), market));
}

TEST_CASE(
    "signals of symbols that the run does not have, and without any bar, are refused at once") {
  const Market market = market_of(synthetic(3));
  SymbolSignals late = rows_of(market, 1);
  for (std::int64_t& time : late.times_ns) {
    time += 10'000 * core::kDay;
  }
  late.weights.assign(late.times_ns.size(), 1);
  SignalTable table{.symbols = {late,
                                {.symbol = "SYN1", .times_ns = {1}, .weights = {1}},
                                {.symbol = "SYN99", .times_ns = {1}, .weights = {1}}}};
  const auto error =
      thrown_by([&] { backtest::run(plan_of(synthetic(3), signals_strategy(table)), market); });
  REQUIRE(error);
  CHECK(error->faults().size() == 3);
  CHECK(mentions(error, "signals: the run has no symbol 'SYN1'"));
  CHECK(mentions(error, "did you mean '" + market.symbols()[0]));
  CHECK(mentions(error, "signals of " + market.symbols()[1] + ": no row has a bar"));
  CHECK(mentions(error, "stamp each row with its bar's close"));
  const auto unnamed = thrown_by([&] {
    const SymbolSignals rows{.times_ns = late.times_ns, .weights = late.weights};
    backtest::run(plan_of(synthetic(3), signals_strategy({.symbols = {rows}})), market);
  });
  CHECK(mentions(unnamed, "the signals name no symbol, and the run has 3"));
}

TEST_CASE("rows outside of the run's time are not acted on and said so") {
  const Market market = market_of(synthetic(1));
  SymbolSignals rows = rows_of(market, 0);
  rows.symbol.clear();  // the only one
  rows.weights = some_weights(rows.times_ns.size(), 3);
  const backtest::Window window{rows.times_ns[500], rows.times_ns[1'200]};
  SymbolSignals inside{.symbol = market.symbols()[0]};
  for (std::size_t i = 501; i <= 1'200; ++i) {
    inside.times_ns.push_back(rows.times_ns[i]);
    inside.weights.push_back(rows.weights[i]);
  }
  Script script;
  write_weights(inside, 0, script);
  CHECK(check_same(synthetic(1), market, {.symbols = {rows}}, script, window) > 10);
  const Plan plan = plan_of(synthetic(1), signals_strategy({.symbols = {rows}}));
  CHECK(warns_of_outside(backtest::run(plan, market, window)));
  CHECK_FALSE(warns_of_outside(backtest::run(plan, market)));
  const Plan fitting = plan_of(synthetic(1), signals_strategy({.symbols = {inside}}));
  CHECK_FALSE(warns_of_outside(backtest::run(fitting, market, window)));
}

TEST_CASE("signals of a symbol that the config lets be left out are outside of the run") {
  const GappyFiles files({"A"});
  const std::vector<std::string> skipping{"data.symbols=[A, GONE]", "data.missing=skip"};
  SymbolSignals rows = rows_of(market_of(files.yaml()), 0, core::kHour);
  rows.weights.assign(rows.times_ns.size(), 0.5);
  const SymbolSignals gone{.symbol = "GONE", .times_ns = {1}, .weights = {1}};
  const Plan plan = plan_of(files.yaml(), signals_strategy({.symbols = {rows, gone}}), skipping);
  const backtest::Result result = backtest::run(plan, Market::load(plan));
  CHECK(result.fills().size() == 1);
  CHECK(warns_of_outside(result));
}

TEST_CASE("rows of daily bars are stamped with the date of the session") {
  for (const char* venue : {"24x7", "us_equity"}) {
    const TempFolder folder;
    std::ofstream(folder / "A.csv") << "timestamp,open,high,low,close,volume\n"
                                       "2020-01-06,10,12,9,11,1\n2020-01-07,11,12,9,10,1\n"
                                       "2020-01-08,10,12,9,11,1\n2020-01-09,11,12,9,10,1\n";
    const std::string yaml = fmt::format(
        "data:\n  source: csv\n  path: \"{}/A.csv\"\n  symbols: [A]\n  bar: 1d\n  venue: {}\n"
        "  time: {{format: \"%Y-%m-%d\"}}\n{}",
        folder.path().string(), venue, kBroker);
    const Market market = market_of(yaml);
    const std::int64_t monday = 18'267 * core::kDay;  // 2020-01-06
    const SymbolSignals rows{.times_ns = {monday, monday + core::kDay, monday + 2 * core::kDay},
                             .weights = {0.5, kNone, 0}};
    Script script;
    script[{"A", market.step_time_ns(0)}] = 0.5;
    script[{"A", market.step_time_ns(2)}] = 0;
    CHECK(check_same(yaml, market, {.symbols = {rows}}, script) == 2);
  }
}

TEST_CASE("a bar that its session cuts short is found by its open") {
  const TempFolder folder;
  std::ofstream file(folder / "A.csv");
  file << "timestamp,open,high,low,close,volume\n";
  const std::int64_t monday = 1'578'321'000;  // 2020-01-06 14:30 UTC, the open in New York
  std::vector<std::int64_t> opens;
  for (int day = 0; day < 3; ++day) {
    for (int hour = 0; hour < 7; ++hour) {
      opens.push_back(monday + day * 86'400 + hour * 3'600);
      file << opens.back() << ",10,12,9,11,1\n";
    }
  }
  file.close();
  const std::string yaml = fmt::format(
      "data:\n  source: csv\n  path: \"{}/A.csv\"\n  symbols: [A]\n  bar: 1h\n  venue: us_equity\n"
      "  time: {{format: epoch_s, stamp: open}}\n{}",
      folder.path().string(), kBroker);
  const Market market = market_of(yaml);
  REQUIRE(market.step_time_ns(6) == (opens[6] + 1'800) * core::kSecond);  // 16:00
  const SymbolSignals rows{.times_ns = {opens[6] * core::kSecond, opens[8] * core::kSecond},
                           .entries = {1, 0},
                           .exits = {0, 1}};
  Script script;
  script[{"A", market.step_time_ns(6)}] = 1;
  script[{"A", market.step_time_ns(8)}] = 0;
  CHECK(check_same(yaml, market, {.symbols = {rows}}, script) == 2);
}

TEST_CASE("signals know nothing of the future, and the record says which they were") {
  const Market market = market_of(synthetic(3));
  SymbolSignals rows = rows_of(market, 1);
  add_flags(rows, 4);
  const backtest::CallersStrategy strategy = signals_strategy({.name = "mine", .symbols = {rows}});
  const Plan plan = plan_of(synthetic(3), strategy);
  const backtest::CausalityReport report = backtest::check_causality(plan, market, 3);
  CHECK(report.clean());
  CHECK(report.compared.orders > 0);
  for (const backtest::PluginTrial& trial : report.trials) {
    CHECK(trial.difference.empty());  // of the one that dates everything 28 years later too
  }
  const backtest::Result result = backtest::run(plan, market);
  const analysis::PluginRecord& record = result.state().record.provenance.plugins.back();
  CHECK(record.name == "mine");
  CHECK(record.path == "made by the caller");
  CHECK(record.hash == strategy.hash);
  CHECK(record.params.empty());
  CHECK(
      mentions(thrown_by([&] { plan_of(synthetic(3), strategy, {"strategy.params.x=1"}); }), "x"));
}
