// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace barometer::report {

// How this program was made; filled in by CMake.
struct BuildInfo {
  std::string_view version;   // "0.1.0"
  std::string_view compiler;  // "GNU 12.2.0"
  std::string_view flags;     // as the compiler got them
  std::string_view type;      // "Release"
};

const BuildInfo& build_info();

}  // namespace barometer::report
