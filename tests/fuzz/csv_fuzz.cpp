// SPDX-License-Identifier: Apache-2.0
// The bytes are a CSV file: once read strictly, once with bad rows skipped.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.hpp"
#include "data/csv_fixture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  barometer::config::DataConfig config = barometer::hourly_csv();
  for (const auto rule : {barometer::config::BadRows::refuse, barometer::config::BadRows::skip}) {
    config.csv.bad_rows = rule;
    try {
      barometer::read_text(text, config);
    } catch (const barometer::core::Error&) {
    }
  }
  return 0;
}
