// SPDX-License-Identifier: Apache-2.0
// A walk-forward window in which one of many symbols had not been listed yet, or had ended, was
// rejected, and so were 499 good files for one bad one. Such symbols are left out where the config
// may: always under `symbols: all`, under data.missing: skip where they are named, and bad ones
// under data.bad_symbols: skip. They are named with the reason.
#include <fmt/format.h>
#include <algorithm>
#include <barometer/backtest/api/run.hpp>
#include <filesystem>
#include <fstream>

#include "backtest/market_state.hpp"
#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using backtest::Market;
using backtest::Plan;
using backtest::Window;
using barometer_test::TempFolder;

namespace {

constexpr std::int64_t kFirst = 18'262 * core::kDay;  // 2020-01-01

void write_bars(const std::filesystem::path& file, int from_day, int days, const char* last = "") {
  std::ofstream out(file);
  out << "timestamp,open,high,low,close,volume\n";
  for (int i = 0; i < days; ++i) {
    const double price = 100 + (from_day + i) % 7;
    out << fmt::format("{},{},{},{},{},1000\n",
                       core::format_date(kFirst + (from_day + i) * core::kDay), price, price + 2,
                       price - 2, price + 1);
  }
  out << last;
}

// A and B have 60 days, LATE the last 20 of them, ENDED the first 20, BAD a word for a price.
struct Folder {
  TempFolder temporary;

  Folder() {
    write_bars(temporary / "A.csv", 0, 60);
    write_bars(temporary / "B.csv", 0, 60);
    write_bars(temporary / "LATE.csv", 40, 20);
    write_bars(temporary / "ENDED.csv", 0, 20);
  }

  void add_bad() { write_bars(temporary / "BAD.csv", 0, 60, "2020-03-05,1,1,1,what,1\n"); }

  Plan plan(const std::string& data_keys, std::vector<std::string> overrides = {}) const {
    return Plan::parse(
        fmt::format("data:\n  source: csv\n  path: \"{}/{{symbol}}.csv\"\n  bar: 1d\n"
                    "  time: {{format: \"%Y-%m-%d\"}}\n{}"
                    "regime: {{plugin: regime}}\nstrategy: {{plugin: buy_and_hold}}\n",
                    temporary.path().string(), data_keys),
        {.file = "u.yaml",
         .overrides = std::move(overrides),
         .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
  }
};

using Names = std::vector<std::string>;

std::vector<data::LeftOut> left_out(const Market& market) {
  return market.state().data.left_out;
}

std::string message(const std::function<void()>& body) {
  try {
    body();
    return "";
  } catch (const core::Error& error) {
    return error.what();
  }
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

Window window(const char* from, const char* to) {
  return {core::parse_utc(from), core::parse_utc(to)};
}

void check_same(const backtest::Result& a, const backtest::Result& b) {
  CHECK(a.fingerprint() == b.fingerprint());
  CHECK(a.fills().size() == b.fills().size());
  CHECK_FALSE(a.fills().empty());
}

}  // namespace

TEST_CASE("symbols: all leaves out what has no bar in the period, and names it") {
  const Folder folder;
  const Plan plan = folder.plan("  from: 2020-01-25\n  to: 2020-02-05\n");
  const Market market = Market::load(plan);
  CHECK(market.symbols() == Names{"A", "B"});
  REQUIRE(left_out(market).size() == 2);
  CHECK(left_out(market)[0].symbol == "ENDED");
  CHECK(left_out(market)[0].why == data::LeftOutWhy::no_bars);
  CHECK(has(left_out(market)[0].reason, "no bar between data.from (2020-01-25T00:00:00Z)"));
  CHECK(left_out(market)[1].symbol == "LATE");
  const auto codes = backtest::run(plan, market).warnings();
  CHECK(std::ranges::count(codes, "symbols_left_out") == 1);
}

TEST_CASE("a window leaves out the same symbols, with the same bits") {
  const Folder folder;
  const Plan plan = folder.plan("");
  const Market market = Market::load(plan);
  const backtest::Tags tags = backtest::Tags::compute_all(plan, market);
  const Plan stated = folder.plan("", {"data.from=2020-01-25", "data.to=2020-02-05"});
  const backtest::Result own = backtest::run(stated, Market::load(stated));
  const Window middle = window("2020-01-25", "2020-02-05");
  check_same(own, backtest::run(plan, market, middle));
  check_same(own, backtest::run(plan, market, tags, middle));
  CHECK(has(message([&] { backtest::run(plan, market, window("2021-01-01", "2021-02-01")); }),
            "no bar in the window"));
}

TEST_CASE("named symbols are refused, or left out under data.missing: skip") {
  const Folder folder;
  const std::string named = "  symbols: [LATE, A, NONE]\n";
  CHECK(has(message([&] { Market::load(folder.plan(named)); }), "NONE has no file NONE.csv"));
  const Plan plan = folder.plan(named + "  missing: skip\n  to: 2020-02-05\n");
  const Market market = Market::load(plan);
  CHECK(market.symbols() == Names{"A"});
  REQUIRE(left_out(market).size() == 2);
  CHECK(left_out(market)[0].symbol == "NONE");
  CHECK(left_out(market)[0].why == data::LeftOutWhy::no_file);
  CHECK(left_out(market)[1].symbol == "LATE");
  CHECK(has(message([&] { Market::load(folder.plan("  symbols: [A, LATE]\n  to: 2020-02-05\n")); }),
            "data.missing: skip"));
}

TEST_CASE("excluded symbols are left out, and an unknown one is asked back") {
  const Folder folder;
  CHECK(Market::load(folder.plan("  exclude: [B, LATE]\n")).symbols() == Names{"A", "ENDED"});
  CHECK(Market::load(folder.plan("  symbols: [B, A]\n  exclude: [B]\n")).symbols() == Names{"A"});
  const auto wrong = [&](const char* keys) {
    return message([&] { Market::load(folder.plan(keys)); });
  };
  CHECK(has(wrong("  exclude: [LATTE]\n"), "did you mean 'LATE'?"));
  CHECK(has(wrong("  exclude: [LATTE]\n"), "u.yaml:6:13"));
  CHECK(has(wrong("  symbols: [A, B]\n  exclude: [LATE]\n"), "no symbol 'LATE' to leave out"));
  CHECK(has(wrong("  exclude: [A, B, LATE, ENDED]\n"), "leaves out every symbol"));
}

TEST_CASE("one bad file is left out on request, with its first fault") {
  Folder folder;
  folder.add_bad();
  CHECK(has(message([&] { Market::load(folder.plan("")); }), "close is 'what'"));
  const Market market = Market::load(folder.plan("  bad_symbols: skip\n"));
  CHECK(market.symbols() == Names{"A", "B", "ENDED", "LATE"});
  REQUIRE(left_out(market).size() == 1);
  CHECK(left_out(market)[0].why == data::LeftOutWhy::bad_data);
  CHECK(has(left_out(market)[0].reason, "BAD.csv:62:"));
  CHECK(has(left_out(market)[0].reason, "close is 'what'"));
}

TEST_CASE("a benchmark that was left out is told with the reason; instruments may name it") {
  Folder folder;
  folder.add_bad();
  const Plan named = folder.plan("  bad_symbols: skip\n",
                                 {"broker.instruments={BAD: {tick: 0.01}, A: {tick: 0.01}}"});
  backtest::check(named, Market::load(named));
  const Plan plan = folder.plan("  bad_symbols: skip\n", {"output.benchmark=BAD"});
  const std::string said = message([&] { backtest::check(plan, Market::load(plan)); });
  CHECK(has(said, "the run has no symbol 'BAD'; it was left out: "));
}

TEST_CASE("a market that lacks symbols for its data.from serves no earlier one") {
  const Folder folder;
  const Plan late = folder.plan("", {"data.from=2020-02-01"});
  const Plan early = folder.plan("", {"data.from=2020-01-05"});
  const Market market = Market::load(late);
  CHECK(has(message([&] { backtest::run(early, market); }), "earliest data.from"));
}
