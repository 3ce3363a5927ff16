// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/regime_tagger.hpp>

#include "clock.hpp"
#include "dimensions.hpp"
#include "id_run.hpp"
#include "run.hpp"

namespace barometer::regime_plugin {

// The time family: everything from the calendar row and the bar's time, bad bars included.
class TimeFamily {
 public:
  explicit TimeFamily(const bm_instrument& instrument) : clock_(instrument) {}

  void tag(const TagBlock& block) {
    tag_id(block, kSession, session_onset_,
           [this](const auto& row, std::int64_t time) { return clock_.session(row, time); });
    tag_id(block, kWeekday, weekday_onset_,
           [this](const auto& row, std::int64_t) { return weekday(row); });
    tag_id(block, kCalendar, calendar_onset_,
           [](const auto& row, std::int64_t) { return SessionClock::calendar(row); });
    tag_minutes(block, kMinutesFromOpen, [this](const auto& row, std::int64_t time) {
      return clock_.minutes_from_open(row, time);
    });
    tag_minutes(block, kMinutesToClose, [this](const auto& row, std::int64_t time) {
      return clock_.minutes_to_close(row, time);
    });
  }

  void reset() { session_onset_ = weekday_onset_ = calendar_onset_ = {}; }

  void state(auto& archive) { archive(session_onset_, weekday_onset_, calendar_onset_); }

 private:
  // A day has many bars: its weekday is found once.
  Weekday weekday(const bm_calendar_row& row) {
    if (row.session_date != date_ || weekday_ == Weekday::unknown) [[unlikely]] {
      date_ = row.session_date;
      weekday_ = SessionClock::weekday(row);
    }
    return weekday_;
  }

  static std::int64_t close_time(const TagBlock& block, std::int64_t k) {
    return block.bars().close_time_ns[(block.first() + k) * block.bars().stride];
  }

  template <class IdOf>
  static void tag_id(const TagBlock& block, Dimension dimension, IdOnset& onset, IdOf id_of) {
    std::int8_t* const ids = block.category(dimension);
    if (ids == nullptr) {
      return;
    }
    std::int64_t* const onsets = block.onset(dimension);
    const TagBlock bars = block;  // copies that no store can change: they stay in registers
    IdOnset present = onset;
    for (std::int64_t k = 0; k < bars.count(); ++k) {
      const auto id = static_cast<std::int8_t>(id_of(bars.calendar(k), close_time(bars, k)));
      ids[k] = id;
      const std::int64_t begun = present.update(id, bars.first() + k);
      if (onsets != nullptr) {
        onsets[k] = begun;
      }
    }
    onset = present;
  }

  template <class MinutesOf>
  static void tag_minutes(const TagBlock& block, Dimension dimension, MinutesOf minutes_of) {
    float* const minutes = block.scalar(dimension);
    if (minutes == nullptr) {
      return;
    }
    for (std::int64_t k = 0; k < block.count(); ++k) {
      minutes[k] = minutes_of(block.calendar(k), close_time(block, k));
    }
  }

  SessionClock clock_;
  std::int32_t date_ = 0;
  Weekday weekday_ = Weekday::unknown;  // of date_
  IdOnset session_onset_;
  IdOnset weekday_onset_;
  IdOnset calendar_onset_;
};

}  // namespace barometer::regime_plugin
