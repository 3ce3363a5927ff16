// SPDX-License-Identifier: Apache-2.0
#include "regime/canary_check.hpp"

#include <string>
#include <vector>

#include "core/error.hpp"
#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a tagger that writes beyond its tags is named with dimension and symbol") {
  const regime::Tagger tagger = tagger_of(fixture("good_tagger"), {});
  regime::TaggerSet taggers;
  taggers.add({tagger, "mine", {}, "", ""});
  const data::MarketData market = test_market({{test_bar(0, 1, 1)}, {test_bar(0, 1, 1)}});
  const regime::TagColumns columns(taggers.dimensions(),
                                   regime::WantedTags::all(taggers.dimensions()),
                                   std::vector<std::int64_t>{1, 1});
  CHECK_NOTHROW(regime::check_canaries(columns.view(), taggers, market));
  std::vector<bm_tag_column> out(taggers.dimensions().size());
  columns.block(1, 0, out);
  std::size_t category = 0;
  while (out[category].category == nullptr) {
    ++category;
  }
  out[category].category[1] = 0;
  const auto error = error_of([&] { regime::check_canaries(columns.view(), taggers, market); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  REQUIRE(error->faults().size() == 1);
  CHECK(error->faults()[0].what.find("'" + taggers.dimensions()[category].name +
                                     "' for symbol B") != std::string::npos);
}
