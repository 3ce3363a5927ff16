// SPDX-License-Identifier: Apache-2.0
// ctx.log and ctx.plot, and the series that a strategy declares.
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <string>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Live;
using barometer_test::Scene;

namespace {

// A scene with room for two rows and three values.
struct Stage : Scene {
  Stage() {
    out.texts = {texts.data(), 0, 2, 0, 0};
    out.series = {values.data(), 0, 3, 0, 0};
  }

  std::string text(std::size_t row) const { return {texts[row].text, texts[row].length}; }

  std::array<bm_text_row, 2> texts{};
  std::array<bm_series_value, 3> values{};
};

// Names its series while it is made, out of pieces that are gone afterwards.
class Plotting final : public Strategy {
 public:
  static constexpr PluginInfo kInfo{
      .name = "plotting", .version = "1.0.0", .description = "Plots its closes"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  explicit Plotting(Setup& setup)
      : close_(setup.series(std::string("close_of_a_") + "rather_long_name", "quote currency")),
        sum_(setup.series("sum", "")) {}

  void on_bar(const Bar& bar, Context& ctx) override {
    ctx.plot(bar, close_, bar.close);
    sum_of_closes_ += bar.close;
    if (bar.symbol == 1) {
      ctx.plot(sum_, sum_of_closes_);
    }
  }

 private:
  Series close_;
  Series sum_;
  double sum_of_closes_ = 0;
};

}  // namespace

TEST_CASE("a row belongs to the universe, to a bar's symbol, or to a symbol") {
  Stage stage;
  Context ctx = stage.context();
  ctx.log("all {}", 1);
  ctx.log(ctx.bar(1), "one {}", 2);
  CHECK(stage.out.texts.count == 2);
  CHECK(stage.texts[0].symbol == BM_NO_SYMBOL);
  CHECK(stage.text(0) == "all 1");
  CHECK(stage.texts[1].symbol == 1);
  CHECK(stage.text(1) == "one 2");
  stage.out.texts.count = 0;
  ctx.log(0, "by index");
  CHECK(stage.texts[0].symbol == 0);
  CHECK(stage.text(0) == "by index");
}

TEST_CASE("rows and values beyond the buffer are counted, not written") {
  Stage stage;
  Context ctx = stage.context();
  for (int i = 0; i < 5; ++i) {
    ctx.log("row");
    ctx.plot(Series(0), i);
  }
  CHECK(stage.out.texts.count == 2);
  CHECK(stage.out.texts.overflowed == 3);
  CHECK(stage.out.series.count == 3);
  CHECK(stage.out.series.overflowed == 2);
}

TEST_CASE("where nobody asks, nothing is touched") {
  Scene scene;
  Context ctx = scene.context();
  ctx.log("row {}", 1);
  ctx.plot(Series(0), 1);
  CHECK(scene.out.texts.count == 0);
  CHECK(scene.out.series.count == 0);
}

TEST_CASE("rows and values are written while the run warms up") {
  Stage stage;
  stage.view.warming_up = 1;
  Context ctx = stage.context();
  ctx.log("early");
  ctx.plot(Series(1), 2.5);
  CHECK(stage.out.texts.count == 1);
  CHECK(stage.out.series.count == 1);
}

TEST_CASE("declared series live as long as the instance, and values name them") {
  Stage stage;
  {
    Live<Plotting> plotting;
    REQUIRE(plotting.status() == BM_OK);
    const bm_declaration& declared = plotting.declared();
    REQUIRE(declared.series_count == 2);
    CHECK(std::string(declared.series[0].name) == "close_of_a_rather_long_name");
    CHECK(std::string(declared.series[0].unit) == "quote currency");
    REQUIRE(plotting.step(stage) == BM_OK);
    CHECK(std::string(declared.series[1].name) == "sum");
  }
  REQUIRE(stage.out.series.count == 3);
  CHECK(stage.values[0].series == 0);
  CHECK(stage.values[0].symbol == 0);
  CHECK(stage.values[0].value == 3);
  CHECK(stage.values[1].symbol == 1);
  CHECK(stage.values[2].series == 1);
  CHECK(stage.values[2].symbol == BM_NO_SYMBOL);
  CHECK(stage.values[2].value == 9);
}
