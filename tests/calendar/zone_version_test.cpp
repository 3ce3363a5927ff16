// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone_version.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("the version of the time zone database is a year and a letter, or unknown") {
  const std::string version = calendar::zone_database_version();
  const bool dated = version.size() >= 5 && version.starts_with("20");
  CHECK((dated || version == "unknown"));
}
