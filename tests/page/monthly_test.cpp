// SPDX-License-Identifier: Apache-2.0
#include "page/monthly.hpp"

#include "support/catch.hpp"

namespace barometer {

using analysis::Sample;

TEST_CASE("months are from the last sample before them to their last") {
  const auto at = [](const char* text) { return *core::parse_utc(text); };
  const std::vector<Sample> samples{{at("2019-12-30T12:00:00Z"), 100},
                                    {at("2020-01-01T00:00:00Z"), 110},  // ends 2019-12-31
                                    {at("2020-01-15T00:00:00Z"), 99},
                                    {at("2020-02-01T00:00:00Z"), 121},  // ends 2020-01-31
                                    {at("2020-03-02T00:00:00Z"), 60.5}};
  const std::vector<page::YearOfMonths> years = page::monthly_returns(samples);
  REQUIRE(years.size() == 2);
  CHECK(years[0].year == 2019);
  CHECK(*years[0].months[11] == Approx(0.10));
  CHECK_FALSE(years[0].months[10]);
  CHECK(*years[1].months[0] == Approx(0.10));
  CHECK_FALSE(years[1].months[1]);
  CHECK(*years[1].months[2] == Approx(-0.5));
  CHECK(*years[1].whole == Approx(-0.45));
}

TEST_CASE("without equity above 0 before it a month has no return") {
  const std::vector<Sample> samples{{core::kDay, 100}, {2 * core::kDay, -5}, {40 * core::kDay, -9}};
  const std::vector<page::YearOfMonths> years = page::monthly_returns(samples);
  REQUIRE(years.size() == 1);
  CHECK(*years[0].months[0] == Approx(-1.05));
  CHECK_FALSE(years[0].months[1]);
  CHECK(page::monthly_returns({}).empty());
}

}  // namespace barometer
