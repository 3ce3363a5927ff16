// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "data/bar_row.hpp"
#include "data/row_parser.hpp"

namespace barometer::data {

// Daily bars of an evening before the week's first session, at a venue whose sessions open on the
// evening before: the hours of a Sunday from 17:00 on are Monday's. Files by the calendar day have
// them apart.
class SundayBars {
 public:
  // Both outlive it.
  SundayBars(const calendar::Venue& venue, const config::DataConfig& config);

  // Whether the bar is one of those.
  bool is_stub(const BarRow& bar);

  // Whether the dates of these bars are those of the evenings on which their sessions open: Sunday
  // to Thursday, and few of a week's last day. Where the config says `stamp: open` all of them are
  // then moved to their sessions, and what is of a last evening to a day that has none.
  void follow_evenings(std::vector<BarRow>& bars);

  // Makes the bar at `index` a part of the bar at `next`, the first behind it that is kept, which
  // then begins with it, where the config says so. One without a bar in the week after it is left
  // out and counted. False where it stays as it is.
  bool merge(std::size_t index, std::size_t next, std::vector<BarRow>& bars);

  std::int64_t merged() const { return merged_; }

  std::int64_t left_out() const { return left_out_; }

  // Whether the dates were those of evenings and the bars have been moved.
  bool moved() const { return moved_; }

  // Says what to write.
  CellFault fault(const BarRow& bar, std::size_t column);

 private:
  core::Day date_of(const BarRow& bar);
  bool ends_week(const BarRow& bar);

  const calendar::Venue& venue_;
  calendar::Zone zone_;
  bool possible_;
  bool merges_;
  bool at_open_;
  bool evenings_ = false;  // the dates are of evenings, and nothing says so
  bool one_week_ = false;  // they may be, for all that one Sunday tells
  bool moved_ = false;
  std::int64_t merged_ = 0;
  std::int64_t left_out_ = 0;
};

}  // namespace barometer::data
