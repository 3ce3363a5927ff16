// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "conformance/law_process.hpp"

namespace barometer::app {

// The report of `plugins --verify`: a line a law, and under a broken one what was done, where, what
// was seen, why that may be and what to change.
std::string verify_text(const conformance::VerifyReport& report);

}  // namespace barometer::app
