// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::calendar {

// The version of the system's time zone database, such as 2024a, which results on local time depend
// on; "unknown" where the system does not say.
std::string zone_database_version();

}  // namespace barometer::calendar
