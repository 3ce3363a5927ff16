// SPDX-License-Identifier: Apache-2.0
#include "regime_oracle_variance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace barometer::oracle {

namespace {

Real yang_zhang_weight(std::size_t window) {
  const auto n = static_cast<Real>(window);
  return 0.34L / (1.34L + (n + 1) / (n - 1));
}

Real ln(double a, double b) {
  return log1pl((static_cast<Real>(a) - b) / b);
}

BarVariance of_bar(const Path& path, std::size_t k, const std::vector<Bar>& bars,
                   const Rules& rules) {
  const Bar& bar = bars[path.bar[k]];
  const Real u = ln(bar.high, bar.open);
  const Real d = ln(bar.low, bar.open);
  const Real c = ln(bar.close, bar.open);
  const Real o = ln(bar.open, bars[path.bar[k - 1]].close);
  const Real range = std::max<Real>(0, u * (u - c) + d * (d - c));
  const Real ln2 = std::numbers::ln2_v<Real>;
  const Real weight = yang_zhang_weight(rules.window);
  const std::map<std::string, Real> by_name{
      {"close", square(path.r[k])},
      {"ewma", square(path.r[k])},
      {"parkinson", square(u - d) / (4 * ln2)},
      {"garman_klass", std::max<Real>(0, square(u - d) / 2 - (2 * ln2 - 1) * c * c)},
      {"rogers_satchell", range},
      {"yang_zhang", o * o + weight * c * c + (1 - weight) * range}};
  const auto length = static_cast<Real>(bar.length);
  const Real whole = rules.time_of_day ? square(path.r[k]) / length
                                       : square(o + (path.r[k] - o) / std::sqrt(length));
  return {path.bar[k], by_name.at(rules.estimator), o, c, range, length, whole};
}

// Weighted mean, newest last, halved every half_life values.
Real decayed_mean(const std::vector<Real>& values, Real half_life) {
  Real sum = 0;
  Real weights = 0;
  for (std::size_t age = 0; age < values.size(); ++age) {
    const Real weight = exp2l(-static_cast<Real>(age) / half_life);
    sum += weight * values[values.size() - 1 - age];
    weights += weight;
  }
  return sum / weights;
}

constexpr int kNight = -1;

// Which slot of the day a step is in; the first of a date is the night's on exchanges.
class Days {
 public:
  Days(const std::vector<BarVariance>& steps, const std::vector<Bar>& bars, const Rules& rules)
      : rules_(rules) {
    for (std::size_t j = 0; j < steps.size(); ++j) {
      const Bar& bar = bars[steps[j].bar];
      const bool first =
          rules.exchange && j > 0 && bars[steps[j - 1].bar].session_date != bar.session_date;
      slot_.push_back(first ? kNight : bar.local_minute / rules.slot_minutes);
      day_[bar.session_date][slot_.back()].push_back(
          {steps[j].value, static_cast<Real>(bar.length)});
    }
    for (const auto& [date, slots] : day_) {
      factors_[date] = factors_from_before(date);
    }
  }

  // 0 if too few days before `date` had the slot of step j.
  Real factor(std::size_t j, std::int32_t date) const {
    const auto& factors = factors_.at(date);
    const auto found = factors.find(slot_[j]);
    return found == factors.end() ? 0 : found->second;
  }

 private:
  struct Traded {
    Real variance;
    Real length;
  };

  using Slots = std::map<int, std::vector<Traded>>;  // bars of one day

  struct History {
    std::vector<Real> shares;  // of the slot's variance a time in the day's, a value per day
    Real bars = 0;             // whole ones on the last day
  };

  static Real length_of(const std::vector<Traded>& bars) {
    Real sum = 0;
    for (const Traded& bar : bars) {
      sum += bar.length;
    }
    return sum;
  }

  // Per whole bar.
  static Real variance_of(const std::vector<Traded>& bars) {
    Real sum = 0;
    for (const Traded& bar : bars) {
      sum += bar.variance;
    }
    return sum / length_of(bars);
  }

  std::map<int, History> histories_before(std::int32_t date) const {
    std::map<int, History> all;
    for (auto day = day_.begin(); day->first < date; ++day) {
      std::vector<Traded> rest;
      for (const auto& [slot, values] : day->second) {
        if (slot != kNight) {
          rest.insert(rest.end(), values.begin(), values.end());
        }
      }
      if (rest.empty() || variance_of(rest) == 0) {
        continue;
      }
      for (const auto& [slot, values] : day->second) {
        const Real share = variance_of(values) / variance_of(rest);
        const Real most = length_of(rest) * (slot == kNight ? 4 : 1);
        all[slot].shares.push_back(std::min(share, most));
        all[slot].bars = length_of(values);
      }
    }
    return all;
  }

  std::map<int, Real> factors_from_before(std::int32_t date) const {
    const auto histories = histories_before(date);
    Real sum = 0;
    Real bars = 0;
    for (const auto& [slot, history] : histories) {
      sum += history.bars * decayed_mean(history.shares, rules_.time_of_day_half_life);
      bars += history.bars;
    }
    std::map<int, Real> factors;
    for (const auto& [slot, history] : histories) {
      if (history.shares.size() >= rules_.time_of_day_min_days) {
        const Real usual = decayed_mean(history.shares, rules_.time_of_day_half_life);
        factors[slot] = std::max(usual * bars / sum, 0.01L);
      }
    }
    return factors;
  }

  const Rules& rules_;
  std::vector<int> slot_;
  std::map<std::int32_t, Slots> day_;
  std::map<std::int32_t, std::map<int, Real>> factors_;
};

Real sample_variance(const std::vector<BarVariance>& steps, std::size_t first, std::size_t last,
                     Real BarVariance::*part) {
  const Real n = static_cast<Real>(last - first);
  Real mean = 0;
  for (std::size_t j = first; j < last; ++j) {
    mean += steps[j].*part / n;
  }
  Real sum = 0;
  for (std::size_t j = first; j < last; ++j) {
    sum += square(steps[j].*part - mean);
  }
  return sum / (n - 1);
}

}  // namespace

std::vector<BarVariance> bar_variances(const Path& path, const std::vector<Bar>& bars,
                                       const Rules& rules) {
  std::vector<BarVariance> all;
  for (std::size_t k = 1; k < path.bar.size(); ++k) {
    all.push_back(of_bar(path, k, bars, rules));
  }
  if (!rules.time_of_day) {
    return all;
  }
  const Days days(all, bars, rules);
  std::vector<BarVariance> known;
  for (std::size_t j = 0; j < all.size(); ++j) {
    const Real factor = days.factor(j, bars[all[j].bar].session_date);
    if (factor > 0) {
      const Real root = std::sqrt(factor);
      known.push_back({all[j].bar, all[j].value / factor, all[j].night / root, all[j].day / root,
                       all[j].range / factor, all[j].length, all[j].square / factor});
    }
  }
  return known;
}

Real window_variance(const std::vector<BarVariance>& steps, std::size_t j, const Rules& rules) {
  if (rules.estimator == "ewma") {
    return fast_variance(steps, j, rules.half_life);
  }
  const std::size_t first = j + 1 - rules.window;
  const bool yang_zhang = rules.estimator == "yang_zhang";
  Real mean = 0;
  Real length = 0;  // of a bar
  for (std::size_t i = first; i <= j; ++i) {
    length += steps[i].length / static_cast<Real>(rules.window);
    mean += (yang_zhang ? steps[i].range : steps[i].value) / static_cast<Real>(rules.window);
  }
  if (!yang_zhang) {
    return mean / length;
  }
  const Real weight = yang_zhang_weight(rules.window);
  return (sample_variance(steps, first, j + 1, &BarVariance::night) +
          weight * sample_variance(steps, first, j + 1, &BarVariance::day) + (1 - weight) * mean) /
         length;
}

Real fast_variance(const std::vector<BarVariance>& steps, std::size_t j, Real half_life) {
  Real sum = 0;
  Real weights = 0;
  for (std::size_t age = 0; age <= j; ++age) {
    const Real weight = exp2l(-static_cast<Real>(age) / half_life);
    if (weight < 1e-30L) {
      break;
    }
    sum += weight * steps[j - age].value;
    weights += weight * steps[j - age].length;
  }
  return sum / weights;
}

Real forecast_variance(const Path& path, const std::vector<Bar>& bars, std::size_t k,
                       const Rules& rules) {
  Real forecast = 0;
  Real shares = 0;
  for (int scale = 1; scale <= 10; ++scale) {
    const Real age = std::ldexp(1.0L, scale);
    const Real decay = expl(-1 / age);
    Real squares = 0;
    Real lengths = 0;
    Real weight = 1;
    for (std::size_t i = k; i > 0 && weight > 1e-30L; --i, weight *= decay) {
      squares += weight * square(path.r[i]);
      lengths += weight * static_cast<Real>(bars[path.bar[i]].length);
    }
    const Real share = 1 - logl(age) / logl(6000.0L);
    forecast += share * squares / lengths;
    shares += share;
  }
  bool moved = false;
  for (std::size_t i = k; i > 0 && i + rules.window > k; --i) {
    moved = moved || path.r[i] != 0;
  }
  return k < 22 || !moved ? kNaN : forecast / shares;
}

}  // namespace barometer::oracle
