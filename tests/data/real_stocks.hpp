// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "csv_fixture.hpp"
#include "real_data.hpp"

namespace barometer {

// Seventy US stocks by the day; two rows of SPY contradict themselves.
inline config::DataConfig real_stocks() {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.venue = "us_equity";
  config.csv.path = (real_data() / "equity_daily_yahoo/{symbol}.csv").string();
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  use_capitals(config.csv);
  return config;
}

}  // namespace barometer
