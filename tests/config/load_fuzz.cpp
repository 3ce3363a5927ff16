// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: whatever the bytes, the loader returns a config or throws its one Error.
//   cmake --preset asan-ubsan -B build/fuzz -DCMAKE_CXX_COMPILER=clang++ -DBAROMETER_FUZZ=ON
//   ninja -C build/fuzz load_fuzz && build/fuzz/tests/config/load_fuzz -max_len=65536 configs

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/load.hpp"
#include "core/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    barometer::parse_config({reinterpret_cast<const char*>(bytes), size}, "fuzz.yaml");
  } catch (const barometer::Error&) {
  }
  return 0;
}
