// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <fstream>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

TEST_CASE("tag and run say which symbols were left out; run.json counts them") {
  const TempFolder folder;
  for (const char* name : {"GOOD", "BAD"}) {
    std::ofstream out(folder / (std::string(name) + ".csv"));
    out << "timestamp,open,high,low,close,volume\n";
    for (int day = 1; day <= 28; ++day) {
      out << fmt::format("2021-02-{:02},10,12,9,{},5\n", day, name[0] == 'B' ? "x" : "11");
    }
  }
  std::ofstream(folder / "c.yaml") << fmt::format(
      "data:\n  source: csv\n  path: \"{}/{{symbol}}.csv\"\n  bar: 1d\n  bad_symbols: skip\n"
      "  time: {{format: \"%Y-%m-%d\"}}\nregime: {{plugin: regime}}\n"
      "strategy: {{plugin: buy_and_hold}}\n",
      folder.path().string());
  const std::string config = (folder / "c.yaml").string();
  const Finished tagged = run_program("tag " + config + " --out " + (folder / "tags.out").string());
  CHECK(tagged.exit_code == 0);
  CHECK(contains(tagged.output, "left out: BAD ("));
  const Finished checked = run_program("check " + config);
  CHECK(contains(checked.output, "1 symbol left out:"));
  const Finished ran = run_program("run " + config + " --out " + (folder / "run").string());
  CHECK(contains(in_one_line(ran.output), "1 symbol left out: 0 without a file"));
  const auto json = run_json(folder / "run");
  CHECK(json["data"]["symbols_left_out"] == 1);
  CHECK(json["data"]["left_out"][0]["symbol"] == "BAD");
  CHECK(json["data"]["left_out"][0]["why"] == "bad_data");
  CHECK(json["data"]["venue_hash"].is_null());
}
