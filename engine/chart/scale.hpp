// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

// How values become places on a page. A scale knows nothing of pixels: it maps its range to 0..1.

namespace barometer::chart {

struct Tick {
  double value = 0;
  std::string label;
};

class Scale {
 public:
  using Label = std::function<std::string(double)>;

  // Ticks at 1, 2 or 5 x 10^k. An empty or reversed range is widened so that it has an inside.
  static Scale linear(double low, double high, Label label = {});

  // Ticks at powers of ten, or at 1, 2, 5 x 10^k where there are few of those. REQUIRES: the
  // bounds are > 0.
  static Scale logarithmic(double low, double high, Label label = {});

  // Nanoseconds since 1970 UTC; ticks at years, months, days, hours or minutes, whichever fit.
  static Scale time(double low_ns, double high_ns);

  // 0 at the low end, 1 at the high end, beyond them outside; NaN stays NaN.
  double place(double value) const;

  // About `wanted` ticks within the range, ascending.
  std::vector<Tick> ticks(int wanted) const;

  double low() const { return low_; }

  double high() const { return high_; }

 private:
  enum class Kind { linear, logarithmic, time };

  Scale(Kind kind, double low, double high, Label label);

  Kind kind_;
  double low_;
  double high_;
  Label label_;
};

// Labels for the usual axes: "250 ns", "1.5 us", "20 ms"; "12 %" for 0.12; "1.2 M".
std::string nanoseconds_label(double ns);
std::string percent_label(double fraction);
std::string number_label(double value);

}  // namespace barometer::chart
