// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/timestamp.hpp"

namespace date {
class time_zone;
}

namespace barometer::calendar {

// The UTC instants that a wall clock reading names: none where clocks go forward over it, two where
// they go back over it (earlier first), else one.
struct Instants {
  int count = 0;
  core::Timestamp first = 0;
  core::Timestamp second = 0;
};

// Between two changes of a zone's clocks: [begin, end).
struct ZoneStretch {
  core::Timestamp begin = 0;
  core::Timestamp end = 0;
  core::Duration offset = 0;  // what to add to UTC to get local wall clock time
};

// Reads the system's list of zones now, on this thread. The library reads it at the first use
// otherwise; before threads are started it costs the same and each of them finds it ready. Where
// there is none, nothing happens: each Zone says so itself.
void open_zone_database();

// An IANA time zone of the system's database that remembers the stretch of constant offset it was
// last asked about, so that asking for neighbouring times costs two comparisons. Not for sharing
// between threads; copies are cheap. Rules are known as far as the database's tables reach (2037
// in Debian's); later times keep standard time.
class Zone {
 public:
  // Throws Error{bad_input} when the system does not know the name.
  explicit Zone(const std::string& name);

  // What to add to UTC to get local wall clock time.
  core::Duration offset(core::Timestamp utc) { return stretch(utc).offset; }

  // The one that holds this instant.
  const ZoneStretch& stretch(core::Timestamp utc) {
    if (utc < last_.begin || utc >= last_.end) {
      remember(utc);
    }
    return last_;
  }

  // `local` is wall clock time counted as if it were UTC.
  Instants instants(core::Timestamp local);

 private:
  void remember(core::Timestamp utc);

  const date::time_zone* zone_;
  ZoneStretch last_;  // that was asked about
};

}  // namespace barometer::calendar
