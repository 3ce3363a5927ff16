// SPDX-License-Identifier: Apache-2.0
#include "calendar/hours_count.hpp"

namespace barometer::calendar {

namespace {

bool holds(const TradingSession& session, core::Timestamp time) {
  return time >= session.open && time < session.close;
}

}  // namespace

HoursCount::HoursCount(const Venue& venue) : venue_(venue), zone_(venue.zone) {}

bool HoursCount::add(core::Timestamp middle) {
  go_to(middle);
  const bool on_hours = exists_ && holds(extended_, middle);
  bars += 1;
  out_of_session += exists_ && holds(session_, middle) ? 0 : 1;
  off_hours += on_hours ? 0 : 1;
  return on_hours;
}

void HoursCount::add_uncut(core::Timestamp open, core::Duration bar) {
  go_to(open);
  add(exists_ && holds(session_, open) ? open : open + bar / 2);
}

void HoursCount::go_to(core::Timestamp middle) {
  const core::Day date = session_date_at(venue_, zone_, middle);
  if (date != date_) {
    date_ = date;
    exists_ = has_session(venue_, date);
    session_ = session_of(venue_, zone_, date);
    extended_ = extended_session_of(venue_, zone_, date);
  }
}

}  // namespace barometer::calendar
