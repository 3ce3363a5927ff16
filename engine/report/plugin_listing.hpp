// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::report {

// Every plug-in that is found, with its path, parameters and dimensions; for a file that cannot be
// loaded, every reason.
std::string render_plugins();

}  // namespace barometer::report
