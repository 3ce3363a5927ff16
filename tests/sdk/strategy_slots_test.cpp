// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <string>
#include <vector>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Live;
using barometer_test::Scene;

namespace {

// Buys as many units of each symbol as it has seen bars of it; reads `heat`.
class Counting final : public Strategy {
 public:
  static constexpr PluginInfo kInfo{
      .name = "counting", .version = "1.0.0", .description = "Counts bars"};
  static constexpr std::array kParams{integer_param({.name = "start", .maximum = 9})};

  explicit Counting(Setup& setup)
      : heat_(setup.scalar("heat")),
        seen_(setup.symbol_count(), static_cast<double>(setup.params().integer("start"))) {
    if (setup.params().integer("start") < 0) {
      throw std::invalid_argument("start must not be negative");
    }
  }

  void on_bar(const Bar& bar, Context& ctx) override { ctx.buy(bar.symbol, ++seen_[bar.symbol]); }

 private:
  ScalarTag heat_;
  std::vector<double> seen_;
};

// With `start` bars seen.
bm_param_value start(std::int64_t bars) {
  return {bars, 0, nullptr, nullptr, 0, 1};
}

}  // namespace

TEST_CASE("create declares the tags that will be read, and no others") {
  const Live<Counting> instance(start(0));
  CHECK(instance.status() == BM_OK);
  CHECK(instance.reads() == std::array<std::uint8_t, 2>{0, 1});
}

TEST_CASE("a constructor that throws leaves no instance but its text") {
  const Live<Counting> instance(start(-1));
  CHECK(instance.status() == BM_INVALID_ARGUMENT);
  CHECK(instance.text() == "start must not be negative");
  CHECK_FALSE(instance.exists());
}

TEST_CASE("on_bar is called for the symbols that have closed a bar, in config order") {
  Scene scene;
  Live<Counting> instance(start(4));
  REQUIRE(instance.step(scene) == BM_OK);
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[0].symbol == 0);
  CHECK(scene.rows[1].symbol == 1);
  CHECK(scene.rows[1].amount == 5);
}

TEST_CASE("a symbol without a bar in this step is left out") {
  Scene scene;
  scene.active = {1, 0};
  scene.view.active_count = 1;
  Live<Counting> instance(start(0));
  REQUIRE(instance.step(scene) == BM_OK);
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].symbol == 1);
}

TEST_CASE("reset goes back to right after create") {
  Scene scene;
  Live<Counting> instance(start(0));
  REQUIRE(instance.step(scene) == BM_OK);
  REQUIRE(instance.step(scene) == BM_OK);
  CHECK(scene.rows[2].amount == 2);
  instance.reset();
  scene.buffer.count = 0;
  REQUIRE(instance.step(scene) == BM_OK);
  CHECK(scene.rows[0].amount == 1);
}

namespace {

// Buys as many units as the room that its constructor made still holds.
class Roomy final : public Strategy {
 public:
  static constexpr PluginInfo kInfo{
      .name = "roomy", .version = "1.0.0", .description = "Makes room at setup"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  explicit Roomy(Setup&) { room_.reserve(100); }

  void on_step(Context& ctx) override { ctx.buy(0, static_cast<double>(room_.capacity())); }

 private:
  std::vector<double> room_;
};

}  // namespace

TEST_CASE("room that the constructor made is there in the step, after a reset too") {
  Scene scene;
  Live<Roomy> roomy;
  REQUIRE(roomy.step(scene) == BM_OK);
  CHECK(scene.rows[0].amount >= 100);
  roomy.reset();
  REQUIRE(roomy.step(scene) == BM_OK);
  CHECK(scene.rows[1].amount >= 100);
}

TEST_CASE("destroying nothing is allowed") {
  Live<Counting>::kSlots.destroy(nullptr);
  CHECK(Live<Counting>::kSlots.struct_size == sizeof(bm_strategy_slots));
}

namespace {

// At each regime change it buys as many units as the onset's bar index, then one unit in on_step.
class Listening final : public Strategy {
 public:
  static constexpr PluginInfo kInfo{
      .name = "listening", .version = "1.0.0", .description = "Hears of regime changes"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  explicit Listening(Setup&) {}

  void on_regime_change(const RegimeChange& change, Context& ctx) override {
    ctx.buy(change.symbol, static_cast<double>(change.onset_bar));
  }

  void on_step(Context& ctx) override {
    ctx.buy(0, static_cast<double>(ctx.regime_changes().size()));
  }
};

}  // namespace

TEST_CASE("each regime change is notified in order, before the step") {
  Live<Listening> listening;
  REQUIRE(listening.status() == BM_OK);
  Scene scene;
  const std::array<bm_regime_change, 2> changes{{{0, 0, 0, 1, 30, 7}, {1, 0, 1, 0, 30, 8}}};
  scene.view.regime_changes = changes.data();
  scene.view.regime_change_count = 2;
  REQUIRE(listening.step(scene) == BM_OK);
  REQUIRE(scene.buffer.count == 3);
  CHECK(scene.rows[0].amount == 7);
  CHECK(scene.rows[1].amount == 8);
  CHECK(scene.rows[1].symbol == 1);
  CHECK(scene.rows[2].amount == 2);
}

namespace {

// Knows a symbol by name, declares a warm-up, and reads one bar too early.
class Careless final : public Strategy {
 public:
  static constexpr PluginInfo kInfo{
      .name = "careless", .version = "1.0.0", .description = "Reads before the first bar"};
  static constexpr std::array kParams{word_param({.name = "symbol", .fallback = "B"})};

  explicit Careless(Setup& setup) : symbol_(setup.symbol(setup.params().word("symbol"))) {
    setup.declare_warmup(2);
    setup.declare_warmup(1);
  }

  void on_step(Context& ctx) override {
    if (ctx.is_warm(symbol_)) {
      (void)ctx.bar(symbol_).ago(5);
    }
  }

 private:
  std::uint32_t symbol_;
};

bm_param_value symbol(const char* name) {
  return {0, 0, name, nullptr, 0, 1};
}

}  // namespace

TEST_CASE("a symbol is known by name, the longest warm-up is declared, and a bad read is placed") {
  Live<Careless> careless(symbol("B"));
  REQUIRE(careless.status() == BM_OK);
  CHECK(careless.declared().warmup_bars == 2);
  Scene scene;
  CHECK(careless.step(scene) == BM_FAILED);
  CHECK(careless.text().starts_with("B, bar 2: ago(5) asks for a bar before"));
  scene.symbols[1].bar_count = 2;  // not warm yet
  CHECK(careless.step(scene) == BM_OK);
}

TEST_CASE("a symbol that the run does not have is refused with those that it has") {
  const Live<Careless> careless(symbol("C"));
  CHECK(careless.status() == BM_INVALID_ARGUMENT);
  CHECK(careless.text() == "needs the symbol 'C'; data.symbols of the run has: A, B");
}
