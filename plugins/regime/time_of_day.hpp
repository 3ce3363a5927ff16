// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/decayed_mean.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "settings.hpp"

namespace barometer::regime_plugin {

// How variance is usually spread over the day: the variance of a slot of the day, per unit of time,
// over that of the day, averaged over past days with exponential weights. A day counts by its shape
// alone, so one wild day cannot stand for all (Andersen & Bollerslev 1997 divide by the day's
// volatility for the same reason). The night is measured against the day that follows it. The
// factors average 1 over the time of a day, so that levels keep their unit.
class TimeOfDay {
 public:
  explicit TimeOfDay(const TimeOfDaySettings& settings)
      : settings_(settings),
        slots_(static_cast<std::size_t>(1440 / settings.slot_minutes + 2),
               Slot(settings.half_life_days)) {}

  // Adds a bar of this length, in whole bars. Returns its slot's factor from the days before, at
  // least kLeastFactor; 0 while fewer than min_days are known.
  double update(double variance, double length, std::int32_t session_date,
                std::int32_t local_minute) {
    const bool new_day = begun_ && session_date != date_;
    if (new_day) {
      close_day();
    }
    date_ = session_date;
    begun_ = true;
    Slot& slot = slots_[new_day && settings_.night_apart
                            ? 0
                            : static_cast<std::size_t>(local_minute / settings_.slot_minutes + 1)];
    slot.sum += variance;
    slot.length += length;
    return slot.factor;
  }

  void clear() {
    std::fill(slots_.begin(), slots_.end(), Slot(settings_.half_life_days));
    begun_ = false;
  }

  void state(auto& archive) {
    archive(date_, begun_);
    for (Slot& slot : slots_) {
      archive(slot);
    }
  }

 private:
  // The least factor, lest a slot in which prices hardly ever move inflate the few moves in it.
  static constexpr double kLeastFactor = 0.01;
  // The most that one night may count for, in days' variance.
  static constexpr double kMostNight = 4;

  struct Slot {
    explicit Slot(double half_life_days) : share(half_life_days) {}

    DecayedMean share;  // over past days: mean variance of the slot / mean variance of the day
    double usual = 0;   // its present value
    double factor = 0;
    double sum = 0;     // of the present day
    double length = 0;  // of its bars
    std::int64_t days = 0;
    double bars = 0;  // whole ones on the last of them

    void state(auto& archive) { archive(share, usual, factor, sum, length, days, bars); }
  };

  void close_day() {
    double sum = 0;
    double length = 0;
    for (std::size_t s = 1; s < slots_.size(); ++s) {
      sum += slots_[s].sum;
      length += slots_[s].length;
    }
    for (std::size_t s = 0; s < slots_.size(); ++s) {
      if (slots_[s].length > 0 && sum > 0) {
        learn(slots_[s], sum / length, s == 0 ? kMostNight * length : length);
      }
      slots_[s].sum = 0;
      slots_[s].length = 0;
    }
    set_factors();
  }

  static void learn(Slot& slot, double day_mean, double most) {
    slot.bars = slot.length;
    const double mean = slot.sum / slot.length;
    slot.usual = slot.share.update(std::min(mean / day_mean, most));
    ++slot.days;
  }

  void set_factors() {
    double sum = 0;
    double bars = 0;
    for (const Slot& slot : slots_) {
      sum += slot.bars * slot.usual;
      bars += slot.bars;
    }
    for (Slot& slot : slots_) {
      slot.factor = slot.days >= settings_.min_days && sum > 0
                        ? std::max(slot.usual * bars / sum, kLeastFactor)
                        : 0;
    }
  }

  TimeOfDaySettings settings_;
  std::vector<Slot> slots_;  // 0: the first bar of a day, where that stands apart
  std::int32_t date_ = 0;
  bool begun_ = false;
};

}  // namespace barometer::regime_plugin
