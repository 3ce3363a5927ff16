// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "tables/table_column.hpp"

namespace barometer::tables {

namespace {

// By the letter behind "ts" and "td".
core::Duration unit_of(char letter) {
  switch (letter) {
    case 's':
      return core::kSecond;
    case 'm':
      return core::kMillisecond;
    case 'u':
      return core::kMicrosecond;
    case 'n':
      return 1;
    default:
      return 0;
  }
}

ColumnType timestamp_of(std::string_view format) {
  const core::Duration unit = unit_of(format[2]);
  if (unit == 0 || format[3] != ':') {
    return {};
  }
  const std::string_view zone = format.substr(4);
  return {.kind = zone.empty() ? CellKind::clock : CellKind::time,
          .unit = unit,
          .zone = std::string(zone)};
}

ColumnType type_of(std::string_view format) {
  constexpr std::string_view kNumbers = "cCsSiIlLfg";
  if (format.size() == 1 && kNumbers.find(format[0]) != kNumbers.npos) {
    return {.kind = CellKind::number, .letter = format[0]};
  }
  if (format == "u" || format == "U" || format == "vu") {
    return {.kind = CellKind::text, .letter = format[0]};
  }
  if (format == "tdD" || format == "tdm") {
    const bool days = format[2] == 'D';
    return {.kind = CellKind::date, .unit = days ? core::kDay : core::kMillisecond, .wide = !days};
  }
  return format.size() >= 4 && format.starts_with("ts") ? timestamp_of(format) : ColumnType{};
}

}  // namespace

ColumnType ColumnType::of(std::string_view format) {
  ColumnType type = type_of(format);
  type.format = format;
  return type;
}

}  // namespace barometer::tables
