// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::core {

// As a shell reads it back in a command that a message tells to type: as it is where that is safe,
// else in single quotes.
std::string shell_word(const std::string& text);

}  // namespace barometer::core
