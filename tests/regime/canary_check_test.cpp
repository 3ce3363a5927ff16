// SPDX-License-Identifier: Apache-2.0
#include "regime/canary_check.hpp"

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "regime/tagging_job.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// One symbol A and one symbol B of 48 hourly bars.
data::MarketData two_days() {
  std::vector<data::BarRow> bars;
  for (int bar = 0; bar < 48; ++bar) {
    bars.push_back(test_bar(bar, 1, 1));
  }
  return test_market({bars, bars});
}

regime::TaggerSet tagger_on(std::optional<core::Duration> on) {
  regime::TaggerSet taggers;
  taggers.add({tagger_of(fixture("good_tagger"), {}), "mine", on, "", ""});
  return taggers;
}

// Writes behind the last of `count` tags of the first category.
void write_behind(const regime::TagColumns& columns, core::SymbolIndex symbol, std::int64_t count) {
  std::vector<bm_tag_column> out(columns.dimensions().size());
  columns.block(symbol, 0, out);
  std::size_t category = 0;
  while (out[category].category == nullptr) {
    ++category;
  }
  out[category].category[count] = 0;
}

void check_named(const regime::TaggingJob& job, const data::MarketData& market) {
  const auto error = error_of([&] { regime::check_canaries(job, market); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  REQUIRE(error->faults().size() == 1);
  CHECK(error->faults()[0].what.find("for symbol B") != std::string::npos);
}

}  // namespace

TEST_CASE("a tagger that writes beyond its tags is named with dimension and symbol") {
  const regime::TaggerSet taggers = tagger_on({});
  const data::MarketData market = two_days();
  core::Workers workers(1);
  regime::TaggingJob job(taggers, market, regime::WantedTags::all(taggers.dimensions()),
                         core::ArenaPages::anonymous, workers);
  CHECK_NOTHROW(regime::check_canaries(job, market));
  write_behind(job.columns(), 1, 48);
  check_named(job, market);
}

TEST_CASE("a tagger on coarser bars is held to its own columns") {
  const regime::TaggerSet taggers = tagger_on(core::kDay);
  const data::MarketData market = two_days();
  core::Workers workers(1);
  const regime::TaggingJob job(taggers, market, regime::WantedTags::all(taggers.dimensions()),
                               core::ArenaPages::anonymous, workers);
  CHECK_NOTHROW(regime::check_canaries(job, market));
  write_behind(job.frame_columns(0), 1, job.frames().frame(0, 1).source.count);
  check_named(job, market);
}
