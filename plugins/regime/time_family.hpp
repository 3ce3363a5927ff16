// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/regime_tagger.hpp>

#include "batch.hpp"
#include "clock.hpp"
#include "dimensions.hpp"
#include "label_state.hpp"

namespace barometer::regime_plugin {

// The time family: tags that follow from the calendar row and the bar's time, for bad bars too.
class TimeFamily {
 public:
  explicit TimeFamily(const bm_instrument& instrument) : clock_(instrument) {}

  // kMost: 1 of a block of a single bar, whose loops vanish.
  template <std::size_t kMost>
  void tag(const TagBlock& block) {
    tag_labels<kMost>(block, kSession, session_onset_, [this](const auto& row, std::int64_t time) {
      return clock_.session(row, time);
    });
    tag_labels<kMost>(block, kWeekday, weekday_onset_,
                      [this](const auto& row, std::int64_t) { return weekday(row); });
    tag_labels<kMost>(block, kCalendar, calendar_onset_,
                      [this](const auto& row, std::int64_t) { return clock_.calendar(row); });
    tag_minutes<kMost>(block, kMinutesFromOpen, [this](const auto& row, std::int64_t time) {
      return clock_.minutes_from_open(row, time);
    });
    tag_minutes<kMost>(block, kMinutesToClose, [this](const auto& row, std::int64_t time) {
      return clock_.minutes_to_close(row, time);
    });
  }

  void reset() { session_onset_ = weekday_onset_ = calendar_onset_ = {}; }

  void state(auto& archive) { archive(session_onset_, weekday_onset_, calendar_onset_); }

 private:
  // The weekday is computed once per day, which has many bars.
  Weekday weekday(const bm_calendar_row& row) {
    if (row.session_date != date_ || weekday_ == Weekday::unknown) [[unlikely]] {
      date_ = row.session_date;
      weekday_ = clock_.weekday(row);
    }
    return weekday_;
  }

  static std::int64_t close_time(const TagBlock& block, std::int64_t k) {
    return block.bars().close_time_ns[(block.first() + k) * block.bars().stride];
  }

  template <std::size_t kMost>
  static std::int64_t count_of(const TagBlock& block) {
    return kMost == 1 ? 1 : block.count();
  }

  template <std::size_t kMost, class LabelOf>
  static void tag_labels(const TagBlock& block, Dimension dimension, LabelOnset& onset,
                         LabelOf label_of) {
    std::int8_t* const labels = block.category(dimension);
    if (labels == nullptr) {
      return;
    }
    std::int64_t* const onsets = block.onset(dimension);
    const TagBlock bars = block;  // copies that no store can change: they stay in registers
    LabelOnset present = onset;
    for (std::int64_t k = 0; k < count_of<kMost>(bars); ++k) {
      const auto label = static_cast<std::int8_t>(label_of(bars.calendar(k), close_time(bars, k)));
      labels[k] = label;
      const std::int64_t begun = present.update(label, bars.first() + k);
      if (onsets != nullptr) {
        onsets[k] = begun;
      }
    }
    onset = present;
  }

  template <std::size_t kMost, class MinutesOf>
  static void tag_minutes(const TagBlock& block, Dimension dimension, MinutesOf minutes_of) {
    float* const minutes = block.scalar(dimension);
    if (minutes == nullptr) {
      return;
    }
    for (std::int64_t k = 0; k < count_of<kMost>(block); ++k) {
      minutes[k] = minutes_of(block.calendar(k), close_time(block, k));
    }
  }

  SessionClock clock_;
  std::int32_t date_ = 0;
  Weekday weekday_ = Weekday::unknown;  // of date_
  LabelOnset session_onset_;
  LabelOnset weekday_onset_;
  LabelOnset calendar_onset_;
};

}  // namespace barometer::regime_plugin
