// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "data/csv_reader.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

// Hourly bars stamped at their open in epoch milliseconds, with the default column names.
inline DataConfig hourly_csv() {
  DataConfig config;
  config.file = "test.yaml";
  config.source = DataSource::csv;
  config.bar = kHour;
  config.csv.time_format = "epoch_ms";
  config.csv.stamp = StampSide::open;
  return config;
}

inline CsvBars read_text(std::string_view text, const DataConfig& config) {
  const Venue venue = find_venue(config.venue);
  return read_csv(text, "x.csv", config, venue, StampParser(config, venue));
}

inline bool same_bars(const std::vector<BarRow>& a, const std::vector<BarRow>& b) {
  const auto bytes = [](const std::vector<BarRow>& bars) {
    return std::string_view(reinterpret_cast<const char*>(bars.data()),
                            bars.size() * sizeof(BarRow));
  };
  return bytes(a) == bytes(b);
}

inline Timestamp utc(std::string_view text) {
  return parse_utc(text).value();
}

}  // namespace barometer
