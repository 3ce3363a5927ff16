// SPDX-License-Identifier: Apache-2.0
// The bytes are a file of labels of two symbols' bars, whose labels may be anything or some words.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "data/csv_fixture.hpp"
#include "data/label_file.hpp"
#include "fuzz/in_memory_file.hpp"

using namespace barometer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static barometer_fuzz::InMemoryFile file;
  const std::string path = file.holding(bytes, size);
  config::DataConfig config = hourly_csv();
  const std::vector<core::Timestamp> closes{utc("2017-08-17 05:00"), utc("2017-08-17 06:00"),
                                            utc("2017-08-17 07:00")};
  for (const auto& words : {std::vector<std::string>{}, std::vector<std::string>{"calm", "wild"}}) {
    for (const auto rule : {config::BadRows::refuse, config::BadRows::skip}) {
      config.csv.bad_rows = rule;
      std::vector<data::LabelledSymbol> symbols{{"BTC", 0, closes}, {"ETH", 0, closes}};
      std::int64_t left_out = 0;
      try {
        data::read_label_file({path, "label", words}, config, symbols, left_out);
      } catch (const core::Error&) {
      }
    }
  }
  return 0;
}
