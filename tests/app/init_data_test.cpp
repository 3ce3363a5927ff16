// SPDX-License-Identifier: Apache-2.0
// `barometer init` alone on real files of many sources: a table of what came of each.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "core/shell_word.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

fs::path data() {
  const char* const root = std::getenv("BAROMETER_DATA");
  return fs::absolute(root == nullptr ? "../shared/data" : root);
}

// What is handed to one call of init: a file, or a folder's files of one kind.
struct Given {
  std::string name;  // below the data folder
  std::string words;
};

void add_files(const fs::path& folder, std::vector<Given>& given) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    const bool price = path.find("/lean/") == path.npos ||
                       (path.ends_with(".zip") && path.find("/minute/") == path.npos);
    if (entry.is_regular_file() && price) {
      given.push_back({fs::relative(path, data()).string(), barometer::core::shell_word(path)});
    }
  }
}

// LEAN's minutes are a zip a day.
void add_minutes(std::vector<Given>& given) {
  for (const auto& entry : fs::recursive_directory_iterator(data() / "lean")) {
    if (!entry.is_directory() || entry.path().parent_path().filename() != "minute") {
      continue;
    }
    for (const std::string kind : {"trade", "quote"}) {
      const bool there = std::ranges::any_of(fs::directory_iterator(entry), [&](const auto& file) {
        return file.path().string().ends_with("_" + kind + ".zip");
      });
      if (there) {
        const std::string pattern = entry.path().string() + "/*_" + kind + ".zip";
        given.push_back({fs::relative(pattern, data()).string(), pattern});
      }
    }
  }
}

std::vector<Given> all_given() {
  std::vector<Given> given;
  for (const char* folder : {"odd_formats", "lean", "fx_1m_histdata", "crypto_1h/freqtrade_json"}) {
    add_files(data() / folder, given);
  }
  add_minutes(given);
  std::ranges::sort(given, {}, &Given::name);
  return given;
}

// The keys that are left to decide, the first words of a refusal, or "runs".
std::string outcome(const Given& given) {
  const TempFolder folder;
  const std::string program = BAROMETER_BINARY_DIR "/barometer";
  const Finished made = run_command("cd " + folder.path().string() + " && " + program + " init " +
                                    given.words + " --out c.yaml </dev/null");
  if (made.exit_code == 0) {
    const Finished run = run_command("cd " + folder.path().string() + " && " + program +
                                     " run c.yaml --out r --quiet");
    return run.exit_code == 0 ? "runs" : "does not run: " + run.output;
  }
  std::string open;
  const std::string mark = "to decide: ";
  for (auto at = made.output.find(mark); at != std::string::npos;
       at = made.output.find(mark, at + 1)) {
    const auto begin = at + mark.size();
    open += (open.empty() ? mark : " ") +
            made.output.substr(begin, made.output.find(':', begin) - begin);
  }
  const bool written = fs::exists(folder / "c.yaml");
  return !open.empty() ? open : written ? "not loaded: " + made.output : "refused: " + made.output;
}

// What is refused for what it is: ticks, open interest; and futures and an index whose few days
// no built-in venue explains.
bool may_fail(const std::string& name) {
  return name.find("ticksample") != name.npos || name.find("openinterest") != name.npos ||
         name.find("lean/future/") != name.npos || name.find("index/usa/daily/spx") != name.npos;
}

}  // namespace

TEST_CASE("Real files of many sources run by init alone, or with one line decided") {
  std::map<std::string, int> counts;
  for (const Given& given : all_given()) {
    const std::string came = outcome(given);
    std::printf("%-70s %s\n", given.name.c_str(), came.substr(0, came.find('\n')).c_str());
    const bool runs = came == "runs";
    const bool one_line = came.starts_with("to decide: ") && came.find(' ', 11) == came.npos;
    INFO(given.name << ": " << came);
    CHECK((runs || one_line || may_fail(given.name)));
    CHECK_FALSE(came.starts_with("does not run"));
    ++counts[runs ? "run" : one_line ? "one line" : "refused"];
  }
  std::printf("%d run, %d with one line decided, %d refused\n", counts["run"], counts["one line"],
              counts["refused"]);
  CHECK(counts["run"] >= 70);
  CHECK(counts["refused"] <= 13);
}

TEST_CASE("What init finds is what the files are known to be") {
  const TempFolder folder;
  const auto written = [&folder](const std::string& file) {
    const std::string program = BAROMETER_BINARY_DIR "/barometer";
    fs::remove(folder / "c.yaml");
    run_command("cd " + folder.path().string() + " && " + program + " init " +
                barometer::core::shell_word((data() / file).string()) + " --out c.yaml </dev/null");
    return read_file((folder / "c.yaml").string());
  };
  // data/README.md says all of this of the files.
  const std::string stooq = written("odd_formats/stooq_bulk_hourly_aapl.us_first35.txt");
  CHECK(contains(stooq, "zone: Europe/Warsaw"));
  CHECK(contains(stooq, "stamp: close"));
  CHECK(contains(stooq, "venue: us_equity"));
  const std::string excerpt =
      written("odd_formats/cryptodatadownload_excel_Binance_BTCUSDT_1h_excerpt.csv");
  CHECK(contains(excerpt, "column: date"));
  CHECK(contains(excerpt, "order: newest_first"));
  const std::string spy = written("lean/equity/usa/hour/spy.zip");
  CHECK(contains(spy, "scale: 0.0001"));
  CHECK(contains(spy, "stamp: open"));
  const std::string year = written("fx_1m_histdata/HISTDATA_COM_ASCII_EURUSD_M12018.zip");
  CHECK(contains(year, "zone: America/New_York"));
  CHECK(contains(written("odd_formats/backtrader_2006-volume-min-001_first2000.txt"),
                 "stamp: close"));
  CHECK(contains(written("lean/equity/usa/daily/aapl.zip"), "2014-06-09 (7:1)"));
}
