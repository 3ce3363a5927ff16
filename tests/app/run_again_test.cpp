// SPDX-License-Identifier: Apache-2.0
#include "app/run_again.hpp"

#include <string>

#include "app/barometer_program.hpp"
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

TEST_CASE("bars that are gone or changed are named by their file") {
  const OneRun run;
  const fs::path bars = bars_of(run);
  const std::string text = read_file(bars.string());
  write_file(bars, text.substr(0, text.rfind('\n', text.size() - 2) + 1));
  run.check_refused(2, {bars.filename().c_str(), "has another hash", "put back the one"});
  fs::remove(bars);
  run.check_refused(2, {"its bars are not as they were", bars.filename().c_str()});
  write_file(bars, text);
  CHECK(run_program("report " + run.folder()).exit_code == 0);
}

TEST_CASE("a run of a strategy that the caller of the library made is not made again") {
  const OneRun run;
  run.change("/plugins/1/path", "made by the caller");
  run.change("/plugins/1/hash", "");
  run.check_refused(2, {"cannot be made again: the caller of the library has made its strategy "
                        "'sma_cross'",
                        "run it anew in the program that makes it"});
}

TEST_CASE("plug-ins that are gone or changed are named by their file") {
  const OneRun run;
  run.change("/plugins/0/hash", std::string(32, 'f'));
  run.check_refused(2, {"regime.so: plug-in 'regime' has another hash",
                        "the run's was ffffffffffffffffffffffffffffffff"});
  run.change("/config/strategy/plugin", "not_there");
  run.check_refused(2, {"its config and plug-ins are not as they were", "not_there"});
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
