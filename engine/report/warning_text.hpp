// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/warning.hpp"

namespace barometer::report {

// The warning as a sentence for people; printable (safe_text.hpp).
std::string warning_text(const analysis::Warning& warning);

}  // namespace barometer::report
