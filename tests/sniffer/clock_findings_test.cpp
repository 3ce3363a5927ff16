// SPDX-License-Identifier: Apache-2.0
#include "sniffer/clock_findings.hpp"

#include <fmt/format.h>

#include <string>

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"
#include "sniffed.hpp"
#include "sniffer/sniff.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

constexpr const char* kHeader = "time,open,high,low,close,volume\n";

// A row stamped by the clock of `zone`.
std::string row(core::Timestamp time, calendar::Zone& zone) {
  const std::string text = core::format_utc(time + zone.offset(time));
  return text.substr(0, 10) + " " + text.substr(11, 8) + ",10,12,9,11,5\n";
}

// Half hours of 60 sessions of us_equity from 2024-03-01 on, `shift` behind the open of each bar.
std::string sessions(const char* zone, core::Duration shift) {
  const auto venue = calendar::find_venue("us_equity");
  calendar::Zone own(venue.zone);
  calendar::Zone clock(zone);
  std::string text = kHeader;
  for (core::Day day = 19'783; day < 19'870; ++day) {
    if (calendar::has_session(venue, day)) {
      const auto session = calendar::session_of(venue, own, day);
      for (auto open = session.open; open < session.close; open += core::kHour / 2) {
        text += row(open + shift, clock);
      }
    }
  }
  return text;
}

// A row a day that `traded` takes, dates alone or with a midnight.
template <class Traded>
std::string days(core::Day first, core::Day last, const char* clock, const Traded& traded) {
  std::string text = kHeader;
  for (core::Day day = first; day <= last; ++day) {
    if (traded(day)) {
      text += core::format_date(day * core::kDay) + clock + ",10,12,9,11,5\n";
    }
  }
  return text;
}

bool is_weekday(core::Day day) {
  return (day + 3) % 7 < 5;
}

}  // namespace

TEST_CASE("Hours of stocks say venue, clock and side of the stamp") {
  const std::string open = sessions("America/New_York", 0);
  const auto found = sniffer::sniff(one_file("x.csv", open));
  CHECK(value_of(found, "data.venue") == "us_equity");
  CHECK(value_of(found, "data.time.zone") == "America/New_York");
  CHECK(value_of(found, "data.time.stamp") == "open");
  const std::string close = sessions("Europe/Warsaw", core::kHour / 2);
  const auto warsaw = sniffer::sniff(one_file("x.csv", close));
  CHECK(value_of(warsaw, "data.time.zone") == "Europe/Warsaw");
  CHECK(value_of(warsaw, "data.time.stamp") == "close");
  CHECK(open_keys(warsaw).empty());
}

TEST_CASE("Days that keep the holidays of us_equity are its, others are not") {
  const auto venue = calendar::find_venue("us_equity");
  const auto us = [&venue](core::Day day) { return calendar::has_session(venue, day); };
  const std::string dates = days(19'724, 19'800, "", us);
  const auto found = sniffer::sniff(one_file("x.csv", dates));
  CHECK(value_of(found, "data.venue") == "us_equity");
  CHECK(value_of(found, "data.time.stamp").empty());
  CHECK(value_of(found, "data.time.zone").empty());
  const std::string foreign = days(19'724, 19'800, "", is_weekday);
  const auto other = sniffer::sniff(one_file("x.csv", foreign));
  CHECK(value_of(other, "data.venue") == "24x7");
  REQUIRE(other.assumed.size() == 1);
  CHECK(contains(other.assumed.front(), "holidays of us_equity"));
  const std::string few = days(19'724, 19'727, "", us);
  CHECK(open_keys(sniffer::sniff(one_file("x.csv", few))) == "data.venue");
}

TEST_CASE("A midnight of weekdays alone is the date of its day") {
  const std::string weekdays = days(19'724, 19'800, " 00:00:00", is_weekday);
  const auto found = sniffer::sniff(one_file("x.csv", weekdays));
  CHECK(value_of(found, "data.time.stamp") == "open");
  const std::string all = days(19'724, 19'800, " 00:00:00", [](core::Day) { return true; });
  CHECK(open_keys(sniffer::sniff(one_file("x.csv", all))) == "data.time.stamp");
}

TEST_CASE("A source whose servers have clocks of their own is asked for it") {
  std::string text = ",time,open,high,low,close,tick_volume,spread,real_volume\n";
  for (int i = 0; i < 10; ++i) {
    text += fmt::format("{},{},1.1,1.2,1.0,1.1,5,1,0\n", i, 1'636'940'340 + i * 60);
  }
  const auto found = sniffer::sniff(one_file("EURUSD_M1.csv", text));
  CHECK(open_keys(found) == "data.time.zone");
  CHECK(found.questions.front().answers.front().value == "Europe/Athens");
  CHECK(value_of(found, "data.time.stamp") == "open");
}

TEST_CASE("Sessions of a stranger that begin a bar past the full hour are stamped at closes") {
  calendar::Zone utc("UTC");
  std::string text = kHeader;
  for (core::Day day = 19'783; day < 19'800; ++day) {
    for (int minute = 1; minute <= 120 && is_weekday(day); ++minute) {
      text += row(day * core::kDay + 9 * core::kHour + minute * core::kMinute, utc);
    }
  }
  const auto found = sniffer::sniff(one_file("x.csv", text));
  CHECK(value_of(found, "data.time.stamp") == "close");
  CHECK(open_keys(found) == "data.time.zone");
}

TEST_CASE("A column that is called UTC or GMT says its clock") {
  std::string text = "Gmt time,Open,High,Low,Close,Volume\n";
  for (int hour = 10; hour < 20; ++hour) {
    text += fmt::format("02.01.2024 {}:00:00.000,1.1,1.2,1.0,1.1,5\n", hour);
  }
  const auto found = sniffer::sniff(one_file("EURUSD.csv", text));
  CHECK(value_of(found, "data.time.zone") == "UTC");
  CHECK(found.line("data.time.zone")->why == "the column is called so");
  CHECK(value_of(found, "data.time.format") == "\"%d.%m.%Y %H:%M:%S.%f\"");
}
