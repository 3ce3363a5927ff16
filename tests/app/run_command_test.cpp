// SPDX-License-Identifier: Apache-2.0
// What a run leaves and prints: all of it or nothing.
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

}  // namespace

TEST_CASE("a run folder holds everything that was promised, and is the folder named by --out") {
  const TempFolder folder;
  const Finished run = run_program("run " + kSmall + "--out " + (folder / "out").string());
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  for (const char* file : {"run.json", "fills.csv", "orders.csv", "order_events.csv", "trades.csv",
                           "equity.csv", "summary.txt"}) {
    CHECK(std::filesystem::file_size(folder / "out" / file) > 0);
  }
  CHECK(folder.entries() == 1);                // and nothing beside it
  CHECK_FALSE(contains(run.output, "\x1b["));  // no colours, no progress bar in a pipe
  for (const char* key :
       {"fingerprint", "bars", "steps", "metrics", "regimes", "latency", "config"}) {
    CHECK(run_json(folder / "out").contains(key));
  }
}

TEST_CASE("an existing folder is refused before any work, and left alone") {
  const TempFolder folder;
  const Finished run = run_program("run " + kSmall + "--out " + folder.path().string());
  CHECK(run.exit_code == 5);
  CHECK(contains(run.output, "exists already"));
  CHECK(folder.entries() == 0);
}

TEST_CASE("quiet prints nothing") {
  const TempFolder folder;
  const Finished run = run_program("run --quiet " + kSmall + "--out " + (folder / "out").string());
  CHECK(run.exit_code == 0);
  CHECK(run.output.empty());
}

// Until the program has come to listen, on a busy machine, the signal is lost: it is sent until the
// program has ended.
TEST_CASE("an interrupted run leaves nothing and says so with 130") {
  const TempFolder folder;
  const Finished run =
      run_command(BAROMETER_BINARY_DIR
                  "/barometer run configs/quickstart.yaml --set "
                  "data.synthetic.bars=400000 --out " +
                  (folder / "out").string() +
                  " & sleep 0.3; while kill -INT $! 2>/dev/null; do sleep 1; done; wait $!");
  INFO(run.output);
  CHECK(run.exit_code == 130);
  CHECK(contains(run.output, "interrupted; nothing was written"));
  CHECK(folder.entries() == 0);
}

TEST_CASE("a budget beside a meter that is off is warned about, not judged") {
  const TempFolder folder;
  const Finished run =
      run_program("run " + kSmall + "--set latency.meter=off --out " + (folder / "out").string());
  CHECK(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "latency.budget is stated but latency.meter is off"));
}

TEST_CASE("a budget that cannot be kept fails with 3 after the results are written") {
  const TempFolder folder;
  const Finished run = run_program(
      "run configs/quickstart.yaml --set latency.meter=full --set latency.budget.bar.p99=1ns "
      "--set latency.on_breach=fail --out " +
      (folder / "out").string());
  INFO(run.output);
  CHECK(run.exit_code == 3);
  CHECK(std::filesystem::exists(folder / "out" / "run.json"));
  CHECK(contains(run.output, "FAIL"));
}

TEST_CASE("a run leaves its page, and with output.page: false none") {
  const TempFolder folder;
  const std::string out = (folder / "out").string();
  REQUIRE(run_program("run " + kSmall + "--out " + out).exit_code == 0);
  const std::string page = read_file(out + "/report.html");
  CHECK(contains(page, "<!doctype html>"));
  CHECK(contains(page, run_json(folder / "out")["fingerprint"].get<std::string>()));
  const std::string without = (folder / "without").string();
  REQUIRE(run_program("run " + kSmall + "--set output.page=false --out " + without).exit_code == 0);
  CHECK_FALSE(std::filesystem::exists(without + "/report.html"));
  CHECK(run_json(folder / "without")["fingerprint"] == run_json(folder / "out")["fingerprint"]);
}
