// SPDX-License-Identifier: Apache-2.0
// docs/run_folder.md: fills.csv says all that fills did to the account's cash, contracts and
// foreign currencies included.
#include <cmath>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"

using namespace barometer_test;

TEST_CASE("cash is what it was less quantity x price x unit and commission of every fill") {
  const TempFolder folder;
  const Finished run = run_program(
      "run configs/quickstart.yaml --quiet --set data.synthetic.bars=3000 --set latency.meter=off "
      "--set broker.currency=USD --set broker.conversion.EUR=SYN08 --set "
      "'broker.instruments={SYN01: {multiplier: 5}, SYN02: {currency: EUR}, SYN03: {currency: EUR, "
      "multiplier: 2}}' --out " +
      (folder / "run").string());
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  double cash = 100'000;
  std::map<std::string, int> fills;
  for (const CsvRow& fill : csv_rows(read_file((folder / "run/fills.csv").string()))) {
    cash -= number(fill, "quantity") * number(fill, "price") * number(fill, "point_value");
    cash -= number(fill, "commission");
    ++fills[fill.at("symbol")];
    if (fill.at("symbol") == "SYN01") {
      CHECK(number(fill, "point_value") == 5);
    }
  }
  for (const char* symbol : {"SYN01", "SYN02", "SYN03"}) {
    CHECK(fills[symbol] > 0);
  }
  const auto equity = csv_rows(read_file((folder / "run/equity.csv").string()));
  CHECK(std::abs(number(equity.back(), "cash") - cash) <= 1e-9 * 100'000);
}
