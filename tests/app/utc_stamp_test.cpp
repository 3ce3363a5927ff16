// SPDX-License-Identifier: Apache-2.0
#include "app/utc_stamp.hpp"

#include <chrono>
#include <iomanip>
#include <sstream>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("the stamp is the time now in UTC, to the second") {
  const std::time_t before = std::time(nullptr);
  const std::string stamp = app::utc_stamp();
  const std::time_t after = std::time(nullptr);
  REQUIRE(stamp.size() == 15);
  CHECK(stamp[8] == '-');
  std::tm read{};
  std::istringstream(stamp.substr(0, 8) + stamp.substr(9)) >> std::get_time(&read, "%Y%m%d%H%M%S");
  const std::time_t time = ::timegm(&read);
  CHECK(time >= before);
  CHECK(time <= after);
}
