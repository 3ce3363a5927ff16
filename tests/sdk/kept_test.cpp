// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/kept.hpp>
#include <barometer/sdk/regime_tagger.hpp>
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

// Tags each bar with the square of its number, from a cache that reset leaves.
class CachingTagger {
 public:
  static constexpr PluginInfo kInfo{
      .name = "caching_tagger", .version = "1.0.0", .description = "Keeps what it has computed"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  static std::vector<bm_dimension> dimensions(const Params&) {
    return {scalar_dimension({.name = "square"})};
  }

  CachingTagger(const Params&, const bm_instrument&, std::span<const std::uint8_t>) {}

  void tag(const TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      block.set(0, k, squares_->of(++bars_));
    }
  }

  void state(auto& archive) { archive(bars_); }

 private:
  std::size_t bars_ = 0;
  Kept<Squares> squares_;
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

TEST_CASE("a tagger's reset leaves it too, and its tags are those of a new one") {
  constexpr bm_regime_slots slots = RegimeSlots<CachingTagger>::slots();
  const barometer_test::Cast cast;
  const std::uint8_t wanted = 1;
  const bm_params none{};
  bm_error error{};
  void* self = nullptr;
  REQUIRE(slots.create(nullptr, &none, cast.instruments.data(), &wanted, &self, &error) == BM_OK);
  computed = 0;
  const auto tags = [&] {
    std::array<float, 4> out{};
    const bm_tag_column column{nullptr, out.data(), nullptr};
    const bm_bars bars{};
    CHECK(slots.tag(self, &bars, nullptr, 0, 4, &column, &error) == BM_OK);
    return out;
  };
  const std::array<float, 4> first = tags();
  CHECK(first == std::array{1.0F, 4.0F, 9.0F, 16.0F});
  slots.reset(self);
  CHECK(tags() == first);
  CHECK(computed == 4);
  slots.destroy(self);
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
