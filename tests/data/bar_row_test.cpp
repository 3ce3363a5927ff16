// SPDX-License-Identifier: Apache-2.0
#include <barometer/abi/bars.h>

#include "data/bar_row.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a view reads every field of every row") {
  const std::vector<data::BarRow> rows{{10, 1, 2, 3, 4, 5}, {20, 6, 7, 8, 9, 11}};
  const bm_bars view = data::view_of(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto at = static_cast<std::int64_t>(i) * view.stride;
    CHECK(view.close_time_ns[at] == rows[i].close_time_ns);
    CHECK(view.open[at] == rows[i].open);
    CHECK(view.high[at] == rows[i].high);
    CHECK(view.low[at] == rows[i].low);
    CHECK(view.close[at] == rows[i].close);
    CHECK(view.volume[at] == rows[i].volume);
  }
}

TEST_CASE("a view of nothing is empty") {
  CHECK(data::view_of({}).close_time_ns == nullptr);
}
