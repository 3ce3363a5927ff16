// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone_version.hpp"

#include <date/tz.h>

#include <fstream>
#include <stdexcept>
#include <string_view>

namespace barometer::calendar {

namespace {

// The compiled database of most systems carries its source's text, whose first line is
// "# version 2024a" (tz-link, "Downloading the tz database").
std::string version_in_source() {
  constexpr std::string_view kBegin = "# version ";
  std::ifstream stream("/usr/share/zoneinfo/tzdata.zi");
  std::string line;
  return std::getline(stream, line) && line.starts_with(kBegin) ? line.substr(kBegin.size())
                                                                : "unknown";
}

}  // namespace

std::string zone_database_version() {
  try {
    const std::string& version = date::get_tzdb().version;
    return version.empty() || version == "unknown" ? version_in_source() : version;
  } catch (const std::runtime_error&) {
    return "unknown";
  }
}

}  // namespace barometer::calendar
