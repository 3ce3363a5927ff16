// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "calendar/day.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "core/floor_division.hpp"
#include "core/hash.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "stats/random.hpp"

namespace barometer::data {

namespace {

constexpr std::int64_t kSubSteps = 12;
constexpr double kGapShare = 0.12;    // of the first sub-step: a hundredth of the bar
constexpr double kMarketShare = 0.6;  // of the standard deviation; .6^2 + .8^2 = 1
constexpr double kOwnShare = 0.8;
constexpr std::uint64_t kMarketStream = ~std::uint64_t{0};
constexpr core::Timestamp kLastClose = 9'214'646'400 * core::kSecond;  // 2262-01-01

struct State {
  const char* label;
  double deviation;            // of a day's return
  double drift;                // a day
  core::Duration stay;         // on average
  double share;                // of time in the long run
  std::array<double, 3> next;  // chance of each state once this one is left
};

constexpr std::array<State, 3> kStates{{
    {"calm", 0.015, 0.003, 10 * core::kDay, 0.451, {0.0, 0.9, 0.1}},
    {"normal", 0.030, 0.0, 6 * core::kDay, 0.419, {0.6, 0.0, 0.4}},
    {"turbulent", 0.050, -0.009, 4 * core::kDay, 0.130, {0.1, 0.9, 0.0}},
}};

// Relative volatility of each UTC hour, before scaling to mean square 1.
constexpr std::array<double, 24> kHours{1.05, 0.95, 0.90, 0.85, 0.80, 0.80, 0.85, 0.95,
                                        1.05, 1.05, 1.00, 1.00, 1.10, 1.30, 1.45, 1.45,
                                        1.30, 1.15, 1.05, 1.00, 1.00, 0.95, 0.90, 1.00};

std::array<double, 24> make_shape() {
  double squares = 0;
  for (const double hour : kHours) {
    squares += hour * hour;
  }
  const double scale = std::sqrt(squares / 24);
  std::array<double, 24> shape{};
  std::ranges::transform(kHours, shape.begin(), [&](double hour) { return hour / scale; });
  return shape;
}

// The index into `weights`, which sum to 1, that a uniform draw falls on.
std::size_t pick(std::span<const double> weights, double uniform) {
  std::size_t i = 0;
  while (i + 1 < weights.size() && uniform >= weights[i]) {
    uniform -= weights[i++];
  }
  return i;
}

class StateChain {
 public:
  StateChain(core::Duration bar, stats::Random& random) : bar_(bar) {
    const std::array<double, 3> shares{kStates[0].share, kStates[1].share, kStates[2].share};
    state_ = pick(shares, random.uniform());
  }

  // The state of the next bar.
  std::size_t advance(stats::Random& random) {
    const State& state = kStates[state_];
    const double leave = static_cast<double>(bar_) / static_cast<double>(state.stay);
    if (random.uniform() < leave) {
      state_ = pick(state.next, random.uniform());
    }
    return state_;
  }

 private:
  core::Duration bar_;
  std::size_t state_ = 0;
};

class SyntheticSymbol {
 public:
  SyntheticSymbol(const config::SyntheticConfig& config, core::Duration bar, std::uint64_t number)
      : bar_(bar),
        days_per_substep_(static_cast<double>(bar) / static_cast<double>(core::kDay) / kSubSteps),
        root_days_(std::sqrt(days_per_substep_)),
        market_(config.seed, kMarketStream),
        own_(config.seed, number),
        chain_(bar, own_),
        price_(10 + 190 * own_.uniform()),
        turnover_(1e6 * (1 + 9 * own_.uniform())) {}

  // The bar that opens at `open_time`; `truth` is its state.
  BarRow bar(core::Timestamp open_time, std::int8_t& truth) {
    const std::size_t state = chain_.advance(own_);
    truth = static_cast<std::int8_t>(state);
    move_price(kStates[state], shape_at(open_time), kGapShare);
    BarRow row{open_time + bar_, price_, price_, price_, price_, 0};
    double activity = 0;
    for (std::int64_t i = 0; i < kSubSteps; ++i) {
      const double shape = shape_at(open_time + bar_ / kSubSteps * i);
      move_price(kStates[state], shape, i == 0 ? 1 - kGapShare : 1);
      row.high = std::max(row.high, price_);
      row.low = std::min(row.low, price_);
      activity += shape * shape;
    }
    row.close = price_;
    row.volume = volume(row, kStates[state], activity);
    return row;
  }

 private:
  double shape_at(core::Timestamp time) const {
    return shape_[static_cast<std::size_t>(core::floor_modulo(time, core::kDay) / core::kHour)];
  }

  // `share` of a sub-step passes.
  void move_price(const State& state, double shape, double share) {
    const double draw = kMarketShare * market_.normal() + kOwnShare * own_.normal();
    const double change = state.drift * days_per_substep_ * share +
                          state.deviation * root_days_ * std::sqrt(share) * shape * draw;
    price_ *= std::max(1 + change, 0.5);  // bars of many days must not cross zero
  }

  // Turnover in quote currency, more of it where prices move more, brought to base units.
  double volume(const BarRow& row, const State& state, double activity) {
    const double usual_range = kStates[1].deviation * root_days_ * std::sqrt(double{kSubSteps});
    const double range = (row.high - row.low) / row.open / usual_range;
    const double turnover = turnover_ * days_per_substep_ * activity *
                            (state.deviation / kStates[1].deviation) * (0.5 + range) *
                            (0.5 + own_.uniform());
    return turnover / row.close;
  }

  const std::array<double, 24> shape_ = make_shape();
  core::Duration bar_;
  double days_per_substep_;
  double root_days_;
  stats::Random market_;
  stats::Random own_;
  StateChain chain_;
  double price_;
  double turnover_;  // on a usual day, quote currency
};

}  // namespace

std::vector<std::string> synthetic_truth_labels() {
  std::vector<std::string> labels;
  for (const State& state : kStates) {
    labels.emplace_back(state.label);
  }
  return labels;
}

std::vector<std::string> synthetic_names(const config::SyntheticConfig& config) {
  std::vector<std::string> names;
  for (int i = 1; i <= config.symbols; ++i) {
    names.push_back(fmt::format("SYN{:02}", i));
  }
  return names;
}

void check_synthetic(const config::DataConfig& config) {
  const config::SyntheticConfig& synthetic = config.synthetic;
  const std::string where = config::to_string(config.file, config.at);
  if (synthetic.symbols < 1 || synthetic.bars < 1) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{where, "a synthetic market needs symbols and bars",
                                  "ask for at least one symbol and one bar"});
  }
  if (synthetic.bars > kLastClose / config.bar - synthetic.start / config.bar) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{where, "the synthetic market would end after the year 2261",
                                  "ask for fewer bars, shorter ones or an earlier start"});
  }
}

SymbolInput make_synthetic(const config::SyntheticConfig& config, core::Duration bar,
                           std::uint64_t number, core::Stop stop) {
  SymbolInput data;
  const auto count = static_cast<std::size_t>(config.bars);
  data.bars.reserve(count);
  data.truth.resize(count);
  SyntheticSymbol symbol(config, bar, number);
  for (std::size_t i = 0; i < count; ++i) {
    stop.check_at(i);
    const core::Timestamp open_time = config.start + static_cast<core::Duration>(i) * bar;
    data.bars.push_back(symbol.bar(open_time, data.truth[i]));
  }
  core::Hash hash;
  hash.add(std::as_bytes(std::span{data.bars}));
  data.source = "synthetic";
  data.source_hash = hash.hex();
  return data;
}

}  // namespace barometer::data
