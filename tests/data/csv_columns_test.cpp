// SPDX-License-Identifier: Apache-2.0
#include "data/csv_columns.hpp"

#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

struct Planned {
  data::ColumnPlan plan;
  std::vector<core::Fault> faults;
};

Planned plan_of(const config::CsvConfig& csv, std::string_view header) {
  Planned planned;
  planned.plan =
      data::plan_columns(csv, files::split_cells(header, ','), "x.csv:1:1", planned.faults);
  return planned;
}

}  // namespace

TEST_CASE("columns by name stand wherever the header puts them") {
  const auto [plan, faults] = plan_of({}, "volume,extra,close,low,high,open,timestamp");
  CHECK(faults.empty());
  CHECK(plan.time == 6);
  CHECK(plan.values == std::array<std::size_t, 5>{5, 4, 3, 2, 0});
  CHECK(plan.cells == 7);
}

TEST_CASE("blanks and quotes around names do not matter") {
  CHECK(plan_of({}, "timestamp, open ,\"high\",low,\tclose,volume").faults.empty());
}

TEST_CASE("a missing column is named with its nearest name") {
  const auto faults = plan_of({}, "timestamp,Open,high,low,close,volume").faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "x.csv:1:1");
  CHECK(contains(faults[0].what, "'open'"));
  CHECK(contains(faults[0].fix, "did you mean 'Open'"));
}

TEST_CASE("every missing column is a fault of its own") {
  CHECK(plan_of({}, "a,b,c").faults.size() == 6);
}

TEST_CASE("a wanted name that comes twice is refused") {
  const auto faults = plan_of({}, "timestamp,open,high,low,close,close,volume").faults;
  REQUIRE(faults.size() == 1);
  CHECK(contains(faults[0].what, "twice"));
}

TEST_CASE("positions count from 1 and must exist") {
  config::CsvConfig csv;
  csv.time = {.name = "", .position = 1};
  csv.open = {.name = "", .position = 6};
  csv.high = {.name = "", .position = 7};
  csv.low = {.name = "", .position = 0};
  const auto [plan, faults] = plan_of(csv, "a,b,c,close,volume,f");
  CHECK(plan.time == 0);
  CHECK(plan.values[0] == 5);
  REQUIRE(faults.size() == 2);
  CHECK(contains(faults[0].what, "no column 7 for high"));
  CHECK(contains(faults[1].what, "no column 0 for low"));
}

TEST_CASE("a source without volume needs no such column") {
  config::CsvConfig csv;
  csv.volume = std::nullopt;
  const auto [plan, faults] = plan_of(csv, "timestamp,open,high,low,close");
  CHECK(faults.empty());
  CHECK(plan.value_count == 4);
}

TEST_CASE("hostile header text is shown without its control bytes") {
  const auto faults = plan_of({}, "\x1b[31mx,open,high,low,close,volume").faults;
  REQUIRE(faults.size() == 1);
  CHECK_FALSE(contains(to_string(faults[0]), "\x1b"));
}

TEST_CASE("two parts of a bar from one column are refused, whichever way they are named") {
  config::CsvConfig csv;
  csv.high = csv.open;
  auto faults = plan_of(csv, "timestamp,open,high,low,close,volume").faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "x.csv:1:1");
  CHECK(contains(faults[0].what, "open and high are both column 2"));
  csv = {};
  csv.close = {.name = "", .position = 1};
  faults = plan_of(csv, "timestamp,open,high,low,close,volume").faults;
  REQUIRE(faults.size() == 1);
  CHECK(contains(faults[0].what, "time and close are both column 1"));
}

TEST_CASE("volume and the time of day have columns of their own too") {
  config::DataConfig config = hourly_csv();
  config.csv.time_of_day = config.csv.time;
  config.csv.volume->name = "close";
  CHECK(read_text("timestamp,open,high,low,close\n0,1,1,1,1\n", config).faults.size() == 2);
}
