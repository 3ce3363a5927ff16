// SPDX-License-Identifier: Apache-2.0
// A bad strategy harms only its run, and the message names plug-in, step, bars and time.

#include <cfenv>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

core::Error failure_of(const std::string& name, const Given& given) {
  const auto error = error_of([&] { run_strategy(fixture(name), given, waving_market(2, 20)); });
  REQUIRE(error);
  return *error;
}

// The place of a failure in step 7: the eighth hour of 2024.
const std::string kStepSeven = "step 7 at 2024-01-01T08:00:00Z (S0 bar 7, S1 bar 7): ";

}  // namespace

TEST_CASE("whatever a strategy throws in a step ends the run with its place") {
  const auto thrown = [](const std::string& what) {
    return failure_of("throwing_strategy", {{"what", what}, {"at_step", "7"}});
  };
  const core::Error error = thrown("std_exception");
  CHECK(error.kind() == core::ErrorKind::plugin_failed);
  CHECK(says(error, fixture("throwing_strategy").string()));
  CHECK(
      says(error, "strategy 'throwing_strategy': " + kStepSeven + "the fixture threw on purpose"));
  CHECK(says(thrown("own_type"), kStepSeven + "threw something that is not a std::exception"));
  CHECK(says(thrown("int"), kStepSeven + "threw something that is not a std::exception"));
}

TEST_CASE("whatever a strategy throws when it is made is reported with its name") {
  for (const char* what : {"std_exception", "own_type", "int"}) {
    const core::Error error =
        failure_of("throwing_strategy", {{"where", "create"}, {"what", what}});
    CHECK(error.kind() == core::ErrorKind::plugin_failed);
    CHECK(says(error, "strategy 'throwing_strategy': "));
  }
}

TEST_CASE("parameters that make no sense together are the user's fault, not the plug-in's") {
  const auto error = error_of([] {
    run_strategy(shipped("sma_cross"), {{"fast", "50"}, {"slow", "10"}}, waving_market(1, 5));
  });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(says(*error, "strategy 'sma_cross': fast (50 bars) must be below slow (10 bars)"));
}

TEST_CASE("a strategy that needs tags says so where there are none") {
  const auto error =
      error_of([] { run_strategy(shipped("regime_momentum"), {}, waving_market(1, 5)); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(says(*error, "the run's tagger has: none (add a regime: group)"));
}

TEST_CASE("a strategy that switches the rounding mode is caught, and the mode put back") {
  CHECK(says(failure_of("misbehaving_strategy", {{"sin", "rounds_up_in_create"}}),
             "create switched the floating-point mode"));
  CHECK(std::fegetround() == FE_TONEAREST);
  CHECK(says(failure_of("misbehaving_strategy", {{"sin", "rounds_up_in_step"}}),
             "step 0 at 2024-01-01T01:00:00Z (S0 bar 0, S1 bar 0): switched the floating-point "
             "mode"));
  CHECK(std::fegetround() == FE_TONEAREST);
}

TEST_CASE("orders for which a step's buffer has no room are refused, and the run goes on") {
  for (const char* strategy : {"misbehaving_strategy", "raw_strategy"}) {
    const loop::LoopResult run =
        run_strategy(fixture(strategy), {{"sin", "too_many_orders"}}, waving_market(1, 10));
    const auto orders = run.orders.view();
    CHECK(std::count_if(orders.begin(), orders.end(), [](const orders::OrderRecord& order) {
            return order.reason == BM_REASON_TOO_MANY_ORDERS && order.symbol == orders::kNoSymbol;
          }) >= 10);
  }
}

TEST_CASE("writing beyond the buffer ends the run") {
  CHECK(says(failure_of("raw_strategy", {{"sin", "counts_beyond_capacity"}}),
             "wrote beyond the 64 orders that its buffer holds"));
  CHECK(says(failure_of("raw_strategy", {{"sin", "texts_beyond_capacity"}}),
             "wrote beyond the 64 rows of text that its buffer holds"));
  CHECK(says(failure_of("raw_strategy", {{"sin", "series_beyond_capacity"}}),
             "wrote beyond the 3 series values that its buffer holds"));
}

TEST_CASE("rows and values that make no sense end the run by name") {
  const std::string first = "step 0 at 2024-01-01T01:00:00Z (S0 bar 0, S1 bar 0): ";
  CHECK(says(failure_of("raw_strategy", {{"sin", "row_too_long"}}),
             first + "wrote a row of text of 257 bytes, expected at most 256"));
  CHECK(says(failure_of("raw_strategy", {{"sin", "row_of_no_symbol"}}),
             first + "wrote a row of text for symbol 2, expected one of the universe's 2"));
  CHECK(says(failure_of("raw_strategy", {{"sin", "undeclared_series"}}),
             first + "wrote a value of series 1, but has declared 1"));
}

TEST_CASE("series that make no sense are refused before the first step, as the plug-in's fault") {
  const core::Error error = failure_of("raw_strategy", {{"sin", "series_of_one_name"}});
  CHECK(error.kind() == core::ErrorKind::plugin_failed);
  CHECK(says(error, "strategy 'raw_strategy': series 'spread' is declared twice"));
}

TEST_CASE("a strategy in plain C writes rows and values") {
  const loop::LoopResult run =
      run_strategy(fixture("raw_strategy"), {{"sin", "no_utf8"}}, waving_market(1, 10));
  REQUIRE(run.written.log.size() == 10);
  CHECK(std::string(run.written.log[9].text.text, 3) == "\"\xFF\"");
  CHECK(run.written.log[9].step == 9);
  REQUIRE(run.written.values.size() == 10);
  CHECK(run.written.series.at(0).unit == "quote currency");
}

TEST_CASE("a strategy that fails shows the last rows of its log, those of the step included") {
  const core::Error error = failure_of("logging_strategy", {{"fail_at", "7"}});
  CHECK(says(error, kStepSeven + "failed on purpose\n    the last rows of its log:\n"));
  CHECK(says(error, "\n    2024-01-01T08:00:00Z  S1  close 1"));
  CHECK(std::string(error.what()).ends_with("Z  about to fail"));
}

TEST_CASE("an order that makes no sense is rejected and the run goes on") {
  for (const char* sin : {"unknown_symbol", "nan_amount"}) {
    const loop::LoopResult run =
        run_strategy(fixture("misbehaving_strategy"), {{"sin", sin}}, waving_market(1, 10));
    REQUIRE(run.orders.size() == 20);
    for (std::size_t i = 0; i < run.orders.size(); i += 2) {
      CHECK(run.orders[i].status == BM_ORDER_REJECTED);
      CHECK(run.orders[i].reason == BM_REASON_INVALID);
    }
    CHECK(run.fills.size() == 9);  // the good order of every step but the last one
  }
}

TEST_CASE("a read of what is not there says where, what was asked and what to write") {
  CHECK(says(failure_of("misbehaving_strategy", {{"sin", "reads_before_the_first_bar"}}),
             "strategy 'misbehaving_strategy': " + kStepSeven +
                 "S1, bar 7: ago(20) asks for a bar before the symbol's first, at most 7 can be "
                 "asked for here: guard it with `bar.index >= 20`, or write bar.ago_or(k, "
                 "fallback)"));
  CHECK(says(failure_of("misbehaving_strategy", {{"sin", "reads_no_symbol"}}),
             "(S0 bar 0, S1 bar 0): ctx.position(2) of a run that has 2 symbols, counted "
             "from 0: take bar.symbol, ctx.active(i) or setup.symbol(name)"));
}

TEST_CASE("orders on the bars of the declared warm-up are dropped and counted") {
  const loop::LoopResult run = run_strategy(
      fixture("misbehaving_strategy"), {{"sin", "trades_in_its_warm_up"}}, waving_market(1, 10));
  CHECK(run.warmup_bars == 3);
  CHECK(run.early_orders == 3);
  REQUIRE(run.orders.size() == 7);
  const loop::LoopResult whole =
      run_strategy(fixture("misbehaving_strategy"), {}, waving_market(1, 10));
  CHECK(whole.early_orders == 0);
  REQUIRE(whole.orders.size() == 10);
  CHECK(run.orders[0].time_ns == whole.orders[3].time_ns);  // the fourth bar, of index 3
}

TEST_CASE("an instance that is not there is refused") {
  CHECK(says(failure_of("raw_strategy", {{"sin", "null_instance"}}),
             "create said BM_OK but gave no instance"));
}

TEST_CASE("a failure without words, and words without an end") {
  CHECK(says(failure_of("raw_strategy", {{"sin", "silent_failure"}}), "failed without saying why"));
  CHECK(says(failure_of("raw_strategy", {{"sin", "endless_text"}}), std::string(512, 'a')));
}
