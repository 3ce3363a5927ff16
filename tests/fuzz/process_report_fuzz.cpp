// SPDX-License-Identifier: Apache-2.0
// The bytes are what a process of a profile hands over.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.hpp"
#include "profile/process_json.hpp"

using namespace barometer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    profile::process_report({reinterpret_cast<const char*>(bytes), size}, "process 1");
  } catch (const core::Error&) {
  }
  return 0;
}
