// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "calendar/venue.hpp"
#include "data/csv_reader.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

namespace barometer {

using barometer_test::contains;
using barometer_test::utc;

// Hourly bars stamped at their open in epoch milliseconds, with the default column names.
inline config::DataConfig hourly_csv() {
  config::DataConfig config;
  config.file = "test.yaml";
  config.source = config::DataSource::csv;
  config.bar = core::kHour;
  config.csv.time_format = "epoch_ms";
  config.csv.stamp = config::StampSide::open;
  return config;
}

// "Date,Open,High,Low,Close,Volume", as Yahoo and many others name them.
inline void use_capitals(config::CsvConfig& csv) {
  csv.time.name = "Date";
  csv.open.name = "Open";
  csv.high.name = "High";
  csv.low.name = "Low";
  csv.close.name = "Close";
  csv.volume = config::ColumnRef{.name = "Volume"};
}

inline data::CsvBars read_text(std::string_view text, const config::DataConfig& config) {
  const calendar::Venue venue = calendar::find_venue(config.venue);
  return data::read_csv(text, "x.csv", config, venue, data::StampParser(config, venue));
}

inline bool same_bars(const std::vector<data::BarRow>& a, const std::vector<data::BarRow>& b) {
  const auto bytes = [](const std::vector<data::BarRow>& bars) {
    return std::string_view(reinterpret_cast<const char*>(bars.data()),
                            bars.size() * sizeof(data::BarRow));
  };
  return bytes(a) == bytes(b);
}

}  // namespace barometer
