// SPDX-License-Identifier: Apache-2.0
#include "data/row_order.hpp"

#include <fmt/format.h>

#include <limits>

namespace barometer::data {

namespace {

using Limits = std::numeric_limits<core::Timestamp>;

constexpr const char* kIsNewestFirst =
    "where the rows run from newest to oldest, say data.order: newest_first";
constexpr const char* kIsOldestFirst =
    "where the rows run from oldest to newest, leave data.order out";

}  // namespace

core::Timestamp before_first(config::RowOrder order) {
  return order == config::RowOrder::newest_first ? Limits::max() : Limits::min();
}

bool in_order(core::Timestamp time, core::Timestamp previous, config::RowOrder order) {
  return order == config::RowOrder::newest_first ? time < previous : time > previous;
}

CellFault out_of_order(core::Timestamp time, core::Timestamp previous, config::RowOrder order,
                       bool second) {
  const bool newest_first = order == config::RowOrder::newest_first;
  const bool again = time == previous;
  const char* is = again ? "a second one of" : newest_first ? "later than" : "earlier than";
  const bool turned = !again && second;
  return {1, fmt::format("the bar is {} the row before", is),
          fmt::format("the bar closing {} is {} the row before, expected {}",
                      core::format_utc(time), is, newest_first ? "an earlier one" : "a later one"),
          again    ? "leave one of them"
          : turned ? newest_first ? kIsOldestFirst : kIsNewestFirst
                   : "sort the rows by time, or mend the time before this one",
          !turned};
}

}  // namespace barometer::data
