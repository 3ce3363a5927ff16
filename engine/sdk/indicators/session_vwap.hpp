// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

namespace barometer {

// Volume-weighted average price since the session's first bar: sum of volume times typical price
// (high + low + close) / 3, over sum of volume, both starting from 0 in each session (chart
// vendors' anchored intraday VWAP). NaN while the session has had no volume.
class SessionVwap {
 public:
  // `session` is any number that changes when a session begins: a tagger has
  // bm_calendar_row::session_date, a strategy may divide the time.
  void update(std::int64_t session, double high, double low, double close, double volume) {
    if (session != session_) {
      session_ = session;
      traded_ = volume_ = 0;
    }
    traded_ += volume * ((high + low + close) / 3);
    volume_ += volume;
  }

  bool ready() const { return volume_ > 0; }

  double value() const { return ready() ? traded_ / volume_ : kNotKnown; }

  // The number of updates until ready(). of bars with volume.
  std::int64_t warmup() const { return 1; }

  void state(auto& archive) { archive(session_, traded_, volume_); }

 private:
  std::int64_t session_ = 0;
  double traded_ = 0;
  double volume_ = 0;
};

}  // namespace barometer
