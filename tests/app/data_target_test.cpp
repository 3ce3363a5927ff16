// SPDX-License-Identifier: Apache-2.0
#include "app/data_target.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::TempFolder;

TEST_CASE("A config is read, any other file is looked at") {
  const TempFolder folder;
  write_file(folder / "c.yaml", "data: {source: synthetic, bar: 1h}\n");
  CHECK(app::data_of(folder / "c.yaml").source == config::DataSource::synthetic);
  write_file(folder / "SPY.csv",
             "Date,Open,High,Low,Close\n2024-01-12,1,2,1,2\n2024-01-16,1,2,1,2\n");
  const config::DataConfig sniffed = app::data_of(folder / "SPY.csv");
  CHECK(sniffed.bar == core::kDay);
  CHECK(sniffed.venue == "us_equity");
}

TEST_CASE("What a file leaves open is an error for each key") {
  const TempFolder folder;
  write_file(folder / "x.csv",
             "timestamp,open,high,low,close\n1704153600000,1,2,1,2\n1704157200000,1,2,1,2\n");
  try {
    app::data_of(folder / "x.csv");
    FAIL("the file was taken");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(contains(error.faults()[0].what, "data.venue: "));
    CHECK(contains(error.faults()[1].what, "data.time.stamp: "));
    CHECK(contains(error.faults()[0].fix, "barometer init "));
  }
}
