// SPDX-License-Identifier: Apache-2.0
#include "loop/declared_series.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

struct Read {
  std::vector<core::DeclaredSeries> series;
  std::vector<std::string> faults;
};

Read read(const std::vector<bm_series_spec>& specs) {
  bm_declaration declared{};
  declared.series = specs.data();
  declared.series_count = static_cast<std::uint32_t>(specs.size());
  Read read;
  read.series = loop::declared_series(declared, read.faults);
  return read;
}

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("declared series are copied, in their order") {
  std::string name = "spread";
  const Read found = read({{name.c_str(), "quote currency"}, {"z_score", ""}});
  name = "gone..";
  CHECK(found.faults.empty());
  REQUIRE(found.series.size() == 2);
  CHECK(found.series[0].name == "spread");
  CHECK(found.series[0].unit == "quote currency");
  CHECK(found.series[1].name == "z_score");
  CHECK(found.series[1].unit.empty());
  CHECK(read({}).faults.empty());
}

TEST_CASE("every fault of a declaration is named") {
  const Read found = read({{"My Spread", ""},
                           {nullptr, ""},
                           {"good", nullptr},
                           {"twice", ""},
                           {"twice", ""},
                           {"", ""},
                           {"bad\n\xFF", ""}});
  CHECK(found.faults ==
        Faults{"series 0 is named 'My Spread', expected snake_case such as price_spread",
               "series 1 has the name NULL", "series 2 has the unit NULL",
               "series 'twice' is declared twice",
               "series 5 is named '', expected snake_case such as price_spread",
               "series 6 is named 'bad\xEF\xBF\xBD', expected snake_case such as price_spread"});
}

TEST_CASE("as many series as are allowed, and one more") {
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= core::kMostSeries; ++i) {
    names.push_back("s" + std::to_string(i));
  }
  std::vector<bm_series_spec> specs;
  for (const std::string& name : names) {
    specs.push_back({name.c_str(), ""});
  }
  REQUIRE(read(specs).faults.size() == 1);
  CHECK(read(specs).faults[0].starts_with("declares 65 series, expected at most 64"));
  specs.pop_back();
  CHECK(read(specs).faults.empty());
  CHECK(read(specs).series.size() == 64);
}

TEST_CASE("a count without series is refused, not read") {
  bm_declaration declared{};
  declared.series_count = 3;
  Faults faults;
  loop::declared_series(declared, faults);
  CHECK(faults == Faults{"declares 3 series at NULL"});
}
