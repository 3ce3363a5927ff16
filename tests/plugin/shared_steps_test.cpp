// SPDX-License-Identifier: Apache-2.0
// A tagger slow enough that a step's symbols are shared among threads.

#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr std::size_t kSymbols = 24;
constexpr std::size_t kBars = 200;  // the cost of a tag is learned in the first 128 steps

}  // namespace

TEST_CASE("shared among threads, serial and ahead give the same tags") {
  const data::MarketData market = waving_market(kSymbols, kBars);
  const regime::Tagger tagger = tagger_of(fixture("slow_tagger"), {});
  const auto serial = bytes_of(tags_in_step(tagger, market, 1));
  REQUIRE(serial.size() == kSymbols * kBars * sizeof(float));
  CHECK(bytes_of(tags_in_step(tagger, market, 2)) == serial);
  CHECK(bytes_of(tags_in_step(tagger, market, 8)) == serial);
  CHECK(bytes_of(tags_ahead(tagger, market, 1)) == serial);
  CHECK(bytes_of(tags_ahead(tagger, market, 8)) == serial);
}

TEST_CASE("of several symbols that fail in one step the first in config order is named") {
  const data::MarketData market = waving_market(kSymbols, kBars);
  const regime::Tagger tagger =
      tagger_of(fixture("slow_tagger"), {{"fail_at_bar", "190"}, {"fail_from_symbol", "5"}});
  for (const int threads : {1, 2, 8}) {
    const auto error = error_of([&] { tags_in_step(tagger, market, threads); });
    REQUIRE(error);
    CHECK(says(*error, "at symbol S5, bar 190, 2024-01-08T23:00:00Z: symbol 5 fails on purpose"));
  }
}

TEST_CASE("of several symbols that fail ahead the first in config order is named") {
  const data::MarketData market = waving_market(kSymbols, kBars);
  const regime::Tagger tagger =
      tagger_of(fixture("slow_tagger"), {{"fail_at_bar", "190"}, {"fail_from_symbol", "5"}});
  for (const int threads : {1, 8}) {
    const auto error = error_of([&] { tags_ahead(tagger, market, threads); });
    REQUIRE(error);
    CHECK(says(*error, "at symbol S5, bars 0 to 199"));
  }
}
