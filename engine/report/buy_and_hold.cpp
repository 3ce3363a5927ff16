// SPDX-License-Identifier: Apache-2.0
#include "report/buy_and_hold.hpp"

#include <algorithm>
#include <cstddef>

namespace barometer {

namespace {

// Growth of one symbol's share from its first open on, asked for at ascending times.
class Holding {
 public:
  Holding(const SymbolData& data, Timestamp start) : bars_(data.bars) {
    const auto first = std::lower_bound(
        bars_.begin(), bars_.end(), start,
        [](const BarRow& bar, Timestamp time) { return bar.close_time_ns < time; });
    next_ = static_cast<std::size_t>(first - bars_.begin());
    exists_ = first != bars_.end();
    entry_ = exists_ ? first->open : 1.0;
  }

  bool exists() const { return exists_; }

  // Worth of one unit of cash put in.
  double growth_at(Timestamp time) {
    for (; next_ < bars_.size() && bars_[next_].close_time_ns <= time; ++next_) {
      growth_ = bars_[next_].close / entry_;
    }
    return growth_;
  }

 private:
  std::span<const BarRow> bars_;
  std::size_t next_ = 0;
  bool exists_ = false;
  double entry_ = 1.0;
  double growth_ = 1.0;
};

std::vector<Holding> holdings(const MarketData& market, Timestamp start) {
  std::vector<Holding> held;
  for (const SymbolData& symbol : market.symbols) {
    if (Holding holding(symbol, start); holding.exists()) {
      held.push_back(holding);
    }
  }
  return held;
}

std::vector<Sample> worth_of(std::vector<Holding> held, std::span<const Sample> samples) {
  std::vector<Sample> worth(samples.begin(), samples.end());
  for (std::size_t i = 1; i < worth.size(); ++i) {
    double growth = 0;
    for (Holding& holding : held) {
      growth += holding.growth_at(worth[i].time_ns);
    }
    const double cash = samples.front().equity;
    worth[i].equity = held.empty() ? cash : cash * growth / static_cast<double>(held.size());
  }
  return worth;
}

}  // namespace

std::vector<Sample> buy_and_hold(const MarketData& market, std::span<const Sample> samples) {
  return samples.empty() ? std::vector<Sample>()
                         : worth_of(holdings(market, samples.front().time_ns), samples);
}

std::vector<Sample> hold(const SymbolData& symbol, std::span<const Sample> samples) {
  if (samples.empty()) {
    return {};
  }
  const Holding holding(symbol, samples.front().time_ns);
  return holding.exists() ? worth_of({holding}, samples) : std::vector<Sample>();
}

}  // namespace barometer
