// SPDX-License-Identifier: Apache-2.0
#include "risk/condition_check.hpp"

#include "core/error.hpp"
#include "data/market_cursor.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

config::ConditionConfig when(const char* label, config::ConditionAction action, double scale) {
  return {{{"mood", {}, {{label, false, {}}}}}, action, scale, {}};
}

// One bar whose mood is `mood`: 0 calm, 1 wild, 2 odd.
struct Tagged : Trading {
  explicit Tagged(std::int8_t mood)
      : Trading({{test_bar(0, 100, 100)}}),
        columns({{"mood", BM_DIMENSION_CATEGORY, {"calm", "wild", "odd"}, "", 0, ""}}, {{1}, {}},
                std::vector<std::int64_t>{1}),
        tags(columns.view()),
        conditions(lines()),
        check(context, conditions, tags) {
    std::vector<bm_tag_column> out(1);
    columns.block(0, 0, out);
    out[0].category[0] = mood;
    cursor.advance();
  }

  regime::Conditions lines() {
    std::vector<core::Fault> faults;
    const std::vector lines{when("wild", config::ConditionAction::scale, 0.5),
                            when("odd", config::ConditionAction::block_entries, 1)};
    regime::Conditions read(lines, tags.dimensions(), "test", faults);
    core::throw_if_any(std::move(faults));
    return read;
  }

  double allowed(double quantity) {
    return check.allowed(cursor.now(), 0, quantity, check.outcome(0));
  }

  regime::TagColumns columns;
  regime::TagView tags;
  regime::Conditions conditions;
  risk::ConditionCheck check;
};

using Counts = std::vector<std::int64_t>;

Counts counts(const risk::ConditionCheck& check) {
  return {check.action_counts().begin(), check.action_counts().end()};
}

}  // namespace

TEST_CASE("a line that does not hold leaves an order as it is") {
  Tagged calm(0);
  CHECK(calm.allowed(10) == 10);
  CHECK(counts(calm.check) == Counts{0, 0});
}

TEST_CASE("a scaling line cuts what opens, and counts once a symbol and step") {
  Tagged wild(1);
  CHECK(wild.allowed(10) == 5);
  CHECK(wild.allowed(-4) == -2);
  CHECK(counts(wild.check) == Counts{1, 0});
}

TEST_CASE("a blocking line leaves only what closes a position") {
  Tagged odd(2);
  accept(odd.store, {.quantity = 6});  // on its way: as good as held
  CHECK(odd.allowed(10) == 0);
  CHECK(odd.allowed(-10) == -6);
  CHECK(counts(odd.check) == Counts{0, 1});
}
