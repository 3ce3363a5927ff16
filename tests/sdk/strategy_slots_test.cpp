// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <string>
#include <vector>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Cast;
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

constexpr bm_strategy_slots kSlots = StrategySlots<Counting>::slots();

class Instance {
 public:
  explicit Instance(std::int64_t start = 0) : value_{start, 0, nullptr, nullptr, 0, 1} {
    const bm_params params{Counting::kParams.data(), &value_, 1, 0};
    bm_error error{text_.data(), text_.size()};
    bm_declaration declared{reads_.data(), nullptr, 0, 0, 0};
    status_ = kSlots.create(nullptr, &params, &cast_.universe, &declared, &self_, &error);
  }

  ~Instance() { kSlots.destroy(self_); }

  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  void step(Scene& scene) {
    bm_error error{text_.data(), text_.size()};
    REQUIRE(kSlots.on_step(self_, &scene.view, &scene.out, &error) == BM_OK);
  }

  void reset() { kSlots.reset(self_); }

  bm_status status() const { return status_; }

  bool exists() const { return self_ != nullptr; }

  std::string text() const { return text_.data(); }

  const std::array<std::uint8_t, 2>& reads() const { return reads_; }

 private:
  Cast cast_;
  bm_param_value value_;
  std::array<std::uint8_t, 2> reads_{};
  std::array<char, 256> text_{};
  void* self_ = nullptr;
  bm_status status_ = BM_OK;
};

}  // namespace

TEST_CASE("create declares the tags that will be read, and no others") {
  const Instance instance;
  CHECK(instance.status() == BM_OK);
  CHECK(instance.reads() == std::array<std::uint8_t, 2>{0, 1});
}

TEST_CASE("a constructor that throws leaves no instance but its text") {
  const Instance instance(-1);
  CHECK(instance.status() == BM_INVALID_ARGUMENT);
  CHECK(instance.text() == "start must not be negative");
  CHECK_FALSE(instance.exists());
}

TEST_CASE("on_bar is called for the symbols that have closed a bar, in config order") {
  Scene scene;
  Instance instance(4);
  instance.step(scene);
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[0].symbol == 0);
  CHECK(scene.rows[1].symbol == 1);
  CHECK(scene.rows[1].amount == 5);
}

TEST_CASE("a symbol without a bar in this step is left out") {
  Scene scene;
  scene.active = {1, 0};
  scene.view.active_count = 1;
  Instance instance;
  instance.step(scene);
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].symbol == 1);
}

TEST_CASE("reset goes back to right after create") {
  Scene scene;
  Instance instance;
  instance.step(scene);
  instance.step(scene);
  CHECK(scene.rows[2].amount == 2);
  instance.reset();
  scene.buffer.count = 0;
  instance.step(scene);
  CHECK(scene.rows[0].amount == 1);
}

TEST_CASE("destroying nothing is allowed") {
  kSlots.destroy(nullptr);
  CHECK(kSlots.struct_size == sizeof(bm_strategy_slots));
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
  constexpr bm_strategy_slots slots = StrategySlots<Listening>::slots();
  Cast cast;
  const bm_params params{nullptr, nullptr, 0, 0};
  std::array<std::uint8_t, 2> reads{};
  void* self = nullptr;
  char text[64];
  bm_error error{text, sizeof text};
  bm_declaration declared{reads.data(), nullptr, 0, 0, 0};
  REQUIRE(slots.create(nullptr, &params, &cast.universe, &declared, &self, &error) == BM_OK);
  Scene scene;
  const std::array<bm_regime_change, 2> changes{{{0, 0, 0, 1, 30, 7}, {1, 0, 1, 0, 30, 8}}};
  scene.view.regime_changes = changes.data();
  scene.view.regime_change_count = 2;
  REQUIRE(slots.on_step(self, &scene.view, &scene.out, &error) == BM_OK);
  slots.destroy(self);
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

struct Made {
  explicit Made(const char* symbol) : value{0, 0, symbol, nullptr, 0, 1} {
    const bm_params params{Careless::kParams.data(), &value, 1, 0};
    status = slots.create(nullptr, &params, &cast.universe, &declared, &self, &error);
  }

  ~Made() { slots.destroy(self); }

  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;

  static constexpr bm_strategy_slots slots = StrategySlots<Careless>::slots();
  Cast cast;
  bm_param_value value;
  bm_declaration declared{};
  std::array<char, 512> text{};
  bm_error error{text.data(), text.size()};
  void* self = nullptr;
  bm_status status = BM_OK;
};

}  // namespace

TEST_CASE("a symbol is known by name, the longest warm-up is declared, and a bad read is placed") {
  Made made("B");
  REQUIRE(made.status == BM_OK);
  CHECK(made.declared.warmup_bars == 2);
  Scene scene;
  CHECK(Made::slots.on_step(made.self, &scene.view, &scene.out, &made.error) == BM_FAILED);
  CHECK(std::string(made.text.data()).starts_with("B, bar 2: ago(5) asks for a bar before"));
  scene.symbols[1].bar_count = 2;  // not warm yet
  CHECK(Made::slots.on_step(made.self, &scene.view, &scene.out, &made.error) == BM_OK);
}

TEST_CASE("a symbol that the run does not have is refused with those that it has") {
  const Made made("C");
  CHECK(made.status == BM_INVALID_ARGUMENT);
  CHECK(std::string(made.text.data()) == "needs the symbol 'C'; data.symbols of the run has: A, B");
}
