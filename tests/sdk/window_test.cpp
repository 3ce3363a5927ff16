// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/window.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::refusal;
using barometer_test::Scene;

TEST_CASE("a window has the last values, oldest first") {
  Scene scene;
  const Bar bar = scene.context().bar(1);
  const BarWindow two = closes(bar, 2);
  CHECK(two.size() == 2);
  CHECK(two[0] == 5);
  CHECK(two[1] == 6);
  CHECK(two.front() == 5);
  CHECK(two.back() == bar.close);
  const BarWindow all = closes(bar, 3);
  CHECK(std::vector<double>(all.begin(), all.end()) == std::vector<double>{4, 5, 6});
  CHECK(closes(bar.ago(1), 2).back() == 5);
}

TEST_CASE("each column has its window, read through the stride") {
  const std::array<double, 12> rows{0, 1, 2, 0.5, 1.5, 9, 0, 11, 12, 10.5, 11.5, 99};
  const std::array<std::int64_t, 12> times{100, 0, 0, 0, 0, 0, 200};
  bm_symbol_view view{};
  view.bars = {times.data(), &rows[1], &rows[2], &rows[3], &rows[4], &rows[5], nullptr, nullptr, 6};
  view.bar_count = 2;
  Bar bar = bar_at(view.bars, 1);
  bar.view = &view;
  CHECK(opens(bar, 2)[0] == 1);
  CHECK(highs(bar, 2)[1] == 12);
  CHECK(lows(bar, 2)[0] == 0.5);
  CHECK(closes(bar, 2)[1] == 11.5);
  CHECK(volumes(bar, 2)[1] == 99);
}

TEST_CASE("a window is walked as any range is") {
  Scene scene;
  const BarWindow all = closes(scene.context().bar(0), 3);
  CHECK(std::accumulate(all.begin(), all.end(), 0.0) == 6);
  CHECK(*std::max_element(all.begin(), all.end()) == 3);
  CHECK(std::lower_bound(all.begin(), all.end(), 2.0) - all.begin() == 1);
  CHECK(all.end()[-1] == 3);
  double reversed = 0;
  for (auto at = all.end(); at != all.begin();) {
    reversed = 10 * reversed + *--at;
  }
  CHECK(reversed == 321);
}

TEST_CASE("a window of bars that are not there is named") {
  Scene scene;
  const Bar bar = scene.context().bar(0);
  CHECK(refusal([&] { (void)closes(bar, 4); }) ==
        "closes(bar, 4) asks for 4 bars where the symbol has had 3: guard it with `bar.index >= "
        "3`");
  CHECK(refusal([&] { (void)highs(bar, 0); }) ==
        "highs(bar, 0) asks for no bar: a window has 1 or more");
  CHECK(refusal([&] { (void)lows(Bar{}, 1); }).starts_with("lows(bar, 1) of a bar without a past"));
  CHECK(refusal([&] { (void)closes(bar, 2)[2]; }).starts_with("a window was read outside"));
  CHECK(refusal([&] { (void)closes(bar, 2)[-1]; }).starts_with("a window was read outside"));
}
