// SPDX-License-Identifier: Apache-2.0
#include "analysis/spread_by_tag.hpp"

#include <vector>

#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "orders/order.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"
#include "tagged_case.hpp"

namespace barometer {

namespace {

// Bars at 100 whose spreads at open and close are a tenth of the bar's number and twice that.
data::SymbolInput quoted() {
  data::SymbolInput symbol = test::flat_symbol("A", 6, core::kHour);
  for (int i = 0; i < 6; ++i) {
    symbol.spreads.push_back({i / 10.0, i / 5.0});
  }
  return symbol;
}

struct QuotedCase : TaggedCase {
  QuotedCase() : TaggedCase(quoted()) {}

  orders::Fill fill(std::int64_t bar, double quantity, double spread) const {
    orders::Fill fill =
        test::fill_of(market, 0, bar, quantity, 100, quantity > 0 ? 100 + spread : 100 - spread, 0);
    fill.spread = spread;
    return fill;
  }
};

}  // namespace

TEST_CASE("what spreads cost, and how wide they were, belongs to the tag of the bar before") {
  const QuotedCase given;
  const std::vector<orders::Fill> fills{given.fill(2, 10, 0.1), given.fill(4, -10, 0.25)};
  const analysis::Attribution found = given.attribution(fills);
  const analysis::RegimeTable& table = found.tables.at(0);
  // Tag a stands before bars 2 and 3, b before 4 and 5, nothing before 0 and 1. The mean of i and
  // 2i tenths is 1.5 i tenths, which of 100 are 15 i basis points.
  CHECK(table.rows[0].spread_cost.value() == Approx(1));
  CHECK(table.rows[0].quoted_bps.value() == Approx(15 * 2.5));
  CHECK(table.rows[1].spread_cost.value() == Approx(2.5));
  CHECK(table.rows[1].quoted_bps.value() == Approx(15 * 4.5));
  CHECK(table.rows[2].spread_cost.value() == 0);
  CHECK(table.rows[2].quoted_bps.value() == Approx(15 * 0.5));
  CHECK(found.total.spread_cost.value() == Approx(3.5));
  CHECK(found.total.quoted_bps.value() == Approx(15 * 2.5));
  CHECK(found.total.costs == Approx(3.5));
}

TEST_CASE("bars of the warm-up are no part of it") {
  const QuotedCase given;
  const std::vector<orders::Fill> fills{given.fill(4, -10, 0.25)};
  const auto found = given.attribution(fills, 4 * core::kHour);  // live: bars 3, 4, 5
  CHECK(found.tables.at(0).rows[0].quoted_bps.value() == Approx(15 * 3));
  CHECK(found.tables.at(0).rows[1].spread_cost.value() == Approx(2.5));
  CHECK_FALSE(found.tables.at(0).rows[2].quoted_bps);  // no bar
  CHECK(found.total.quoted_bps.value() == Approx(15 * 4));
}

TEST_CASE("without quotes nothing is said of them") {
  QuotedCase given;
  given.market.symbols[0].spreads.clear();
  const auto found = given.attribution({});
  CHECK_FALSE(found.total.spread_cost);
  CHECK_FALSE(found.total.quoted_bps);
  CHECK_FALSE(found.tables.at(0).rows[0].spread_cost);
}

}  // namespace barometer
