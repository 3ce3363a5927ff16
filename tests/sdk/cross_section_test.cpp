// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/cross_section.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "allocation_count.hpp"
#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Cast;
using barometer_test::Scene;

namespace {

// A step of `count` symbols that all close a bar.
struct Crowd {
  explicit Crowd(std::uint32_t count) : symbols(count), instruments(count), rows(2 * count) {
    for (std::uint32_t s = 0; s < count; ++s) {
      symbols[s].bars = {&time, &one, &one, &one, &one, &one, nullptr, nullptr, 1};
      symbols[s].bar_count = 1;
      active.push_back(s);
    }
    universe = {instruments.data(), count, 0, nullptr};
    view.symbol_count = view.active_count = count;
    view.symbols = symbols.data();
    view.active = active.data();
    out.orders.data = rows.data();
    out.orders.capacity = 2 * count;
  }

  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  Context context() { return {view, out}; }

  CrossSection section() {
    bm_declaration declared{};
    return CrossSection(Setup({nullptr, nullptr, 0, 0}, universe, declared));
  }

  std::int64_t time = 1;
  double one = 1;
  std::vector<bm_symbol_view> symbols;
  std::vector<bm_instrument> instruments;
  std::vector<std::uint32_t> active;
  std::vector<bm_order> rows;
  bm_universe universe{};
  bm_view view{};
  bm_step_output out{};
};

using Symbols = std::vector<std::uint32_t>;

Symbols list(std::span<const std::uint32_t> symbols) {
  return {symbols.begin(), symbols.end()};
}

}  // namespace

TEST_CASE("symbols are ranked by score, the greatest first, equals in the universe's order") {
  Crowd crowd(5);
  CrossSection section = crowd.section();
  const double scores[] = {1, 3, std::nan(""), 3, -2};
  section.rank(crowd.context(), [&](const Bar& bar) { return scores[bar.symbol]; });
  CHECK(section.size() == 4);
  CHECK(list(section.top(9)) == Symbols{1, 3, 0, 4});
  CHECK(list(section.top(2)) == Symbols{1, 3});
  CHECK(list(section.bottom(2)) == Symbols{0, 4});
  CHECK(section.rank_of(1) == 0);
  CHECK(section.rank_of(4) == 3);
  CHECK(section.rank_of(2) == -1);
  CHECK_THROWS_AS(section.rank_of(5), BadRead);
}

TEST_CASE("only symbols that have closed a bar are ranked") {
  Crowd crowd(4);
  CrossSection section = crowd.section();
  section.rank(crowd.context(), [](const Bar& bar) { return bar.symbol; });
  CHECK(list(section.top(1)) == Symbols{3});
  crowd.view.active_count = 2;
  section.rank(crowd.context(), [](const Bar& bar) { return bar.symbol; });
  CHECK(list(section.top(4)) == Symbols{1, 0});
  CHECK(section.rank_of(3) == -1);
}

TEST_CASE("ranks are those of a slow and obvious count, without an allocation") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t count = 1 + static_cast<std::uint32_t>(random() % 12);
    Crowd crowd(count);
    CrossSection section = crowd.section();
    std::vector<double> scores(count);
    for (double& score : scores) {
      score = random() % 5 == 0 ? INFINITY : static_cast<double>(random() % 4);
    }
    const std::size_t before = allocation_count();
    section.rank(crowd.context(), [&](const Bar& bar) { return scores[bar.symbol]; });
    REQUIRE(allocation_count() == before);
    for (std::uint32_t s = 0; s < count; ++s) {
      std::int64_t better = 0;
      for (std::uint32_t other = 0; other < count; ++other) {
        const bool beats = scores[other] > scores[s] || (scores[other] == scores[s] && other < s);
        better += std::isfinite(scores[other]) && beats ? 1 : 0;
      }
      REQUIRE(section.rank_of(s) == (std::isfinite(scores[s]) ? better : -1));
    }
  }
}

TEST_CASE("equal weights close what is not chosen first, and leave alone what does not trade") {
  Crowd crowd(4);
  crowd.symbols[0].position = 2;
  crowd.symbols[3].position = 5;  // has no bar in this step
  crowd.view.active_count = 3;
  Context ctx = crowd.context();
  const Symbols chosen{1, 2};
  hold_equal_weights(ctx, chosen, 0.8);
  REQUIRE(crowd.out.orders.count == 3);
  CHECK(crowd.rows[0].symbol == 0);
  CHECK(crowd.rows[0].amount_kind == BM_AMOUNT_TARGET_QUANTITY);
  CHECK(crowd.rows[0].amount == 0);
  CHECK(crowd.rows[1].symbol == 1);
  CHECK(crowd.rows[1].amount == 0.4);
  CHECK(crowd.rows[2].symbol == 2);
  CHECK(crowd.rows[2].amount_kind == BM_AMOUNT_TARGET_WEIGHT);
}

TEST_CASE("long and short weights close the others first, and weigh each side alike") {
  Crowd crowd(5);
  crowd.symbols[0].position = 2;
  crowd.symbols[2].position = -3;
  Context ctx = crowd.context();
  hold_long_short(ctx, Symbols{1, 3}, Symbols{2}, 0.4);
  REQUIRE(crowd.out.orders.count == 4);
  CHECK(crowd.rows[0].symbol == 0);
  CHECK(crowd.rows[0].amount_kind == BM_AMOUNT_TARGET_QUANTITY);
  CHECK((crowd.rows[1].symbol == 1 && crowd.rows[1].amount == 0.2));
  CHECK((crowd.rows[2].symbol == 3 && crowd.rows[2].amount == 0.2));
  CHECK((crowd.rows[3].symbol == 2 && crowd.rows[3].amount == -0.4));
}
