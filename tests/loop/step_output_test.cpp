// SPDX-License-Identifier: Apache-2.0
#include "loop/step_output.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// Two symbols and two series; writes as a strategy in C does.
struct Desk {
  Desk() {
    view.symbol_count = 2;
    view.time_ns = 1'704'070'800'000'000'000;
    view.step = 7;
  }

  void offer() { output.offer(out); }

  void write(std::string_view text, std::uint32_t symbol = BM_NO_SYMBOL) {
    if (out.texts.count == out.texts.capacity) {
      ++out.texts.overflowed;
      return;
    }
    bm_text_row& row = out.texts.data[out.texts.count++];
    row.symbol = symbol;
    row.length = static_cast<std::uint32_t>(text.size());
    std::copy_n(text.data(), std::min<std::size_t>(text.size(), BM_TEXT_BYTES), row.text);
  }

  void plot(std::uint32_t series, double value, std::uint32_t symbol = BM_NO_SYMBOL) {
    if (out.series.count == out.series.capacity) {
      ++out.series.overflowed;
      return;
    }
    out.series.data[out.series.count++] = {series, symbol, value};
  }

  std::string take() { return output.take(view, out); }

  loop::StepOutput output{2, {{"spread", "quote currency"}, {"heat", ""}}};
  bm_step_output out{};
  bm_view view{};
};

std::string text_of(const core::LogRow& row) {
  return {row.text.text, row.text.length};
}

}  // namespace

TEST_CASE("rows and values are kept in the order of writing, with step and time") {
  Desk desk;
  desk.offer();
  CHECK_FALSE(loop::StepOutput::was_used(desk.out));
  desk.write("first", 1);
  desk.write("second");
  desk.plot(1, 2.5, 0);
  CHECK(loop::StepOutput::was_used(desk.out));
  CHECK(desk.take().empty());
  desk.view.step = 8;
  desk.offer();
  CHECK(desk.out.texts.count == 0);
  desk.plot(0, std::numeric_limits<double>::quiet_NaN());
  CHECK(desk.take().empty());
  const core::StrategyOutput kept = desk.output.hand_over();
  REQUIRE(kept.log.size() == 2);
  CHECK(text_of(kept.log[0]) == "first");
  CHECK(kept.log[0].text.symbol == 1);
  CHECK(kept.log[0].step == 7);
  CHECK(kept.log[0].time_ns == 1'704'070'800'000'000'000);
  CHECK(kept.log[1].text.symbol == BM_NO_SYMBOL);
  REQUIRE(kept.values.size() == 2);
  CHECK(kept.values[0].value.series == 1);
  CHECK(kept.values[0].value.symbol == 0);
  CHECK(kept.values[0].value.value == 2.5);
  CHECK(kept.values[1].step == 8);
  CHECK(std::isnan(kept.values[1].value.value));
  CHECK(kept.series.size() == 2);
  CHECK(kept.dropped_rows == 0);
}

TEST_CASE("a step holds 64 rows, or 8 a symbol, and a value for each series and symbol") {
  Desk desk;
  desk.offer();
  CHECK(desk.out.texts.capacity == 64);
  CHECK(desk.out.series.capacity == 2 * (2 + 1));
  loop::StepOutput many(100, {});
  many.offer(desk.out);
  CHECK(desk.out.texts.capacity == 800);
  CHECK(desk.out.series.capacity == 0);
}

TEST_CASE("what finds no room in a step is counted, the rest is kept") {
  Desk desk;
  desk.offer();
  for (int i = 0; i < 70; ++i) {
    desk.write("row " + std::to_string(i));
    desk.plot(0, i);
  }
  CHECK(desk.take().empty());
  const core::StrategyOutput kept = desk.output.hand_over();
  CHECK(kept.log.size() == 64);
  CHECK(text_of(kept.log[63]) == "row 63");
  CHECK(kept.dropped_rows == 6);
  CHECK(kept.values.size() == 6);
  CHECK(kept.dropped_values == 64);
}

TEST_CASE("a run keeps its first 100,000 rows, and offers no more room then") {
  Desk desk;
  for (int step = 0; step < 2'000; ++step) {
    desk.offer();
    for (int i = 0; i < 60; ++i) {
      desk.write("x");
    }
    REQUIRE(desk.take().empty());
  }
  desk.offer();
  CHECK(desk.out.texts.capacity == 0);
  const core::StrategyOutput kept = desk.output.hand_over();
  CHECK(kept.log.size() == 100'000);
  CHECK(kept.dropped_rows == 20'000);
  CHECK(kept.log[99'999].step == 7);
}

TEST_CASE("where nobody asks there is no room, and nothing is counted") {
  Desk desk;
  desk.output.keep(false);
  desk.offer();
  CHECK(desk.out.texts.capacity == 0);
  CHECK(desk.out.series.capacity == 0);
  desk.write("lost");
  desk.plot(0, 1);
  CHECK(desk.take().empty());
  desk.offer();
  CHECK(desk.out.texts.capacity == 0);
  const core::StrategyOutput kept = desk.output.hand_over();
  CHECK(kept.log.empty());
  CHECK(kept.dropped_rows == 0);
  CHECK(kept.dropped_values == 0);
}

TEST_CASE("rows that make no sense are refused by name") {
  const auto wrong = [](auto write) {
    Desk desk;
    desk.offer();
    write(desk);
    return desk.take();
  };
  CHECK(wrong([](Desk& desk) { desk.out.texts.count = 65; }) ==
        "wrote beyond the 64 rows of text that its buffer holds");
  CHECK(wrong([](Desk& desk) { desk.out.series.count = 7; }) ==
        "wrote beyond the 6 series values that its buffer holds");
  CHECK(wrong([](Desk& desk) { desk.write(std::string(257, 'a')); }) ==
        "wrote a row of text of 257 bytes, expected at most 256");
  CHECK(wrong([](Desk& desk) { desk.write("x", 2); }) ==
        "wrote a row of text for symbol 2, expected one of the universe's 2 or BM_NO_SYMBOL");
  CHECK(wrong([](Desk& desk) { desk.plot(2, 0); }) ==
        "wrote a value of series 2, but has declared 2");
  CHECK(wrong([](Desk& desk) { desk.plot(0, 0, 2); }) ==
        "wrote a series value for symbol 2, expected one of the universe's 2 or BM_NO_SYMBOL");
}

TEST_CASE("a strategy that swaps the buffers is read from the host's own") {
  Desk desk;
  desk.offer();
  desk.write("mine");
  std::array<bm_text_row, 1> other{};
  desk.out.texts.data = other.data();
  desk.out.texts.capacity = 1'000'000;
  CHECK(desk.take().empty());
  CHECK(text_of(desk.output.hand_over().log[0]) == "mine");
}

TEST_CASE("the last rows are those that a message shows") {
  const std::array<bm_instrument, 2> instruments{
      {{"A", BM_VENUE_ALWAYS_OPEN, 0, 1, 24, 365}, {"B", BM_VENUE_ALWAYS_OPEN, 1, 1, 24, 365}}};
  const bm_universe universe{instruments.data(), 2, 0, nullptr};
  Desk desk;
  CHECK(desk.output.last_rows(universe).empty());
  desk.offer();
  for (int i = 0; i < 12; ++i) {
    desk.write("row " + std::to_string(i), i == 11 ? 1 : BM_NO_SYMBOL);
  }
  CHECK(desk.take().empty());
  const std::string rows = desk.output.last_rows(universe);
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 10);
  CHECK(rows.starts_with("\n    2024-01-01T01:00:00Z  row 2\n"));
  CHECK(rows.ends_with("\n    2024-01-01T01:00:00Z  B  row 11"));
}
