// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// How values become places on a page. A scale knows nothing of pixels: it maps its range to 0..1.

namespace barometer::chart {

struct Tick {
  double value = 0;
  std::string label;
};

// What a tick says: of a value, in at least so many significant digits.
class Label {
 public:
  Label() = default;

  // Of a function of the value, or of the value and the digits.
  template <class Function>

  requires(!std::is_same_v<Function, Label>) Label(Function function) {
    if constexpr (std::is_invocable_v<Function, double, int>) {
      text_ = std::move(function);
    } else {
      text_ = [function = std::move(function)](double value, int) { return function(value); };
    }
  }

  std::string operator()(double value, int digits) const { return text_(value, digits); }

  explicit operator bool() const { return static_cast<bool>(text_); }

 private:
  std::function<std::string(double, int)> text_;
};

class Scale {
 public:
  // Ticks at 1, 2 or 5 x 10^k. A range that is empty, reversed, or of less than a ten-thousandth of
  // its values is widened so that it has an inside with labels of few digits.
  static Scale linear(double low, double high, Label label = {});

  // Ticks at powers of ten, at 1, 2, 5 x 10^k where there are fewer than three of those, or else
  // as on a linear scale. REQUIRES: the bounds are > 0.
  static Scale logarithmic(double low, double high, Label label = {});

  // Nanoseconds since 1970 UTC; ticks at years, months, days, hours, minutes or seconds,
  // whichever fit; a range of less than ten seconds is widened.
  static Scale time(double low_ns, double high_ns);

  // 0 at the low end, 1 at the high end, beyond them outside; NaN stays NaN.
  double place(double value) const;

  // About `wanted` ticks within the range, ascending: none for none, else three at the least. No
  // two have one label, and none says "-0".
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

// Labels for the usual axes: "250 ns", "1.5 us", "20 ms"; "12 %" for 0.12; "1.2 M". With at least
// `digits` significant digits, without zeros behind the point.
std::string nanoseconds_label(double ns, int digits = 3);
std::string percent_label(double fraction, int digits = 3);
std::string number_label(double value, int digits = 3);

}  // namespace barometer::chart
