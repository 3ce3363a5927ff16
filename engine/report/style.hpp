// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::report {

enum class Tone { plain, strong, faint, good, bad, warning };

// Whether text is written in the ANSI colours of a terminal, or plainly.
struct Style {
  bool colour = false;

  std::string paint(Tone tone, std::string_view text) const;
};

}  // namespace barometer::report
