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

  bool holds(const BarRow& bar);

  // Whether the dates of these bars are those of the evenings on which their sessions open: Sunday
  // to Thursday. Where the config says `stamp: open` they are then moved to their sessions.
  void follow_evenings(std::vector<BarRow>& bars);

  // Makes the bar at `index` a part of the next one, which begins with it, where the config says
  // so and the next one is the session that it belongs to. False where it stays as it is.
  bool merge(std::size_t index, std::vector<BarRow>& bars);

  std::int64_t merged() const { return merged_; }

  // Says what to write.
  CellFault fault(const BarRow& bar, std::size_t column);

 private:
  core::Day date_of(const BarRow& bar);
  bool ends_week(const BarRow& bar);

  const calendar::Venue& venue_;
  calendar::Zone zone_;
  bool possible_;
  bool wanted_;
  bool at_open_;
  bool evenings_ = false;  // the dates are of evenings, and nothing says so
  std::int64_t merged_ = 0;
};

}  // namespace barometer::data
