// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::app {

// The time now in UTC, as the names of run folders and pictures carry it: "20240501-093000".
std::string utc_stamp();

}  // namespace barometer::app
