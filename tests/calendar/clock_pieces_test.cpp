// SPDX-License-Identifier: Apache-2.0
#include "calendar/clock_pieces.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

// The pieces from one instant to another, as "06:00 " and so on: where each begins, UTC.
std::string begins(const char* zone, core::Duration length, const char* from, const char* to) {
  calendar::ClockPieces pieces(calendar::Zone(zone), length);
  std::string text;
  for (core::Timestamp time = utc(from); time < utc(to);) {
    const calendar::BarSpan piece = pieces.at(time);
    CHECK(piece.open <= time);
    CHECK(pieces.at(piece.close - 1).open == piece.open);
    text += core::format_utc(piece.open).substr(11, 5) + " ";
    time = piece.close;
  }
  return text;
}

}  // namespace

// New York: 02:00 becomes 03:00 at 07:00 UTC, and 02:00 becomes 01:00 at 06:00 UTC.
TEST_CASE("where clocks go forward a piece ends, unless the clock still shows it") {
  const auto spring = [](core::Duration length) {
    return begins("America/New_York", length, "2024-03-10T05:00:00Z", "2024-03-10T14:00:00Z");
  };
  CHECK(spring(core::kHour) == "05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00 13:00 ");
  CHECK(spring(2 * core::kHour) == "05:00 07:00 08:00 10:00 12:00 ");
  CHECK(spring(4 * core::kHour) == "05:00 08:00 12:00 ");
}

TEST_CASE("where clocks go back a piece goes on, unless it begins again") {
  const auto autumn = [](core::Duration length) {
    return begins("America/New_York", length, "2024-11-03T04:00:00Z", "2024-11-03T13:00:00Z");
  };
  CHECK(autumn(core::kHour) == "04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00 ");
  CHECK(autumn(30 * core::kMinute).substr(0, 36) == "04:00 04:30 05:00 05:30 06:00 06:30 ");
  CHECK(autumn(2 * core::kHour) == "04:00 07:00 09:00 11:00 ");
  CHECK(autumn(4 * core::kHour) == "04:00 09:00 ");
}

TEST_CASE("on the evenings of such days pieces begin where the clock says") {
  // A currency's week begins at 17:00: two hours from 16:00, 18:00 and so on.
  CHECK(begins("America/New_York", 2 * core::kHour, "2024-03-10T21:00:00Z",
               "2024-03-11T04:00:00Z") == "20:00 22:00 00:00 02:00 ");
  CHECK(begins("America/New_York", 2 * core::kHour, "2024-11-03T22:00:00Z",
               "2024-11-04T05:00:00Z") == "21:00 23:00 01:00 03:00 ");
}

TEST_CASE("pieces that do not divide a day end with it") {
  CHECK(begins("UTC", 7 * core::kHour, "2024-01-01T00:00:00Z", "2024-01-02T07:00:00Z") ==
        "00:00 07:00 14:00 21:00 00:00 ");
}
