// SPDX-License-Identifier: Apache-2.0
// That people with colour-blindness tell the palette's colours apart, by computation: each kind is
// simulated by the matrix of Machado, Oliveira & Fernandes (2009, "A physiologically-based model
// for simulation of color vision deficiency", severity 1.0) on linear RGB, and distances are those
// of OKLab (Ottosson 2020), in which 0.02 is about the least difference that is seen.
#include "chart/palette.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace barometer::chart;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr double kLeastDistance = 0.07;

struct Sight {
  const char* name;
  Matrix matrix;
};

constexpr std::array kSights{Sight{"usual", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
                             Sight{"protanopia",
                                   {{{0.152286, 1.052583, -0.204868},
                                     {0.114503, 0.786281, 0.099216},
                                     {-0.003882, -0.048116, 1.051998}}}},
                             Sight{"deuteranopia",
                                   {{{0.367322, 0.860646, -0.227968},
                                     {0.280085, 0.672501, 0.047413},
                                     {-0.011820, 0.042940, 0.968881}}}},
                             Sight{"tritanopia",
                                   {{{1.255528, -0.076749, -0.178779},
                                     {-0.078411, 0.930809, 0.147602},
                                     {0.004733, 0.691367, 0.303900}}}}};

Triple times(const Matrix& matrix, const Triple& v) {
  Triple product{};
  for (std::size_t row = 0; row < 3; ++row) {
    product[row] = matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2];
  }
  return product;
}

Triple linear_rgb(const std::string& hex) {
  Triple rgb{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    rgb[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return rgb;
}

Triple oklab(Triple rgb) {
  for (double& c : rgb) {
    c = std::clamp(c, 0.0, 1.0);
  }
  Triple cones = times({{{0.4122214708, 0.5363325363, 0.0514459929},
                         {0.2119034982, 0.6806995451, 0.1073969566},
                         {0.0883024619, 0.2817188376, 0.6299787005}}},
                       rgb);
  for (double& c : cones) {
    c = std::cbrt(c);
  }
  return times({{{0.2104542553, 0.7936177850, -0.0040720468},
                 {1.9779984951, -2.4285922050, 0.4505937099},
                 {0.0259040371, 0.7827717662, -0.8086757660}}},
               cones);
}

double distance(const Triple& a, const Triple& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

// WCAG 2.2, relative luminance and contrast ratio.
double contrast(const std::string& a, const std::string& b) {
  const auto luminance = [](const std::string& hex) {
    const Triple rgb = linear_rgb(hex);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  };
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

void check_palette(const std::vector<std::string>& colours) {
  for (const Sight& sight : kSights) {
    for (std::size_t i = 0; i < colours.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        INFO(sight.name << ": " << colours[i] << " and " << colours[k]);
        CHECK(distance(oklab(times(sight.matrix, linear_rgb(colours[i]))),
                       oklab(times(sight.matrix, linear_rgb(colours[k])))) >= kLeastDistance);
      }
    }
  }
}

}  // namespace

TEST_CASE("the computation is that of the papers") {
  // OKLab's own example of white, and that a deuteranope's red and green come closer.
  CHECK(oklab(linear_rgb("#ffffff"))[0] == Approx(1).margin(1e-4));
  const Matrix& deutan = kSights[2].matrix;
  const Triple red = linear_rgb("#cc3333");
  const Triple green = linear_rgb("#668833");
  CHECK(distance(oklab(times(deutan, red)), oklab(times(deutan, green))) <
        0.5 * distance(oklab(red), oklab(green)));
}

TEST_CASE("any two series are told apart by everybody, on light pages and on dark ones") {
  std::vector<std::string> light{kInk.hex};
  std::vector<std::string> dark{kInk.dark};
  for (const Colour& colour : kSeriesColours) {
    light.emplace_back(colour.hex);
    dark.emplace_back(colour.dark);
  }
  check_palette(light);
  check_palette(dark);
}

TEST_CASE("text is read on its page (WCAG AA, 4.5), and dark pages' series are seen (3)") {
  for (const Colour& colour : {kInk, kMuted}) {
    CHECK(contrast(colour.hex, kPaper.hex) >= 4.5);
    CHECK(contrast(colour.dark, kPaper.dark) >= 4.5);
  }
  for (const Colour& colour : kSeriesColours) {
    CHECK(contrast(colour.dark, kPaper.dark) >= 3);
  }
}

TEST_CASE("more is seen as more by everybody, and words on it are read") {
  constexpr double kLeastStep = 0.06;
  for (const Sight& sight : kSights) {
    const auto seen = [&](const char* hex) {
      return oklab(times(sight.matrix, linear_rgb(hex)))[0];
    };
    for (std::size_t i = 1; i < kScaleColours.size(); ++i) {
      INFO(sight.name << ", step " << i);
      CHECK(seen(kScaleColours[i - 1].hex) - seen(kScaleColours[i].hex) >= kLeastStep);
      CHECK(seen(kScaleColours[i].dark) - seen(kScaleColours[i - 1].dark) >= kLeastStep);
    }
  }
  for (std::size_t i = 0; i < kScaleColours.size(); ++i) {
    const Colour words = i < kScaleOnInk ? kInk : kPaper;
    INFO("step " << i);
    CHECK(contrast(kScaleColours[i].hex, words.hex) >= 4.5);
    CHECK(contrast(kScaleColours[i].dark, words.dark) >= 4.5);
  }
}
