// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

// Colours that people with colour-blindness tell apart (Okabe & Ito 2008), and quiet ones for what
// frames the data.

namespace barometer::chart {

struct Colour {
  const char* hex;
};

inline constexpr Colour kInk{"#222222"};
inline constexpr Colour kMuted{"#777777"};
inline constexpr Colour kGrid{"#e4e4e4"};
inline constexpr Colour kPaper{"#ffffff"};

inline constexpr Colour kBlue{"#0072b2"};
inline constexpr Colour kSky{"#56b4e9"};
inline constexpr Colour kGreen{"#009e73"};
inline constexpr Colour kYellow{"#f0e442"};
inline constexpr Colour kOrange{"#e69f00"};
inline constexpr Colour kRed{"#d55e00"};
inline constexpr Colour kPurple{"#cc79a7"};

// For things that have no colour of their own: the i-th of them.
inline constexpr Colour series_colour(std::size_t i) {
  constexpr std::array kSeries{kBlue, kOrange, kGreen, kRed, kPurple, kSky, kYellow};
  return kSeries[i % kSeries.size()];
}

}  // namespace barometer::chart
