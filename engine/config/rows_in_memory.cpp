// SPDX-License-Identifier: Apache-2.0
#include "config/rows_in_memory.hpp"

#include <fmt/format.h>

#include "config/scalar.hpp"
#include "core/timestamp.hpp"

namespace barometer::config {

namespace {

// As YAML writes text in double quotes.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    out += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  }
  return out + "\"";
}

std::string venues_text(const std::vector<SymbolVenue>& venues) {
  std::string text;
  for (const SymbolVenue& each : venues) {
    text += (text.empty() ? "" : ", ") + quoted(each.symbol) + ": " + quoted(each.venue);
  }
  return text.empty() ? "" : ", venues: {" + text + "}";
}

}  // namespace

std::vector<std::string> overrides_for_rows(const DataConfig& data) {
  if (data.source == DataSource::table) {
    return {};
  }
  std::string text = fmt::format("data={{source: table, bar: {}, venue: {}",
                                 write_bar_size(data.bar), quoted(data.venue));
  text += venues_text(data.venues);
  text += data.resample ? ", resample: " + write_bar_size(*data.resample) : "";
  text += data.from ? ", from: " + quoted(core::format_utc(*data.from)) : "";
  text += data.to ? ", to: " + quoted(core::format_utc(*data.to)) : "";
  text += ", time: {zone: " + quoted(data.csv.zone);
  text += data.csv.stamp == StampSide::close ? ", stamp: close}}" : ", stamp: open}}";
  return {text};
}

}  // namespace barometer::config
