// SPDX-License-Identifier: Apache-2.0
// The bytes are a config file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/load.hpp"
#include "core/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    barometer::config::parse_config({reinterpret_cast<const char*>(bytes), size}, "fuzz.yaml");
  } catch (const barometer::core::Error&) {
  }
  return 0;
}
