// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::report {

// Every plug-in that is found, with where it is, its parameters and dimensions; refused ones with
// every reason.
std::string render_plugins();

}  // namespace barometer::report
