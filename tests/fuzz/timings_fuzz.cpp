// SPDX-License-Identifier: Apache-2.0
// The bytes are a CSV file of another tool's timings.
#include <cstddef>
#include <cstdint>

#include "core/error.hpp"
#include "fuzz/in_memory_file.hpp"
#include "profile/timings_csv.hpp"

using namespace barometer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static barometer_fuzz::InMemoryFile file;
  try {
    profile::read_timings(file.holding(bytes, size), 1e6);
  } catch (const core::Error&) {
  }
  return 0;
}
