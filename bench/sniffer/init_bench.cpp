// SPDX-License-Identifier: Apache-2.0
// What `barometer init` does with a file of 20 MB: looking at it, and loading it by what was found.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "sniffer/config_text.hpp"
#include "sniffer/file_texts.hpp"
#include "sniffer/first_bars.hpp"
#include "sniffer/sniff.hpp"

namespace {

using namespace barometer;

constexpr std::size_t kBytes = 20'000'000;

// Minutes of a market that never closes, called as TradingView calls its files.
class MinuteFile {
 public:
  explicit MinuteFile(bool text_stamps) : folder_(std::filesystem::temp_directory_path()) {
    std::string name = (folder_ / "barometer-bench-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    std::string text = "time,open,high,low,close,Volume\n";
    for (std::int64_t i = 0; text.size() < kBytes; ++i) {
      const core::Timestamp open = (1'577'836'800 + i * 60) * core::kSecond;
      const double price = 10'000 + 500 * std::sin(static_cast<double>(i) / 400);
      fmt::format_to(std::back_inserter(text), "{},{:.2f},{:.2f},{:.2f},{:.2f},{}.25\n",
                     text_stamps ? core::format_utc(open) : std::to_string(open / core::kSecond),
                     price, price + 2, price - 2, price + 1, i % 90);
    }
    std::ofstream(path(), std::ios::binary) << text;
  }

  ~MinuteFile() { std::filesystem::remove_all(folder_); }

  MinuteFile(const MinuteFile&) = delete;
  MinuteFile& operator=(const MinuteFile&) = delete;

  std::filesystem::path path() const { return folder_ / "BINANCE_BTCUSDT, 1.csv"; }

 private:
  std::filesystem::path folder_;
};

std::string config_of(const std::filesystem::path& path) {
  const sniffer::FileTexts texts({path}, core::Stop());
  const sniffer::Findings found = sniffer::sniff(texts.files());
  return sniffer::config_text(found, "", sniffer::first_bars(found, texts.files().texts.front()));
}

void init_look_at_20_mb(benchmark::State& state) {
  const MinuteFile file(state.range(0) == 1);
  for (auto each : state) {
    benchmark::DoNotOptimize(config_of(file.path()));
  }
}

void init_look_and_load_20_mb(benchmark::State& state) {
  const MinuteFile file(state.range(0) == 1);
  for (auto each : state) {
    const auto market =
        data::load_market(config::parse_config(config_of(file.path()), "bench").data, 2);
    benchmark::DoNotOptimize(market.symbols.front().bars.data());
  }
}

BENCHMARK(init_look_at_20_mb)
    ->ArgName("text_stamps")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(init_look_and_load_20_mb)
    ->ArgName("text_stamps")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
