// SPDX-License-Identifier: Apache-2.0
// The bytes are a venue's file; one that is taken is asked for the sessions of some days.
#include <cstddef>
#include <cstdint>

#include "calendar/venue.hpp"
#include "config/load_venue.hpp"
#include "core/error.hpp"
#include "fuzz/in_memory_file.hpp"

namespace {

using namespace barometer;

void ask(const calendar::Venue& venue) {
  calendar::Zone zone(venue.zone);
  for (const core::Day day : {-100'000, 0, 10'957, 18'000, 19'000, 19'001, 25'000, 100'000}) {
    const calendar::TradingSession session = calendar::session_of(venue, zone, day);
    calendar::break_of(venue, zone, day, session);
    calendar::extended_session_of(venue, zone, day);
    calendar::session_date_at(venue, zone, session.open);
    calendar::has_session(venue, day);
  }
  calendar::first_of_week(venue);
  calendar::bars_per_session_day(venue, core::kHour);
  calendar::sessions_closed(venue, 18'000 * core::kDay, 18'400 * core::kDay);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static barometer_fuzz::InMemoryFile file;
  config::FaultList faults;
  try {
    const auto config = config::load_venue(file.holding(bytes, size), faults);
    if (config && std::move(faults).take().empty()) {
      ask(calendar::make_venue(*config));
    }
  } catch (const core::Error&) {
  }
  return 0;
}
