// SPDX-License-Identifier: Apache-2.0
// Whole runs on coarser bars: made by data.resample, and of files of weeks and months.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include "app/barometer_program.hpp"
#include "calendar/day.hpp"
#include "core/timestamp.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer_test;
using namespace barometer;

namespace {

double price_at(int day) {
  return 100 + 10 * std::sin(day / 9.0) + 25 * std::sin(day / 70.0);
}

std::string row(core::Day date, int first, int last) {
  double high = 0;
  double low = 1e9;
  for (int day = first; day <= last; ++day) {
    high = std::max({high, price_at(day), price_at(day + 1)});
    low = std::min({low, price_at(day), price_at(day + 1)});
  }
  return fmt::format("{},{},{},{},{},{}\n", core::format_date(date * core::kDay), price_at(first),
                     high, low, price_at(last + 1), last - first + 1);
}

// Days, weeks or months from Monday 2018-01-01 on at a venue that never closes.
std::string file_of(const std::string& size, int days) {
  const core::Day begin = calendar::day_of(utc("2018-01-01"));
  std::string text = "date,open,high,low,close,volume\n";
  for (int first = 0; first < days;) {
    int last = first;
    const auto month = [&](int day) {
      return core::format_date((begin + day) * core::kDay).substr(0, 7);
    };
    while (size == "1w" ? last % 7 != 6 : size == "1mo" && month(last + 1) == month(first)) {
      ++last;
    }
    if (last < days) {
      text += row(begin + first, first, last);
    }
    first = last + 1;
  }
  return text;
}

class Files {
 public:
  Files() {
    for (const std::string size : {"1d", "1w", "1mo"}) {
      std::ofstream(folder_ / (size + "A.csv")) << file_of(size, 365 * 12 + 3);
    }
  }

  // A run on the file of bars of one size.
  Finished run(const std::string& size, const std::string& more,
               const std::string& command = "run") {
    std::ofstream(folder_ / "run.yaml")
        << "data: {source: csv, symbols: [A], path: '" << (folder_ / size).string()
        << "{symbol}.csv', bar: " << size
        << ", time: {column: date, format: '%Y-%m-%d'}}\n"
           "regime: {plugin: regime, params: {preset: equity_daily}}\n"
           "strategy: {plugin: sma_cross, params: {fast: 3, slow: 8}}\n"
           "output: {benchmark: A, dir: '"
        << folder_.path().string() << "/out'}\n";
    return run_program(command + " " + (folder_ / "run.yaml").string() + " " + more);
  }

  nlohmann::json json_of(const std::string& size, const std::string& more) {
    const std::string out = fmt::format("out{}", ++runs_);
    const Finished finished = run(size, more + " --quiet --out " + (folder_ / out).string());
    INFO(finished.output);
    REQUIRE(finished.exit_code == 0);
    return run_json(folder_ / out);
  }

 private:
  TempFolder folder_;
  int runs_ = 0;
};

nlohmann::json synthetic(const std::string& more) {
  const TempFolder folder;
  const Finished finished = run_program("run configs/quickstart.yaml --quiet --out " +
                                        (folder / "out").string() + " " + more);
  INFO(finished.output);
  REQUIRE(finished.exit_code == 0);
  return run_json(folder / "out");
}

}  // namespace

TEST_CASE("a run of each size made of hours says its size, its year and what was left out") {
  for (const auto& [size, year] :
       {std::pair{"4h", 365.0}, {"1d", 365.0}, {"1w", 52.1775}, {"1mo", 12.0}}) {
    INFO(size);
    const auto json = synthetic(std::string("--set data.resample=") + size);
    CHECK(json["data"]["bar"] == size);
    CHECK(json["config"]["data"]["resample"] == size);
    CHECK(json["metrics"]["periods_per_year"] == Approx(year));
    const auto& symbol = json["data"]["symbols"][0];
    CHECK(symbol["gaps"] == 0);
    CHECK(symbol["resampled"]["source_bars"] == 17'520);
    CHECK(symbol["bars"] == (json["data"]["bar"] == "4h"   ? 4380
                             : json["data"]["bar"] == "1d" ? 730
                             : json["data"]["bar"] == "1w" ? 105
                                                           : 24));
  }
}

TEST_CASE("runs of weeks and months made of days and of files of those are equal to the bit") {
  Files files;
  for (const std::string size : {"1w", "1mo"}) {
    INFO(size);
    const auto made = files.json_of("1d", "--set data.resample=" + size);
    const auto native = files.json_of(size, "");
    CHECK(made["regimes"]["total"]["fills"] > 0);
    CHECK(made["fingerprint"] == native["fingerprint"]);
    CHECK(made["data"]["hash"] == native["data"]["hash"]);
    CHECK(native["data"]["bar"] == size);
    CHECK(native["data"]["symbols"][0]["missing_bars"] == 0);
    CHECK(native["metrics"]["periods_per_year"] == Approx(size == "1w" ? 52.1775 : 12));
    CHECK(native["metrics"]["benchmark_periods_per_year"] == native["metrics"]["periods_per_year"]);
  }
}

TEST_CASE("ahead and in step, on any threads, a run of weeks is one run") {
  Files files;
  std::string first;
  for (const char* how :
       {"", "--set run.tagging=in_step", "--threads 3 --set latency.meter=full"}) {
    const std::string print =
        files.json_of("1d", std::string("--set data.resample=1w ") + how)["fingerprint"];
    first = first.empty() ? print : first;
    CHECK(print == first);
  }
}

TEST_CASE("nothing of a run of coarser bars depends on what comes later") {
  Files files;
  for (const auto& [size, more] : {std::pair{"1d", "--set data.resample=1w"},
                                   {"1d", "--set data.resample=1mo"},
                                   {"1w", ""},
                                   {"1mo", ""}}) {
    const Finished finished = files.run(size, more, "causality");
    INFO(finished.output);
    CHECK(finished.exit_code == 0);
  }
  const Finished hours = run_program(
      "causality configs/quickstart.yaml --set data.resample=4h --set "
      "data.synthetic.bars=4000");
  INFO(hours.output);
  CHECK(hours.exit_code == 0);
}

TEST_CASE("check, regimes and the summary work for weeks and months") {
  Files files;
  for (const std::string size : {"1w", "1mo"}) {
    const Finished check = files.run(size, "", "check");
    INFO(check.output);
    CHECK(check.exit_code == 0);
    CHECK(contains(check.output, "steps of " + size));
    const Finished regimes = files.run(size, "", "regimes");
    INFO(regimes.output);
    CHECK(regimes.exit_code == 0);
    CHECK(contains(regimes.output, "of " + size));
    const Finished run = files.run(size, "--verbose");
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(contains(in_one_line(run.output), "of " + size + " in"));
    CHECK(contains(in_one_line(run.output), size == "1w" ? "52 a year" : "12 a year"));
  }
  const Finished made = files.run("1d", "--set data.resample=1w", "check");
  INFO(made.output);
  CHECK(contains(in_one_line(made.output),
                 "Bars of the source left out, as their bar has not come to its end"));
}
