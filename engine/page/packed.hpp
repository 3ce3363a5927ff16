// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

// Series as short text for the page's data block: whole numbers in the variable-length base64 of
// source maps (five bits a digit, the lowest first, the sixth bit set where more follow).

namespace barometer::page {

// `value` >= 0.
void append_packed(std::string& out, std::uint64_t value);

// Each less the one before it, the sign in the lowest bit; the first less 0.
std::string packed_differences(std::span<const std::int64_t> values);

// The difference of each difference to the one before it, for what mostly rises by as much: the
// times of bars.
std::string packed_times(std::span<const std::int64_t> times);

// Numbers as whole numbers from 0 to `most`, by their logarithms where their range is above 0 and
// wide: a level is 1/most of the range, which is as much as a picture shows.
class Levels {
 public:
  static constexpr std::int64_t kNone = -1;  // of what is not finite

  // From the lowest to the highest of the finite ones among `values`.
  Levels(std::span<const double> values, std::int64_t most);

  std::int64_t of(double value) const;

  // "lo":..,"hi":..,"log":..,"most":..
  std::string json_members() const;

 private:
  std::int64_t most_;
  double low_ = 0;
  double high_ = 0;
  double origin_ = 0;  // of the scale, a logarithm where it is one
  double factor_ = 0;
  bool logarithmic_ = false;
};

// `value` as JSON: 9 significant digits, null where it is not finite.
std::string json_number(double value);
std::string json_number(std::optional<double> value);

}  // namespace barometer::page
