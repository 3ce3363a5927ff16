// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/kept.hpp>
#include <barometer/sdk/state.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Live;
using barometer_test::Scene;

namespace {

// Squares of whole numbers, each computed once; the number of computations is looked at from
// outside, which no strategy may do but this test.
int computed = 0;

class Squares {
 public:
  double of(std::size_t n) {
    if (known_[n] == 0) {
      known_[n] = static_cast<double>(n * n);
      ++computed;
    }
    return known_[n];
  }

 private:
  std::array<double, 10> known_{};
};

// Buys the square of the number of steps, and of a table that all copies share.
class Caching final : public Strategy {
 public:
  static constexpr PluginInfo kInfo{
      .name = "caching", .version = "1.0.0", .description = "Keeps what it has computed"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  explicit Caching(Setup&) : table_(std::make_shared<const std::vector<double>>(10, 0.5)) {}

  void on_step(Context& ctx) override {
    ++steps_;
    ctx.buy(0, squares_->of(steps_) + table_->at(steps_));
  }

 private:
  std::size_t steps_ = 0;
  Kept<Squares> squares_;
  std::shared_ptr<const std::vector<double>> table_;
};

// A strategy stays copyable with it, and a tagger cannot save it.
template <class T>
concept HasState = requires(T& kept, StateSizer& archive) {
  kept.state(archive);
};

static_assert(std::copyable<Kept<Squares>>);
static_assert(std::is_nothrow_move_assignable_v<Kept<std::string>>);
static_assert(!HasState<Kept<int>>);

std::vector<double> bought(Live<Caching>& live) {
  std::vector<double> quantities;
  for (int step = 0; step < 3; ++step) {
    Scene scene;
    REQUIRE(live.step(scene) == BM_OK);
    quantities.push_back(scene.rows[0].amount);
  }
  return quantities;
}

}  // namespace

TEST_CASE("what is kept is there after a reset, and nothing else is") {
  computed = 0;
  Live<Caching> live;
  const std::vector<double> first = bought(live);
  CHECK(first == std::vector{1.5, 4.5, 9.5});
  CHECK(computed == 3);
  live.reset();
  CHECK(bought(live) == first);
  CHECK(computed == 3);
}

TEST_CASE("a copy has its own, assigning leaves what is there") {
  Kept<std::string> room{std::string("a")};
  const Kept<std::string> initial = room;
  *room = "b";
  CHECK(*initial == "a");
  room = initial;
  CHECK(*room == "b");
  room = Kept<std::string>{std::string("c")};
  CHECK(*room == "b");
  CHECK(room->size() == 1);
  const Kept<std::string> moved = std::move(room);
  CHECK(*moved == "b");
}
