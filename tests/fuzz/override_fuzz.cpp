// SPDX-License-Identifier: Apache-2.0
// Each line is an override, as --set gives it, of a small config.
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "config/load.hpp"
#include "core/error.hpp"

namespace {

constexpr const char* kConfig =
    "data: {source: synthetic, bar: 1h, synthetic: {bars: 100}}\n"
    "regime: {plugin: regime}\n"
    "strategy: {plugin: sma_cross, params: {fast: 10, slow: 50}}\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::istringstream lines(std::string(reinterpret_cast<const char*>(bytes), size));
  std::vector<std::string> overrides;
  for (std::string line; std::getline(lines, line);) {
    overrides.push_back(line);
  }
  try {
    barometer::config::parse_config(kConfig, "fuzz.yaml", overrides);
  } catch (const barometer::core::Error&) {
  }
  return 0;
}
