// SPDX-License-Identifier: Apache-2.0
#include "analysis/warning.hpp"

namespace barometer::analysis {

std::string_view code_of(const Warning& warning) {
  return std::visit([](const auto& one) { return one.kCode; }, warning);
}

}  // namespace barometer::analysis
