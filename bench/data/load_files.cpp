// SPDX-License-Identifier: Apache-2.0
// Reads the bars of a config again and again, and loads them as a market, with calendars and
// hashes:
//
//   load_files CONFIG THREADS TIMES
//
// and prints the seconds of both, each time, for bench/peers/load_peers.py.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "config/load.hpp"
#include "core/error.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/market_source.hpp"

namespace {

using namespace barometer;

template <class Body>
double seconds_of(const Body& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int load(const char* file, int threads, int times) {
  const config::RunConfig config = config::load_config(file, {});
  for (int i = 0; i < times; ++i) {
    const double read = seconds_of([&] { data::load_symbols(config.data, threads); });
    const double loaded = seconds_of([&] { data::load_market(config.data, threads); });
    fmt::print("{:.6f} {:.6f}\n", read, loaded);
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return count == 4 ? load(words[1], std::atoi(words[2]), std::atoi(words[3])) : 2;
  } catch (const core::Error& error) {
    fmt::print(stderr, "{}\n", core::to_string(error.faults().front()));
    return 2;
  }
}
