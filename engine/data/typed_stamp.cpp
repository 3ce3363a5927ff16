// SPDX-License-Identifier: Apache-2.0
#include "data/typed_stamp.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "core/floor_division.hpp"
#include "data/stamp_parser.hpp"

namespace barometer::data {

bool is_readable(core::Timestamp time) {
  constexpr core::Timestamp kFarthest = kFarthestStamp - 2 * core::kDay;  // by any wall clock
  return time > -kFarthest && time < kFarthest;
}

std::string written_stamp(std::string_view format, core::Timestamp time, core::Duration offset) {
  const core::Timestamp wall = time + offset;
  const core::Timestamp part = core::floor_modulo(wall, core::kSecond);
  if (format == kDateFormat) {
    return core::format_date(wall);
  }
  std::string text = core::format_utc(wall - part);  // 2024-01-02T03:04:05Z
  text[10] = ' ';
  text.pop_back();
  text += fmt::format(".{:09}", part);
  if (format == kInstantFormat) {
    const core::Duration minutes = std::abs(offset) / core::kMinute;
    text += fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
  }
  return text;
}

}  // namespace barometer::data
