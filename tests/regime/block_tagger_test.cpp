// SPDX-License-Identifier: Apache-2.0
#include "regime/block_tagger.hpp"

#include <barometer/abi/plugin.h>

#include <string>
#include <vector>

#include "data/market_data.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr std::int64_t kBars = 5000;

// Labels every bar 0, and in the call that has this bar writes behind the last of kBars labels.
std::int64_t overruns_at = -1;

bm_status create(void*, const bm_params*, const bm_instrument*, const std::uint8_t*, void** self,
                 bm_error*) {
  *self = &overruns_at;
  return BM_OK;
}

bm_status tag(void*, const bm_bars*, const bm_calendar_row*, std::int64_t first, std::int64_t count,
              const bm_tag_column* out, bm_error*) {
  std::fill_n(out->category, count, std::int8_t{0});
  if (overruns_at >= first && overruns_at < first + count) {
    out->category[kBars - first + 3] = 0;
  }
  return BM_OK;
}

void destroy(void*) {}

const bm_regime_slots kSlots{sizeof(bm_regime_slots),
                             0,
                             nullptr,
                             nullptr,
                             create,
                             tag,
                             nullptr,
                             nullptr,
                             nullptr,
                             nullptr,
                             destroy};

const bm_manifest kManifest = [] {
  bm_manifest manifest{};
  manifest.name = "overruns";
  manifest.regime = &kSlots;
  return manifest;
}();

regime::Tagger overrunning() {
  return {plugin::Plugin{&kManifest, "overruns.so", "", {}},
          {regime::Dimension{"mood", BM_DIMENSION_CATEGORY, {"calm"}, "", 0, "of nobody"}}};
}

// One symbol A.
data::MarketData market() {
  std::vector<data::BarRow> bars;
  for (int bar = 0; bar < kBars; ++bar) {
    bars.push_back(test_bar(bar, 1, 1));
  }
  return test_market({bars});
}

// What is said of a tagger that overruns at this bar; empty: nothing.
std::string said(std::int64_t bar, bool in_step) {
  overruns_at = bar;
  const data::MarketData bars = market();
  const std::vector<regime::BarSource> sources = regime::sources_of(bars);
  const regime::Tagger tagger = overrunning();
  const regime::TagColumns columns(
      tagger.dimensions(), {{1}, {0}}, std::vector{kBars}, core::ArenaPages::anonymous,
      in_step ? regime::FirstEntries::unknown : regime::FirstEntries::unwritten);
  regime::BlockTagger one(tagger, sources[0], {columns, 0, 0}, in_step ? 1 : regime::kBlockBars);
  bool good = true;
  while (in_step && good && one.bars_left() > 0) {
    good = one.tag(1);
  }
  good = good && one.tag_rest();
  REQUIRE(good != one.failed());
  return good ? "" : one.failure().what();
}

}  // namespace

TEST_CASE("who writes behind a column is named with the block in which it did") {
  CHECK(said(-1, false).empty());
  const std::string told = said(2500, false);
  INFO(told);
  CHECK(contains(told, "overruns.so: tagger 'overruns' at symbol A, bars 2048 to 3071, "));
  CHECK(contains(told, "wrote beyond the end of its tags of 'mood': a block has"));
  CHECK(contains(said(kBars - 1, false), "bars 4096 to 4999, "));
}

TEST_CASE("in step it is named with the bars since somebody looked") {
  CHECK(said(-1, true).empty());
  CHECK(contains(said(2500, true), "at symbol A, bars 2049 to 4096, "));
  CHECK(contains(said(2049, true), "at symbol A, bars 2049 to 4096, "));
  CHECK(contains(said(kBars - 1, true), "at symbol A, bars 4097 to 4999, "));
}
