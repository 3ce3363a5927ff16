// SPDX-License-Identifier: Apache-2.0
#include "analysis/buy_and_hold.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "analysis/point_values.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

// The value of one unit of cash that bought a symbol. Times must ascend from call to call.
class Stake {
 public:
  // Bought at the open after the first live close, as a strategy that sees that close can; but not
  // before there is a rate.
  static Stake after_first_close(const data::MarketData& market, core::SymbolIndex symbol,
                                 core::Timestamp start,
                                 std::span<const portfolio::Valuation> valuations) {
    Stake stake(market, symbol, start, valuations);
    for (std::size_t i = stake.next_; i + 1 < stake.data_.bars.size() && !stake.exists_; ++i) {
      if (stake.unit_.at(stake.data_.bars[i].close_time_ns) > 0) {
        stake.enter(i + 1);
      }
    }
    return stake;
  }

  // Bought at the first live open at which there is a rate.
  static Stake at_first_open(const data::MarketData& market, core::SymbolIndex symbol,
                             core::Timestamp start,
                             std::span<const portfolio::Valuation> valuations) {
    Stake stake(market, symbol, start, valuations);
    for (std::size_t i = stake.next_; i < stake.data_.bars.size() && !stake.exists_; ++i) {
      stake.enter(i);
    }
    return stake;
  }

  bool exists() const { return exists_; }

  double growth_at(core::Timestamp time) {
    if (!exists_ || time < entry_time_) {
      return 1;
    }
    const std::size_t closed = closed_by(time);
    for (; next_ < closed && !data_.actions.empty(); ++next_) {
      act(next_);
    }
    next_ = closed;
    return (units_ * data_.bars[next_ - 1].close * unit_.at(time) + cash_) / entry_;
  }

 private:
  Stake(const data::MarketData& market, core::SymbolIndex symbol, core::Timestamp start,
        std::span<const portfolio::Valuation> valuations)
      : data_(market.symbols[symbol]), unit_(market, valuations, symbol) {
    next_ = static_cast<std::size_t>(
        std::ranges::lower_bound(data_.bars, start, {}, &data::BarRow::close_time_ns) -
        data_.bars.begin());
  }

  // How many bars have closed; looked for near the last one, as times are a session apart.
  std::size_t closed_by(core::Timestamp time) const {
    const std::span<const data::BarRow> ahead =
        std::span<const data::BarRow>(data_.bars).subspan(next_);
    std::size_t near = 1;
    while (near < ahead.size() && ahead[near].close_time_ns <= time) {
      near *= 2;
    }
    const auto within = ahead.first(std::min(near, ahead.size()));
    const auto first_open =
        std::ranges::upper_bound(within, time, {}, &data::BarRow::close_time_ns);
    return next_ + static_cast<std::size_t>(first_open - within.begin());
  }

  void enter(std::size_t bar) {
    entry_time_ = data_.bars[bar].close_time_ns;
    entry_ = data_.bars[bar].open * unit_.at_open(entry_time_);
    exists_ = entry_ > 0;
    next_ = bar + 1;
  }

  // Dividends stay in cash, as they do in the account.
  void act(std::size_t bar) {
    for (const data::CorporateAction& action : data::actions_at(data_, bar)) {
      const double rate = unit_.at(data_.bars[bar].close_time_ns - 1);
      cash_ += units_ * action.dividend_share * data_.bars[bar - 1].close * rate;
      units_ = action.split.multiply(units_);
      cash_ += units_ * action.dividend * rate;
    }
  }

  const data::SymbolData& data_;
  PointValues unit_;
  std::size_t next_ = 0;  // bar after the latest one seen
  bool exists_ = false;
  double entry_ = 0;  // account currency for the one unit that was bought
  core::Timestamp entry_time_ = 0;
  double units_ = 1;  // that are held now, after splits
  double cash_ = 0;   // dividends, account currency
};

std::vector<Sample> worth_of(std::vector<Stake> stakes, std::span<const Sample> samples) {
  std::vector<Sample> worth(samples.begin(), samples.end());
  for (std::size_t i = 1; i < worth.size(); ++i) {
    double growth = 0;
    for (Stake& stake : stakes) {
      growth += stake.growth_at(worth[i].time_ns);
    }
    const double cash = samples.front().equity;
    worth[i].equity = cash * growth / static_cast<double>(stakes.size());
  }
  return worth;
}

std::vector<Sample> hold_all(const data::MarketData& market,
                             std::span<const core::SymbolIndex> symbols,
                             std::span<const Sample> samples,
                             std::span<const portfolio::Valuation> valuations) {
  std::vector<Stake> stakes;
  for (const core::SymbolIndex symbol : symbols) {
    stakes.push_back(Stake::after_first_close(market, symbol, samples.front().time_ns, valuations));
  }
  return worth_of(std::move(stakes), samples);
}

}  // namespace

std::vector<Sample> buy_and_hold(const data::MarketData& market, std::span<const Sample> samples,
                                 std::span<const portfolio::Valuation> valuations) {
  if (samples.empty()) {
    return {};
  }
  std::vector<core::SymbolIndex> all(market.symbols.size());
  std::iota(all.begin(), all.end(), core::SymbolIndex{0});
  return hold_all(market, all, samples, valuations);
}

std::vector<Sample> hold(const data::MarketData& market, core::SymbolIndex symbol,
                         std::span<const Sample> samples,
                         std::span<const portfolio::Valuation> valuations) {
  if (samples.empty()) {
    return {};
  }
  Stake stake = Stake::at_first_open(market, symbol, samples.front().time_ns, valuations);
  std::vector<Sample> worth;
  for (std::size_t i = 0; i < samples.size() && stake.exists(); ++i) {
    worth.push_back({samples[i].time_ns, stake.growth_at(samples[i].time_ns)});
  }
  return worth;
}

}  // namespace barometer::analysis
