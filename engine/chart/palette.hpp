// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

// Colours that people with colour-blindness tell apart (Okabe & Ito 2008), and quiet ones for what
// frames the data; on a dark page their places are taken by colours that were searched for the
// largest difference to one another under simulated colour-blindness. tests/chart/palette_test.cpp
// holds how far apart all are.

namespace barometer::chart {

struct Colour {
  const char* hex;
  const char* dark = "";  // in its place on a dark page; empty: the same
};

inline constexpr Colour kInk{"#222222", "#e4e6e8"};
inline constexpr Colour kMuted{"#6e6e6e", "#a3a8ad"};
inline constexpr Colour kGrid{"#e4e4e4", "#33383d"};
inline constexpr Colour kPaper{"#ffffff", "#15181b"};

inline constexpr Colour kBlue{"#0072b2", "#4b88e4"};
inline constexpr Colour kSky{"#56b4e9", "#8fd3ff"};
inline constexpr Colour kGreen{"#009e73", "#1fb98a"};
inline constexpr Colour kYellow{"#f0e442", "#fad34f"};
inline constexpr Colour kOrange{"#e69f00", "#f5a211"};
inline constexpr Colour kRed{"#d55e00", "#ee6a1f"};
inline constexpr Colour kPurple{"#cc79a7", "#cc92d2"};

inline constexpr std::array kSeriesColours{kBlue, kOrange, kGreen, kRed, kPurple, kSky, kYellow};

// From little to much: one hue in steps of lightness, dark on light pages and light on dark ones
// where there is much. Words on the first kScaleOnInk of them are kInk, on the others kPaper.
inline constexpr std::array kScaleColours{
    Colour{"#e5f2ff", "#00274b"}, Colour{"#bdddff", "#003c6c"}, Colour{"#89c3fe", "#03528e"},
    Colour{"#61a3e6", "#2569a8"}, Colour{"#2d70b0", "#5395d7"}, Colour{"#03528e", "#76bafe"},
    Colour{"#003562", "#badbfe"}};
inline constexpr std::size_t kScaleOnInk = 4;

// For things that have no colour of their own: the i-th of them.
inline constexpr Colour series_colour(std::size_t i) {
  return kSeriesColours[i % kSeriesColours.size()];
}

}  // namespace barometer::chart
