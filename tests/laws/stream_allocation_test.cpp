// SPDX-License-Identifier: Apache-2.0
// No allocation per update of a stream, in the engine and in the shipped tagger.
#include <algorithm>
#include <barometer/backtest/api/stream_tagger.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "laws/counting_malloc.hpp"
#include "support/catch.hpp"

using namespace barometer;
using backtest::StreamTagger;

namespace {

constexpr std::int64_t kHour = 3'600'000'000'000;

StreamTagger::Bar bar_at(std::int64_t hour) {
  const double open = 100 + static_cast<double>(hour * 37 % 101) / 10;
  const double close = 100 + static_cast<double>(hour * 53 % 89) / 10;
  return {.time_ns = 1'700'000'000 * (kHour / 3'600) / kHour * kHour + hour * kHour,
          .open = open,
          .high = std::max(open, close) + 1,
          .low = std::min(open, close) - 1,
          .close = close,
          .volume = 5};
}

// Of 20,000 updates of two symbols behind the first 1,000.
std::int64_t allocated(const std::string& meter) {
  const backtest::Plan plan = backtest::Plan::parse(
      "data: {source: table, bar: 1h, time: {stamp: open}}\n"
      "regime:\n"
      "  - {plugin: regime, params: {preset: crypto}}\n"
      "  - {plugin: regime, as: day, on: 1d, params: {preset: crypto}}\n"
      "latency: {budget: {bar: {p99: 1ms}}}\n",
      {.file = "stream.yaml",
       .overrides = {"latency.meter=" + meter},
       .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
  StreamTagger tagger = StreamTagger::make(plan, {"A", "B"});
  std::int64_t before = 0;
  for (std::int64_t hour = 0; hour < 11'000; ++hour) {
    before = hour == 1'000 ? allocations() : before;
    tagger.update(0, bar_at(hour));
    tagger.update(1, bar_at(hour));
  }
  return allocations() - before;
}

}  // namespace

TEST_CASE("updates allocate nothing, metered or not") {
  CHECK(allocated("off") == 0);
  CHECK(allocated("full") == 0);
}
