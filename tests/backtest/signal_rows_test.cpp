// SPDX-License-Identifier: Apache-2.0
#include "backtest/signal_rows.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;
using backtest::checked_rows;
using backtest::SignalTable;
using backtest::SymbolSignals;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

SignalTable table_of(std::vector<SymbolSignals> symbols) {
  return {.symbols = std::move(symbols)};
}

std::string hash_of(std::vector<std::int64_t> times, std::vector<double> weights) {
  return checked_rows(table_of({{.symbol = "A", .times_ns = times, .weights = weights}})).hash;
}

}  // namespace

TEST_CASE("rows that ask for something are taken with their numbers") {
  const backtest::SignalRows rows = checked_rows(table_of(
      {{.symbol = "B", .times_ns = {1, 2, 3}, .weights = {0.5, kNone, -0.0}},
       {.symbol = "A", .times_ns = {5, 6, 7, 8}, .entries = {0, 1, 0, 1}, .exits = {1, 0, 0, 0}}}));
  REQUIRE(rows.symbols.size() == 2);
  CHECK(rows.of("A") == &rows.symbols[0]);
  CHECK(rows.of("B") == &rows.symbols[1]);
  CHECK(rows.of("C") == nullptr);
  REQUIRE(rows.symbols[0].rows.size() == 3);
  CHECK(rows.symbols[0].rows[1].row == 2);
  CHECK(rows.symbols[0].rows[1].stamp_ns == 6);
  CHECK(rows.symbols[0].rows[1].flags == backtest::kEntry);
  REQUIRE(rows.symbols[1].rows.size() == 2);
  CHECK(rows.symbols[1].rows[1].row == 3);
  CHECK_FALSE(std::signbit(rows.symbols[1].rows[1].weight));
}

TEST_CASE("every fault of a table of signals is thrown at once with the numbers of its rows") {
  const auto error = thrown_by([] {
    checked_rows({.name = "mine",
                  .symbols = {{.symbol = "A",
                               .times_ns = {1, 3, 3, 2, 9, 8, 7, 6, 5, 4},
                               .weights = {1, 1, 1, 1, 1, 1, 1, 1, -kInfinite, kInfinite}},
                              {.symbol = "B",
                               .times_ns = {1, 2, 3, 4},
                               .entries = {1, 1, 0, 2},
                               .exits = {1, 0, 0, 0},
                               .short_entries = {0, 1, 1, 0},
                               .short_exits = {0, 0, 1, 0}},
                              {.symbol = "A"},
                              {.symbol = "C", .times_ns = {1, 2}, .weights = {1}},
                              {.symbol = "D", .times_ns = {1}, .weights = {1}, .entries = {1}},
                              {.symbol = "E", .times_ns = {1}}},
                  .weight = -1});
  });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  for (const char* fault :
       {"mine of A: the time of the row before comes again in row 3",
        "mine of A: the time is before that of the row before in rows 4, 6, 7, 8, 9 and 1 more",
        "mine of A: the weight is infinite in rows 9, 10", "mine of B: entry and exit in row 1",
        "mine of B: entry and short entry in row 2",
        "mine of B: short entry and short exit in row 3",
        "mine of B: a flag is neither 0 nor 1 in row 4", "mine: the symbol 'A' comes twice",
        "mine of A: has no rows", "mine of C: weights has 1 values, times_ns has 2",
        "mine of D: has weights beside entries and exits",
        "mine of E: has neither weights nor entries",
        "mine: weight: expected a number above 0, found -1"}) {
    INFO(fault);
    CHECK(mentions(error, fault));
  }
  CHECK(error->faults().size() == 13);
}

TEST_CASE("a table without rows, names or use of its weight is refused") {
  CHECK(mentions(thrown_by([] { checked_rows({}); }), "there are no signals"));
  const SymbolSignals weights{.symbol = "A", .times_ns = {1}, .weights = {1}};
  CHECK(mentions(thrown_by([&] { checked_rows({.symbols = {weights}, .weight = 0.5}); }),
                 "no symbol has entries"));
  SymbolSignals unnamed = weights;
  unnamed.symbol.clear();
  CHECK_NOTHROW(checked_rows(table_of({unnamed})));
  CHECK(mentions(thrown_by([&] {
                   checked_rows(table_of({unnamed, weights}));
                 }),
                 "a symbol has no name"));
}

TEST_CASE("an exit may go with the entry of the other side, and flags may all be 0") {
  const auto rows = checked_rows(table_of({{.times_ns = {1, 2, 3},
                                            .entries = {1, 0, 0},
                                            .exits = {0, 1, 0},
                                            .short_entries = {0, 1, 0},
                                            .short_exits = {1, 0, 0}}}));
  CHECK(rows.symbols[0].rows.size() == 2);
  CHECK(checked_rows(table_of({{.times_ns = {1}, .entries = {0}}})).symbols[0].rows.empty());
}

TEST_CASE("signals have the hash of what they ask for") {
  const std::string hash = hash_of({1, 2, 3}, {0.5, kNone, 0.0});
  CHECK(hash.size() == 32);
  CHECK(hash_of({1, 2, 3}, {0.5, -kNone, -0.0}) == hash);  // another NaN, and the same 0
  CHECK(hash_of({1, 3}, {0.5, 0}) == hash);                // a row that asks for nothing
  CHECK(hash_of({1, 4}, {0.5, 0}) != hash);
  CHECK(hash_of({1, 3}, {0.25, 0}) != hash);
  const SymbolSignals a{.symbol = "A", .times_ns = {1}, .entries = {1}};
  const SymbolSignals b{.symbol = "B", .times_ns = {1}, .short_entries = {1}};
  CHECK(checked_rows(table_of({a, b})).hash == checked_rows(table_of({b, a})).hash);
  CHECK(checked_rows(table_of({a})).hash != checked_rows(table_of({b})).hash);
  CHECK(checked_rows({.symbols = {a}, .weight = 0.5}).hash !=
        checked_rows({.symbols = {a}, .weight = 0.25}).hash);
}
