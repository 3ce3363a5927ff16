// SPDX-License-Identifier: Apache-2.0
// What is not there is named when it is read, and costs no allocation when it is there.
#include <barometer/sdk/bad_read.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/regime_tagger.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <string>

#include "allocation_count.hpp"
#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Cast;
using barometer_test::refusal;
using barometer_test::Scene;

namespace {

bool contains(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

constexpr bm_calendar_row kMonday{0, 100, 4, 570, BM_DAY_MONTH_END, 0, 0, 0};

}  // namespace

TEST_CASE("ago is checked: before the first bar, behind the last, and on a bar without a past") {
  Scene scene;
  const Bar bar = scene.context().bar(0);
  CHECK(bar.ago(2).close == 1);
  CHECK(refusal([&] { (void)bar.ago(3); }) ==
        "ago(3) asks for a bar before the symbol's first, at most 2 can be asked for here: guard "
        "it with `bar.index >= 3`, or write bar.ago_or(k, fallback)");
  CHECK(refusal([&] { (void)bar.ago(-1); }) ==
        "ago(-1) asks for a later bar, which has not closed: bars are counted back, from 0 on");
  CHECK(contains(refusal([&] { (void)bar.ago(INT64_MIN); }), "asks for a later bar"));
  CHECK(contains(refusal([&] { (void)bar.ago(INT64_MAX); }), "before the symbol's first"));
  CHECK(contains(refusal([&] { (void)Bar{}.ago(0); }), "on a bar without a past"));
}

TEST_CASE("the checked read says which bar of which symbol it was") {
  Scene scene;
  const Bar bar = scene.context().bar(1);
  try {
    (void)bar.ago(1).ago(2);
    FAIL("no bar is there");
  } catch (const BadRead& bad) {
    CHECK(bad.symbol() == 1);
    CHECK(bad.bar() == 1);
    const Cast cast;
    CHECK(detail::placed(bad, cast.universe).starts_with("B, bar 1: ago(2) asks for"));
  }
}

TEST_CASE("a fallback stands in for a bar that the symbol has not had, and for nothing else") {
  Scene scene;
  const Bar bar = scene.context().bar(0);
  Bar other;
  other.close = 77;
  CHECK(bar.ago_or(2, other).close == 1);
  CHECK(bar.ago_or(3, other).close == 77);
  CHECK(bar.ago_or(1, &Bar::close, -5) == 2);
  CHECK(bar.ago_or(3, &Bar::close, -5) == -5);
  CHECK(bar.ago_unchecked(2).close == 1);
  CHECK(contains(refusal([&] { (void)bar.ago_or(-1, other); }), "ago_or(-1) asks for a later bar"));
  CHECK(contains(refusal([&] { (void)bar.ago_or(-1, &Bar::low, 0); }), "ago_or(-1) asks"));
  CHECK(contains(refusal([&] { (void)Bar{}.ago_or(1, other); }), "without a past"));
}

TEST_CASE("the calendar is that of the latest bar alone") {
  Scene scene;
  scene.symbols[0].calendar = &kMonday;
  const Context ctx = scene.context();
  const Bar bar = ctx.bar(0);
  CHECK(bar.date() == Date::of(1970, 1, 5));
  CHECK(bar.weekday() == Weekday::monday);
  CHECK(bar.minute() == 9 * 60 + 30);
  CHECK(bar.session_open_ns() == 0);
  CHECK(bar.session_close_ns() == 100);
  CHECK(ctx.calendar(0).flags == BM_DAY_MONTH_END);
  CHECK(contains(refusal([&] { (void)bar.ago(1).date(); }), "of the latest bar"));
  CHECK(contains(refusal([&] { (void)ctx.calendar(1); }), "of the latest bar"));
  CHECK(contains(refusal([&] { (void)Bar{}.minute(); }), "a tagger reads block.calendar(k)"));
  CHECK(contains(refusal([&] { (void)Bar{}.raw(); }), "raw() of a bar"));
}

TEST_CASE("a symbol that is none of the run, and one without a bar, are named") {
  Scene scene;
  scene.symbols[1].bar_count = 0;
  Context ctx = scene.context();
  CHECK(refusal([&] { (void)ctx.bar(2); }) ==
        "ctx.bar(2) of a run that has 2 symbols, counted from 0: take bar.symbol, ctx.active(i) or "
        "setup.symbol(name)");
  CHECK(contains(refusal([&] { (void)ctx.position(7); }), "ctx.position(7) of a run that has 2"));
  CHECK(contains(refusal([&] { (void)ctx.bar_count(2); }), "ctx.bar_count(2)"));
  CHECK(contains(refusal([&] { (void)ctx.average_price(2); }), "ctx.average_price(2)"));
  CHECK(contains(refusal([&] { (void)ctx.working(2); }), "ctx.working(2)"));
  CHECK(contains(refusal([&] { (void)ctx.factor(2); }), "ctx.factor(2)"));
  CHECK(contains(refusal([&] { (void)ctx.is_warm(2); }), "ctx.is_warm(2)"));
  CHECK(contains(refusal([&] { (void)ctx.active(2); }), "ctx.active(i) of more symbols"));
  CHECK(contains(refusal([&] { ctx.close(2); }), "ctx.position(2)"));
  CHECK(contains(refusal([&] { (void)ctx.bar(1); }), "has had no bar yet"));
}

TEST_CASE("tags are checked as bars are") {
  Scene scene;
  const Cast cast;
  const ScalarTag heat(cast.universe, "heat");
  const Bar bar = scene.context().bar(0);
  CHECK(heat.at(bar, 0) == 2.5F);
  CHECK(heat.at(bar, 2) == 0.5F);
  CHECK(refusal([&] { (void)heat.at(bar, 3); }) ==
        "at(bar, 3) asks for a bar before the symbol's first, at most 2 can be asked for here: "
        "guard it with `bar.index >= 3`");
  CHECK(contains(refusal([&] { (void)heat.at(bar, -1); }), "at(bar, -1) asks for a later bar"));
  CHECK(contains(refusal([&] { (void)heat[Bar{}]; }), "the tag of a bar that was not handed"));
  scene.tags[1].scalar = nullptr;
  CHECK(contains(refusal([&] { (void)heat[bar]; }), "setup.scalar(name)"));
}

TEST_CASE("a slot per symbol and an instrument are checked as the symbols are") {
  const Cast cast;
  const bm_params params{nullptr, nullptr, 0, 0};
  bm_declaration declared{};
  const Setup setup(params, cast.universe, declared);
  PerSymbol<double> slots(setup, 1.5);
  CHECK(slots[1] == 1.5);
  CHECK(contains(refusal([&] { slots[2] = 0; }), "PerSymbol(2) of a run that has 2 symbols"));
  CHECK(contains(refusal([&] { (void)setup.instrument(2); }), "setup.instrument(2)"));
}

TEST_CASE("a tagger reads its block and what lies before it, and nothing behind") {
  Scene scene;
  const TagBlock block(scene.symbols[0].bars, &kMonday, 1, 1, nullptr);
  CHECK(block.bar(0).close == 2);
  CHECK(block.bar(-1).close == 1);
  CHECK(block.calendar(0).session_date == 4);
  CHECK(refusal([&] { (void)block.bar(1); }) ==
        "block.bar(1) in a block of bars 1 to 1: k may be -1 to 0");
  CHECK(contains(refusal([&] { (void)block.bar(-2); }), "k may be -1 to 0"));
  CHECK(contains(refusal([&] { (void)block.calendar(-1); }), "k may be 0 to 0"));
  CHECK(contains(refusal([&] { (void)block.bar(0).ago(1); }), "a tagger reads block.bar(k)"));
}

TEST_CASE("what is there is read without an allocation") {
  Scene scene;
  scene.symbols[0].calendar = &kMonday;
  const Cast cast;
  const ScalarTag heat(cast.universe, "heat");
  const Context ctx = scene.context();
  const std::size_t before = allocation_count();
  const Bar bar = ctx.bar(0);
  const double sum = bar.ago(2).close + bar.ago_or(9, bar).close + heat.at(bar, 1) + bar.minute() +
                     closes(bar, 3)[0] + ctx.position(1);
  CHECK(allocation_count() == before);
  CHECK(sum == 1 + 3 + 1.5 + 570 + 1);
}
