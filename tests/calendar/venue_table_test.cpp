// SPDX-License-Identifier: Apache-2.0
#include "calendar/venue_table.hpp"

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::VenueConfig file_of(const char* name) {
  config::VenueConfig venue;
  venue.file = std::string(name) + ".yaml";
  venue.hash = "of " + std::string(name);
  venue.name = name;
  venue.zone = "Asia/Tokyo";
  venue.first_year = 2000;
  venue.last_year = 2030;
  venue.hours = {{{}, 9 * core::kHour, 15 * core::kHour, {}, {}}};
  return venue;
}

}  // namespace

TEST_CASE("symbols trade at the run's venue unless they are named") {
  config::DataConfig config;
  config.venue = "us_equity";
  config.venues = {{"BTC", {}, "24x7"}, {"SPY", {}, "us_equity"}, {"ETH", {}, "24x7"}};
  const calendar::VenueTable venues(config);
  REQUIRE(venues.all().size() == 2);
  CHECK(venues[0].name == "us_equity");
  CHECK(venues[1].name == "24x7");
  CHECK(venues.number_of("AAPL") == 0);
  CHECK(venues.number_of("SPY") == 0);
  CHECK(venues.number_of("BTC") == 1);
  CHECK(venues.number_of("ETH") == 1);
}

TEST_CASE("a file is one venue, whatever its path is") {
  config::DataConfig config;
  config.venue = "a/t.yaml";
  config.venues = {{"X", {}, "b/t.yaml"}, {"Y", {}, "u.yaml"}};
  config.venue_files = {file_of("t"), file_of("t"), file_of("u")};
  config.venue_files[0].file = "a/t.yaml";
  config.venue_files[1].file = "b/t.yaml";
  const calendar::VenueTable venues(config);
  REQUIRE(venues.all().size() == 2);
  CHECK(venues.number_of("X") == 0);
  CHECK(venues.number_of("Y") == 1);
  CHECK(venues[1].name == "u");
  CHECK(venues[1].hash == "of u");
}

TEST_CASE(
    "an unknown venue is told where its symbol is named, faults of a file at their own places") {
  config::DataConfig config;
  config.file = "t.yaml";
  config.venues = {{"BTC", {4, 20}, "24x8"}};
  try {
    calendar::VenueTable{config};
    FAIL("the venue was found");
  } catch (const core::Error& error) {
    CHECK(error.faults()[0].where == "t.yaml:4:20");
    CHECK(error.faults()[0].fix == "did you mean '24x7'?");
  }
  config.venues = {{"X", {4, 20}, "u.yaml"}};
  config.venue_files = {file_of("u")};
  config.venue_files[0].holidays = {"never"};
  config.venue_files[0].holidays_at = {{9, 3}};
  try {
    calendar::VenueTable{config};
    FAIL("the rule was understood");
  } catch (const core::Error& error) {
    CHECK(error.faults()[0].where == "u.yaml:9:3");
  }
}
