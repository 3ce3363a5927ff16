// SPDX-License-Identifier: Apache-2.0
// Long or short one equity in each bar as numbers say that know nothing of the market: a trial
// without an edge. How alike trials are is stated. Seed 0 has an edge where the market has one: it
// reads the volume, by which a test may tell of the next bar.

#include <barometer/sdk/strategy.hpp>

#include <array>
#include <cstdint>

namespace {

// SplitMix64's finish (Steele, Lea & Flood 2014).
std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

class DrawnPositions final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "drawn_positions",
      .version = "1.0.0",
      .description = "Long or short by numbers that know nothing of the market"};
  static constexpr std::array kParams{
      barometer::integer_param(
          {.name = "world", .fallback = 1, .help = "another one, other draws"}),
      barometer::integer_param(
          {.name = "seed", .fallback = 1, .help = "another one, another trial"}),
      barometer::integer_param(
          {.name = "families", .fallback = 1, .minimum = 1, .help = "sets of trials alike"}),
      barometer::number_param({.name = "correlation",
                               .fallback = 0,
                               .minimum = 0,
                               .maximum = 1,
                               .help = "of the positions of one family"})};

  explicit DrawnPositions(barometer::Setup& setup)
      : world_(static_cast<std::uint64_t>(setup.params().integer("world"))),
        seed_(static_cast<std::uint64_t>(setup.params().integer("seed"))),
        families_(static_cast<std::uint64_t>(setup.params().integer("families"))),
        correlation_(setup.params().number("correlation")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    const auto place = static_cast<std::uint64_t>(bar.index);
    const bool up = seed_ == 0 ? bar.volume > 1.5 : is_long(place);
    ctx.target_weight(bar.symbol, up ? 1 : -1);
  }

 private:
  // Two trials that each take the family's side with the chance p, and their own otherwise, have
  // the correlation p squared.
  bool is_long(std::uint64_t place) const {
    const std::uint64_t draw = drawn(2 * seed_ + 1, place);
    const double uniform = static_cast<double>(draw >> 11) * 0x1p-53;
    const bool alike = uniform * uniform < correlation_;
    return ((alike ? drawn(2 * (seed_ % families_), place) : draw) & 1) != 0;
  }

  std::uint64_t drawn(std::uint64_t stream, std::uint64_t place) const {
    constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15u;
    return mixed(mixed(mixed(world_ + kStep) + (stream + 1) * kStep) + (place + 1) * kStep);
  }

  std::uint64_t world_;
  std::uint64_t seed_;
  std::uint64_t families_;
  double correlation_;
};

}  // namespace

BAROMETER_STRATEGY(DrawnPositions)
