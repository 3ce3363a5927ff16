// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "config/data_config.hpp"
#include "config/load_venue.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/temp_folder.hpp"

namespace barometer_test {

// The market of one symbol, A, whose CSV file has these rows of
// time,open,high,low,close,volume. `config` says bar size, venue, and how stamps are written.
// Throws what data::load_market() does.
inline barometer::data::MarketData market_of_rows(std::string_view rows,
                                                  barometer::config::DataConfig config) {
  namespace config_room = barometer::config;
  const TempFolder folder;
  std::ofstream(folder / "A.csv") << "time,open,high,low,close,volume\n" << rows;
  config.source = config_room::DataSource::csv;
  config.symbols = {"A"};
  if (config_room::is_venue_path(config.venue)) {
    config_room::FaultList faults;
    config.venue_files.push_back(config_room::load_venue(config.venue, faults).value());
  }
  config.csv.path = (folder / "{symbol}.csv").string();
  config.csv.time.name = "time";
  return barometer::data::load_market(config, 1);
}

}  // namespace barometer_test
