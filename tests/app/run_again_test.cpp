// SPDX-License-Identifier: Apache-2.0
#include "app/run_again.hpp"

#include <string>

#include "app/barometer_program.hpp"
#include "core/hash.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

// A run on bars of a file, whose page is known to nobody but the test.
class OneRun {
 public:
  OneRun() {
    run_program("synth " + (folder_ / "market").string() + " --symbols 2 --bars 1500 --quiet");
    const Finished run =
        run_program("run " + (folder_ / "market/market.yaml").string() +
                    " --no-record --quiet --set strategy.plugin=sma_cross --out " + folder());
    INFO(run.output);
    REQUIRE(run.exit_code == 0);
    write_file(folder_ / "run/report.html", "the old page");
  }

  std::string folder() const { return (folder_ / "run").string(); }

  fs::path operator/(const std::string& name) const { return folder_ / name; }

  void change(const std::string& place, const nlohmann::json& value) const {
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(read_file(folder() + "/run.json"));
    json.at(nlohmann::ordered_json::json_pointer(place)) = value;
    write_file(folder_ / "run/run.json", json.dump());
  }

  // A page without prices is made, the old one is kept, and the words are said.
  void check_without_prices(std::initializer_list<const char*> words) const {
    write_file(folder_ / "run/report.html", "the old page");
    const Finished made = run_program("report " + folder());
    INFO(made.output);
    CHECK(made.exit_code == 0);
    const std::string page = read_file(folder() + "/report.html");
    for (const char* word : words) {
      INFO(word);
      CHECK(contains(in_one_line(made.output), word));
      CHECK(contains(page, word));
    }
    CHECK(contains(in_one_line(made.output), "without prices and fills"));
    CHECK(contains(page, "<section id=\"trades\""));
    CHECK_FALSE(contains(page, "<section id=\"price\""));
    CHECK(read_file(folder() + "/report_with_prices.html") == "the old page");
  }

  // No page is made, the old one stays, and the words are said.
  void check_refused(int code, std::initializer_list<const char*> words) const {
    const Finished made = run_program("report " + folder());
    INFO(made.output);
    CHECK(made.exit_code == code);
    for (const char* word : words) {
      INFO(word);
      CHECK(contains(in_one_line(made.output), word));
    }
    CHECK(contains(in_one_line(made.output), "report.html stays as it was"));
    CHECK(read_file(folder() + "/report.html") == "the old page");
  }

 private:
  TempFolder folder_;
};

fs::path bars_of(const OneRun& run) {
  const auto symbols = run_json(run.folder())["data"]["symbols"];
  return symbols[1]["source"].get<std::string>();
}

}  // namespace

TEST_CASE("bars that are gone or changed are named by their file and both hashes") {
  const OneRun run;
  const fs::path bars = bars_of(run);
  const std::string text = read_file(bars.string());
  const std::string was = run_json(run.folder())["data"]["symbols"][1]["hash"];
  write_file(bars, text.substr(0, text.rfind('\n', text.size() - 2) + 1));
  run.check_without_prices(
      {bars.filename().c_str(), "has another hash", core::hash_file(bars).c_str(), was.c_str()});
  fs::remove(bars);
  run.check_without_prices({bars.filename().c_str(), "not found", was.c_str()});
  write_file(bars, text);
  const Finished whole = run_program("report " + run.folder());
  CHECK(whole.exit_code == 0);
  CHECK(contains(read_file(run.folder() + "/report.html"), "<section id=\"price\""));
}

TEST_CASE("a run of a strategy that the caller of the library made is not made again") {
  const OneRun run;
  run.change("/plugins/1/path", "made by the caller");
  run.change("/plugins/1/hash", "");
  run.check_without_prices({"the caller of the library has made its strategy"});
}

TEST_CASE("plug-ins that are gone or changed are named by their file") {
  const OneRun run;
  run.change("/plugins/0/hash", std::string(32, 'f'));
  run.check_without_prices({"regime.so", "has another hash", "ffffffffffffffffffffffffffffffff"});
  run.change("/config/strategy/plugin", "not_there");
  run.check_without_prices({"not_there"});
}

TEST_CASE("a folder that was damaged besides is refused, and the old page stays") {
  const OneRun run;
  fs::remove(bars_of(run));
  const fs::path equity = run / "run/equity.csv";
  const std::string text = read_file(equity.string());
  write_file(equity, text.substr(0, text.size() / 2));
  fs::remove(run / "run/orders.csv");
  run.check_refused(2, {"equity.csv:", "the file was cut", "orders.csv:1:1:"});
  CHECK_FALSE(fs::exists(run / "run/report_with_prices.html"));
}

TEST_CASE("a page without prices is not kept in place of one with them") {
  const OneRun run;
  fs::remove(bars_of(run));
  CHECK(run_program("report " + run.folder()).exit_code == 0);
  const Finished again = run_program("report " + run.folder());
  CHECK(again.exit_code == 0);
  CHECK_FALSE(contains(again.output, "is kept as"));
  CHECK(read_file(run.folder() + "/report_with_prices.html") == "the old page");
}

TEST_CASE("other results of the same inputs are told with the first fill and the figures") {
  const OneRun run;
  run.change("/fingerprint", std::string(32, '0'));
  run.change("/metrics/total_return", 7.0);
  std::string fills = read_file(run.folder() + "/fills.csv");
  const std::size_t row = fills.find('\n') + 1;
  write_file(run / "run/fills.csv", fills.substr(0, row) + fills.substr(fills.find('\n', row) + 1));
  run.check_refused(
      4, {"it is another run: fingerprint", "00000000000000000000000000000000", "fill 1 was",
          "/metrics/total_return was 7.0 and is", "`barometer plugins --verify`"});
  run.change("/build/version", "0.0.9");
  run.check_refused(2, {"it was made by Barometer 0.0.9"});
}
