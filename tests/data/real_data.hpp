// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace barometer {

// The market data outside this repository; where they are missing the test is skipped.
inline std::filesystem::path real_data() {
  const char* root = std::getenv("BAROMETER_DATA");
  const std::filesystem::path folder = root == nullptr ? "../shared/data" : root;
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: there is no folder %s; set BAROMETER_DATA\n", folder.c_str());
    std::exit(77);
  }
  return folder;
}

}  // namespace barometer
