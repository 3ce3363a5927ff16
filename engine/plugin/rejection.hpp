// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace barometer::plugin {

// Throws Error{plugin_failed} with a fault for each reason, which names the file as the user knows
// it.
[[noreturn]] inline void reject(const std::filesystem::path& file,
                                std::vector<std::string> reasons) {
  std::vector<core::Fault> faults;
  for (std::string& reason : reasons) {
    faults.push_back({file.string(), "plug-in rejected: " + std::move(reason), ""});
  }
  throw core::Error(core::ErrorKind::plugin_failed, std::move(faults));
}

}  // namespace barometer::plugin
