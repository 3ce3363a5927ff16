// SPDX-License-Identifier: Apache-2.0
// Buys and sells by its number, and with a few numbers does what no strategy should.
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

namespace {

int* volatile nowhere = nullptr;
volatile bool for_ever = true;

void use_all_memory() {
  std::vector<std::unique_ptr<char[]>> kept;
  while (for_ever) {
    kept.push_back(std::make_unique_for_overwrite<char[]>(std::size_t{1} << 30));
  }
}

class OneBadStrategy final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "one_bad_strategy", .version = "1", .description = "Bad for some of its numbers"};
  static constexpr std::array kParams{
      barometer::integer_param({.name = "number", .fallback = 1, .minimum = 1, .help = "its own"}),
      barometer::integer_param({.name = "crash", .fallback = 0, .minimum = 0, .help = "who does"}),
      barometer::integer_param({.name = "hang", .fallback = 0, .minimum = 0, .help = "who does"}),
      barometer::integer_param({.name = "hoard", .fallback = 0, .minimum = 0, .help = "who does"}),
      barometer::integer_param(
          {.name = "throws", .fallback = 0, .minimum = 0, .help = "who does"})};

  explicit OneBadStrategy(barometer::Setup& setup)
      : number_(setup.params().integer("number")),
        crash_(setup.params().integer("crash")),
        hang_(setup.params().integer("hang")),
        hoard_(setup.params().integer("hoard")),
        throws_(setup.params().integer("throws")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    if (bar.index == 50) {
      misbehave();
    }
    if (bar.index % (number_ % 37 + 2) == 0) {
      ctx.target_weight(bar.symbol, bar.index % 2 == 0 ? 0.5 : 0.0);
    }
  }

 private:
  void misbehave() const {
    if (number_ == crash_) {
      *nowhere = 1;
    }
    while (number_ == hang_ && for_ever) {
    }
    if (number_ == hoard_) {
      use_all_memory();
    }
    if (number_ == throws_) {
      throw std::runtime_error("cannot go on");
    }
  }

  std::int64_t number_;
  std::int64_t crash_;
  std::int64_t hang_;
  std::int64_t hoard_;
  std::int64_t throws_;
};

}  // namespace

BAROMETER_STRATEGY(OneBadStrategy)
