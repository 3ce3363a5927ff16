// SPDX-License-Identifier: Apache-2.0
#include "calendar/clock_pieces.hpp"

#include <algorithm>

#include "core/floor_division.hpp"

namespace barometer::calendar {

// Begin and end by the clock of the piece that it shows at `local`, both counted as if they were
// UTC.
BarSpan ClockPieces::by_clock(core::Timestamp local) const {
  const core::Timestamp midnight = core::floor_divide(local, core::kDay) * core::kDay;
  const core::Timestamp open = midnight + (local - midnight) / length_ * length_;
  return {open, std::min(open + length_, midnight + core::kDay)};
}

// Whether the piece that is `local` by the clock is still the same where, clocks having changed,
// the clock shows `other`.
bool ClockPieces::goes_on(const BarSpan& local, core::Timestamp other) const {
  return other > local.open && other < local.close;
}

// No two changes of clocks lie within a piece.
BarSpan ClockPieces::find(core::Timestamp time) {
  const ZoneStretch now = clock_.stretch(time);
  const BarSpan local = by_clock(time + now.offset);
  BarSpan piece{local.open - now.offset, local.close - now.offset};
  if (piece.open < now.begin) {
    const ZoneStretch before = clock_.stretch(now.begin - 1);
    const bool same = goes_on(local, now.begin + now.offset) &&
                      by_clock(now.begin - 1 + before.offset).open == local.open;
    piece.open = same ? local.open - before.offset : now.begin;
  }
  if (piece.close >= now.end) {
    const ZoneStretch behind = clock_.stretch(now.end);
    const bool same = goes_on(local, now.end + behind.offset);
    piece.close = same ? local.close - behind.offset : now.end;
  }
  return piece;
}

}  // namespace barometer::calendar
