// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::test {

// All that `write` hands to the sink it is given.
template <class Write>
std::string written(Write write) {
  std::string text;
  write([&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace barometer::test
