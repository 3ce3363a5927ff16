// SPDX-License-Identifier: Apache-2.0
// 90,000 named symbols took 11 s to check, as every name was compared with all before it, and one
// row of 20 MB without a line end took a gigabyte. Lists take time in proportion to their length.
#include <fmt/format.h>
#include <sys/resource.h>
#include <algorithm>
#include <ctime>
#include <string>

#include "calendar/venue.hpp"
#include "config/load.hpp"
#include "config/run_config.hpp"
#include "core/error.hpp"
#include "data/csv_reader.hpp"
#include "data/source_files.hpp"
#include "data/stamp_parser.hpp"
#include "files/row_splitter.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;

namespace {

std::string config_of(const std::string& folder, int symbols) {
  std::string text = fmt::format(
      "data:\n  source: csv\n  path: \"{}/{{symbol}}.csv\"\n  bar: 1d\n"
      "  time: {{format: \"%Y-%m-%d\"}}\n  missing: skip\n  symbols: [S0",
      folder);
  for (int i = 1; i < symbols; ++i) {
    text += fmt::format(", S{}", i);
  }
  return text + "]\n";
}

// Seconds of this thread's processor, the best of three: other work on the machine is not in it.
template <class Work>
double cost(const Work& work) {
  const auto now = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double start = now();
    work();
    best = std::min(best, now() - start);
  }
  return best;
}

long peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

TEST_CASE(
    "a list of 100,000 symbols is read, and eight times the names cost no 24 times the time") {
  const barometer_test::TempFolder folder;
  const auto read = [&](int symbols) {
    const config::RunConfig config =
        config::parse_config(config_of(folder.path().string(), symbols), "long.yaml");
    CHECK(config.data.symbols.size() == static_cast<std::size_t>(symbols));
  };
  read(100'000);
  const double few = cost([&] { read(5'000); });
  const double many = cost([&] { read(40'000); });  // linear: 8, quadratic: 64
  CHECK(many < 24 * few);
}

TEST_CASE("missing files of a long list are listed twenty times and counted") {
  const barometer_test::TempFolder folder;
  config::RunConfig config =
      config::parse_config(config_of(folder.path().string(), 20'000), "long.yaml");
  config.data.missing = config::Missing::refuse;
  try {
    data::find_source_files(config.data);
    FAIL("nothing was thrown");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 21);
    CHECK(error.faults().back().what == "and 19980 more symbols like this");
  }
}

TEST_CASE("a row of 20 MB has a cell for each of the first 10,000, and is one fault") {
  config::DataConfig config;
  config.bar = core::kDay;
  config.csv.time_format = "%Y-%m-%d";
  const calendar::Venue venue = calendar::find_venue(config.venue);
  const data::StampParser stamps(config, venue);
  const std::string commas(20'000'000, ',');
  const long before = peak_kilobytes();
  CHECK(files::split_cells(commas, ',').size() == files::kMostCells + 1);
  const auto header = data::read_csv(commas, "wide.csv", config, venue, stamps);
  REQUIRE(header.faults.size() == 1);
  CHECK(header.faults[0].what == "the row has 20000000 bytes and more than 10000 cells");
  const auto row = data::read_csv("timestamp,open,high,low,close,volume\n" + commas, "wide.csv",
                                  config, venue, stamps);
  REQUIRE(!row.faults.empty());
  CHECK(row.faults[0].where == "wide.csv:2:1");
  CHECK(peak_kilobytes() - before < 100'000);
}
