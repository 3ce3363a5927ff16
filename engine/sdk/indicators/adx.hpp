// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/ema.hpp>

#include <algorithm>
#include <cmath>

namespace barometer {

// Average directional index and directional indicators, each 0..100 (Wilder 1978, section IV).
// Of two bars, the larger of (high - previous high) and (previous low - low), if positive, is the
// movement in its direction, and the other is none. With M+, M- and TR Wilder's means over n of the
// two movements and the true range, all from the second bar on:
//   DI+ = 100 M+ / TR,  DI- = 100 M- / TR,  DX = 100 |DI+ - DI-| / (DI+ + DI-),
// and ADX is Wilder's mean over n of DX. Where nothing has moved a quotient 0 / 0 counts as 0.
class Adx {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Adx(std::int64_t window) : rise_(window), fall_(window), range_(window), mean_(window) {}

  void update(double high, double low, double close) {
    if (seen_) {
      move(high, low);
    }
    last_high_ = high;
    last_low_ = low;
    last_close_ = close;
    seen_ = true;
  }

  bool ready() const { return mean_.ready(); }

  // ADX; NaN before 2 n bars.
  double value() const { return mean_.value(); }

  // DI+ and DI-; NaN before n + 1 bars.
  double plus() const { return percent(rise_.value(), range_.value()); }

  double minus() const { return percent(fall_.value(), range_.value()); }

  // The number of updates until ready().
  std::int64_t warmup() const { return 2 * mean_.warmup(); }

  void state(auto& archive) {
    archive(rise_, fall_, range_, mean_, last_high_, last_low_, last_close_, seen_);
  }

 private:
  static double percent(double part, double whole) { return whole == 0 ? 0 : 100 * part / whole; }

  void move(double high, double low) {
    const double up = high - last_high_;
    const double down = last_low_ - low;
    rise_.update(up > down && up > 0 ? up : 0);
    fall_.update(down > up && down > 0 ? down : 0);
    range_.update(std::max(high, last_close_) - std::min(low, last_close_));
    if (range_.ready()) {
      mean_.update(percent(std::abs(plus() - minus()), plus() + minus()));
    }
  }

  WilderMean rise_;
  WilderMean fall_;
  WilderMean range_;
  WilderMean mean_;  // of DX
  double last_high_ = 0;
  double last_low_ = 0;
  double last_close_ = 0;
  bool seen_ = false;
};

}  // namespace barometer
