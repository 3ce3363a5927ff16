// SPDX-License-Identifier: Apache-2.0
#include "data/load_market.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "config/data_config.hpp"
#include "config/load_venue.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"
#include "csv_fixture.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/gzip.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

const std::string kHeader = "timestamp,open,high,low,close,volume\n";

// Hourly rows from `first` to `last`, counted in hours from 1970.
std::string rows(int first, int last) {
  std::string text = kHeader;
  for (int i = first; i <= last; ++i) {
    text += std::to_string(i * 3'600'000LL) + "," + std::to_string(10 + i) + "," +
            std::to_string(12 + i) + "," + std::to_string(9 + i) + "," + std::to_string(11 + i) +
            ",5\n";
  }
  return text;
}

class Files {
 public:
  Files() {
    write_file(folder_ / "A.csv", rows(0, 9));
    write_file(folder_ / "B.csv.gz", gzipped(rows(2, 6)));
    write_file(folder_ / "C.csv", rows(5, 14));
  }

  config::DataConfig config() const {
    config::DataConfig config = hourly_csv();
    config.csv.path = (folder_.path() / "{symbol}.csv").string();
    return config;
  }

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

std::vector<core::Fault> faults_of(const config::DataConfig& config, int threads = 1) {
  try {
    data::load_market(config, threads);
    return {};
  } catch (const core::Error& error) {
    return error.faults();
  }
}

}  // namespace

TEST_CASE("a truth column comes along, its labels in one order for all symbols") {
  const TempFolder folder;
  const std::string header = "timestamp,open,high,low,close,volume,regime\n";
  write_file(folder / "A.csv", header + "0,1,1,1,1,5,2\n3600000,1,1,1,1,5,\n7200000,1,1,1,1,5,0\n");
  write_file(folder / "B.csv", header + "0,1,1,1,1,5,10\n3600000,1,1,1,1,5, \"2\"\n");
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder.path() / "{symbol}.csv").string();
  config.csv.truth = config::ColumnRef{.name = "regime"};
  const data::MarketData market = data::load_market(config, 1);
  CHECK(market.truth_labels == std::vector<std::string>{"0", "2", "10"});
  CHECK(market.symbols[0].truth == std::vector<std::int8_t>{1, -128, 0});
  CHECK(market.symbols[1].truth == std::vector<std::int8_t>{2, 1});
}

TEST_CASE("a truth column that is not there is a fault of the file") {
  const Files files;
  config::DataConfig config = files.config();
  config.csv.truth = config::ColumnRef{.name = "regime"};
  const std::vector<core::Fault> faults = faults_of(config);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].what == "there is no column 'regime' for the truth");
}

TEST_CASE("bars that are left out for the period take their truth along") {
  const TempFolder folder;
  write_file(folder / "A.csv",
             "timestamp,open,high,low,close,volume,t\n0,1,1,1,1,5,0\n3600000,1,1,1,1,5,1\n");
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder.path() / "{symbol}.csv").string();
  config.csv.truth = config::ColumnRef{.name = "t"};
  config.to = core::kHour;
  CHECK(data::load_market(config, 1).symbols[0].truth == std::vector<std::int8_t>{0});
}

TEST_CASE("a panel of files becomes a market") {
  const Files files;
  const data::MarketData market = data::load_market(files.config(), 1);
  REQUIRE(market.symbols.size() == 3);
  CHECK(market.symbols[1].name == "B");
  CHECK(market.symbols[1].bars.size() == 5);
  CHECK(market.symbols[1].report.bars == 5);
  CHECK(market.symbols[1].source == (files.folder().path() / "B.csv.gz").string());
  CHECK(market.symbols[1].source_hash == core::hash_file(files.folder().path() / "B.csv.gz"));
  CHECK(market.timeline.steps() == 15);
  CHECK(market.calendar.size() == 15);
  CHECK(market.arena.sealed());
  CHECK_FALSE(market.arena.damaged());
  CHECK(market.timeline.active(5).size() == 3);
  CHECK(market.bar == core::kHour);
  CHECK(market.venue == "24x7");
  CHECK(market.session_days_per_year == 365);
  CHECK(market.truth_labels.empty());
}

TEST_CASE("instruments know their symbol, venue and bar, wherever the market moves") {
  const Files files;
  const data::MarketData market = [&] { return data::load_market(files.config(), 1); }();
  REQUIRE(market.instruments.size() == 3);
  CHECK(market.instruments[2].symbol == market.symbols[2].name.c_str());
  CHECK(market.instruments[2].symbol_index == 2);
  CHECK(market.instruments[2].venue_kind == BM_VENUE_ALWAYS_OPEN);
  CHECK(market.instruments[2].bar_ns == core::kHour);
  CHECK(market.instruments[2].bars_per_session_day == 24);
  CHECK(market.instruments[2].session_days_per_year == 365);
}

TEST_CASE("any number of threads loads the same market") {
  const Files files;
  const std::string hash = data::load_market(files.config(), 1).hash;
  for (const int threads : {2, 8}) {
    CHECK(data::load_market(files.config(), threads).hash == hash);
  }
}

TEST_CASE("the hash depends on bars, names and order, not on how files are packed") {
  const Files files;
  const std::string hash = data::load_market(files.config(), 1).hash;
  config::DataConfig config = files.config();
  config.symbols = {"B", "A", "C"};
  CHECK(data::load_market(config, 1).hash != hash);
  write_file(files.folder() / "B.csv", rows(2, 6));
  CHECK(data::load_market(files.config(), 1).hash == hash);
  write_file(files.folder() / "B.csv", rows(2, 7));
  CHECK(data::load_market(files.config(), 1).hash != hash);
}

TEST_CASE("bars after `to` are left out, bars before `from` warm up") {
  const Files files;
  config::DataConfig config = files.config();
  config.from = 6 * core::kHour;
  config.to = 8 * core::kHour;
  const data::MarketData market = data::load_market(config, 1);
  CHECK(market.symbols[0].bars.size() == 8);  // closes at 1 h .. 8 h
  CHECK(market.symbols[2].bars.size() == 3);  // 6 h, 7 h, 8 h
  CHECK(market.timeline.steps() == 8);
}

TEST_CASE("a named symbol without a bar in the period is a fault that says what it has") {
  const Files files;
  config::DataConfig config = files.config();
  config.symbols = {"A", "B", "C"};
  config.file = "run.yaml";
  config.from_at = {7, 9};
  config.to_at = {8, 7};
  config.to = 5 * core::kHour;
  auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "run.yaml:8:7");
  CHECK(faults[0].what ==
        "C has no bar up to data.to (1970-01-01T05:00:00Z): its bars close from "
        "1970-01-01T06:00:00Z to 1970-01-01T15:00:00Z");
  config.to = std::nullopt;
  config.from = 10 * core::kHour;
  faults = faults_of(config);
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].where == "run.yaml:7:9");
  CHECK(contains(faults[0].what, "A has no bar after data.from (1970-01-01T10:00:00Z)"));
  CHECK(contains(faults[1].what, "B has no bar after data.from"));
  config.to = 20 * core::kHour;
  CHECK(contains(faults_of(config).at(0).what,
                 "between data.from (1970-01-01T10:00:00Z) and data.to (1970-01-01T20:00:00Z)"));
}

TEST_CASE("a period without a bar of any symbol is a fault, whoever may be left out") {
  const Files files;
  config::DataConfig config = files.config();
  config.from = 40 * core::kHour;
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(contains(faults[0].what, "no symbol is left of 3; A: no bar after data.from"));
}

TEST_CASE("faults of all files come at once, in config order, for any number of threads") {
  const Files files;
  write_file(files.folder() / "A.csv", kHeader + "bad,1,1,1,1,1\n");
  write_file(files.folder() / "B.csv.gz", "no gzip at all");
  write_file(files.folder() / "C.csv", kHeader + "0,x,1,1,1,1\n");
  const auto faults = faults_of(files.config());
  REQUIRE(faults.size() == 3);
  CHECK(contains(faults[0].where, "A.csv:2:1"));
  CHECK(contains(faults[1].where, "B.csv.gz:1:1"));
  CHECK(contains(faults[2].where, "C.csv:2:3"));
  const auto again = faults_of(files.config(), 3);
  REQUIRE(again.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(core::to_string(again[i]) == core::to_string(faults[i]));
  }
}

TEST_CASE("progress goes by bytes, one call at a time, and ends at all of them") {
  const Files files;
  for (const int threads : {1, 4}) {
    std::vector<double> seen;
    std::mutex mutex;
    data::load_market(files.config(), threads, [&](double share) {
      REQUIRE(mutex.try_lock());
      seen.push_back(share);
      mutex.unlock();
    });
    CHECK(std::ranges::is_sorted(seen));
    CHECK(seen.size() == 6);  // three files, each unpacked and parsed
    CHECK(seen.back() == 1);
  }
}

TEST_CASE("named columns without a header are refused before any file is read") {
  const Files files;
  config::DataConfig config = files.config();
  config.csv.header = false;
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(contains(faults[0].fix, "by position"));
}

TEST_CASE("an unknown venue is a fault at the data group") {
  const Files files;
  config::DataConfig config = files.config();
  config.at = {3, 1};
  config.venue = "us-equity";
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:3:1");
  CHECK(contains(faults[0].fix, "us_equity"));
}

TEST_CASE("bars of a market that never closes are refused on an exchange") {
  const TempFolder folder;
  write_file(folder / "A.csv", rows(0, 167));  // a week of hours
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder / "{symbol}.csv").string();
  config.venue = "us_equity";
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(contains(faults[0].where, "A.csv"));
  // Five days from 09:00 to 01:00 UTC hold the middles of 16 hours each.
  CHECK(contains(faults[0].what,
                 "88 of 168 bars lie outside us_equity's extended hours (04:00 to 20:00"));
  CHECK(contains(faults[0].fix, "is the venue or the zone right?"));
}

TEST_CASE("a few bars before and after hours stay, and are counted") {
  const TempFolder folder;
  write_file(folder / "A.csv", rows(12, 22));  // Thursday 1970-01-01
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder / "{symbol}.csv").string();
  config.venue = "us_equity";
  const data::MarketData market = data::load_market(config, 1);
  CHECK(market.symbols[0].report.bars == 11);
  CHECK(market.symbols[0].report.out_of_session_bars == 4);  // from 12, 13, 21 and 22 o'clock
}

TEST_CASE("a stop ends the loading as an interruption, not as faults") {
  const Files files;
  for (const int threads : {1, 4}) {
    std::atomic<bool> stop{false};
    const auto after_first = [&](double) { stop = true; };
    try {
      data::load_market(files.config(), threads, after_first, &stop);
      FAIL("the market was loaded");
    } catch (const core::Error& error) {
      CHECK(error.kind() == core::ErrorKind::interrupted);
      REQUIRE(error.faults().size() == 1);
      CHECK(error.faults()[0].what == "interrupted; nothing was written");
    }
  }
}

TEST_CASE("symbols that data.venues names have their own venue, all others the run's") {
  const Files files;
  config::DataConfig config = files.config();
  config.symbols = {"A", "B", "C"};
  config.exclude = {"B"};
  config.venues = {{"C", {4, 3}, "fx"},
                   {"B", {5, 3}, "us_equity"}};  // who is left out may be named
  const data::MarketData market = data::load_market(config, 2);
  REQUIRE(market.symbols.size() == 2);
  CHECK(market.venue == "24x7");
  CHECK(market.symbols[0].venue == 0);
  CHECK(market.venue_of(1).hours->name == "fx");
  CHECK(data::venue_name(market, market.symbols[1].venue) == "fx");
  CHECK(market.instruments[0].session_days_per_year == 365);
  CHECK(market.instruments[1].session_days_per_year == 260);
  CHECK(market.session_days_per_year == 365);
  config.venues = {};
  const data::MarketData one = data::load_market(config, 2);
  CHECK(one.venues.size() == 1);
  CHECK(one.hash != market.hash);  // whatever is kept by the market's hash is not the other's
}

TEST_CASE("the hash knows what the files of venues say") {
  const Files files;
  config::DataConfig config = files.config();
  config.symbols = {"A", "B"};
  std::vector<std::string> hashes{data::load_market(config, 1).hash};
  for (const char* hours : {"24:00", "23:00"}) {
    for (const bool own : {true, false}) {
      const std::string venue = (files.folder() / "own.yaml").string();
      write_file(venue,
                 "name: own\nzone: UTC\nyears: 1970-2030\nweek: monday..sunday\nsessions_per_year: "
                 "365\nhours:\n" +
                     std::string("  - {open: 00:00, close: ") + hours + "}\n");
      config::FaultList faults;
      config.venue_files = {config::load_venue(venue, faults).value()};
      config.venue = own ? venue : "24x7";
      config.venues = {};
      if (!own) {
        config.venues.push_back({"B", {4, 3}, venue});
      }
      hashes.push_back(data::load_market(config, 1).hash);
    }
  }
  std::ranges::sort(hashes);
  CHECK(std::ranges::adjacent_find(hashes) == hashes.end());
}

TEST_CASE("a venue of an unknown symbol is a fault at its place, with the nearest name") {
  const Files files;
  config::DataConfig config = files.config();
  config.venues = {{"D", {4, 3}, "fx"}};
  auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:4:3");
  CHECK(faults[0].what == "data.venues: the run has no symbol 'D'");
  config.symbols = {"A"};
  config.csv.path = (files.folder() / "A.csv").string();
  faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:4:3");
}

TEST_CASE("a synthetic market never closes, whoever says so") {
  config::DataConfig config;
  config.file = "test.yaml";
  config.synthetic.bars = 48;
  config.venues = {{"SYN01", {4, 3}, "24x7"}, {"SYN02", {5, 3}, "us_equity"}};
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:5:3");
  CHECK(faults[0].what == "the synthetic market never closes, but the venue of SYN02 is us_equity");
  config.venues.pop_back();
  CHECK(data::load_market(config, 1).venues.size() == 1);
}

TEST_CASE("stamps of `zone: venue` are by the clock of each symbol's own venue") {
  const TempFolder folder;
  for (const char* symbol : {"SPY.csv", "VOD.csv"}) {
    write_file(folder / symbol,
               "timestamp,open,high,low,close\n2020-03-16 09:30,1,1,1,1\n"
               "2020-03-16 10:30,1,1,1,1\n");
  }
  config::FaultList faults;
  config::DataConfig config = hourly_csv();
  config.symbols = {"SPY", "VOD"};
  config.venue = "us_equity";
  config.venues = {{"VOD", {}, "configs/venues/lse.yaml"}};
  config.venue_files.push_back(config::load_venue("configs/venues/lse.yaml", faults).value());
  config.csv.path = (folder / "{symbol}.csv").string();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "venue";
  config.csv.volume = std::nullopt;
  const data::MarketData market = data::load_market(config, 1);
  CHECK(market.symbols[0].bars[0].close_time_ns == utc("2020-03-16T14:30:00Z"));  // summer already
  CHECK(market.symbols[1].bars[0].close_time_ns == utc("2020-03-16T10:30:00Z"));
}
