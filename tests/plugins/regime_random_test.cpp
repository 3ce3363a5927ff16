// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "oracle_check.hpp"
#include "regime_random.hpp"
#include "support/catch.hpp"

// Laws 1 to 4 and 6 of docs/regimes.md over random parameters and troubled markets: every
// estimator, all rules, confirmation, hysteresis bands, time of day, two kinds of venue.

namespace {

using namespace barometer;
using harness::Draw;
using harness::Table;
using harness::Tagger;

constexpr std::size_t kBars = 1500;

const std::vector<std::uint64_t> kSeeds{101, 102, 103, 104, 105, 106, 107, 108,
                                        109, 110, 111, 112, 113, 114, 115, 116};

Table tags_of(const Draw& draw, std::int64_t block = 64) {
  return harness::tag_all(draw.series, draw.settings, block);
}

}  // namespace

TEST_CASE("random parameters: the tags are the oracle's") {
  std::int64_t known = 0;
  for (std::uint64_t seed = 200; seed < 260; ++seed) {
    const Draw draw = harness::random_draw(seed, kBars);
    INFO("seed " << seed << ", estimator " << draw.rules.estimator);
    const Table table = tags_of(draw);
    CHECK(harness::first_difference(
              table, oracle::tag(harness::oracle_bars(draw.series), draw.rules)) == "");
    known +=
        std::count_if(table.category.at("volatility").begin(),
                      table.category.at("volatility").end(), [](int label) { return label >= 0; });
  }
  CHECK(known > 60 * static_cast<std::int64_t>(kBars) / 2);  // it was not unknown against unknown
}

TEST_CASE("random parameters: the block length changes nothing") {
  for (const std::uint64_t seed : kSeeds) {
    const Draw draw = harness::random_draw(seed, kBars);
    const Table single = tags_of(draw, 1);
    for (const std::int64_t block : {2, 3, 5, 7, 13, 64, 1000}) {
      CHECK(tags_of(draw, block).same_as(single));
    }
  }
}

TEST_CASE("random parameters: what comes behind a bar changes nothing up to it") {
  for (const std::uint64_t seed : kSeeds) {
    const Draw draw = harness::random_draw(seed, kBars);
    const auto cut = static_cast<std::int64_t>(300 + seed * 37 % 1000);
    Draw blind = draw;
    for (auto t = static_cast<std::size_t>(cut); t < kBars; ++t) {
      const double noise = seed % 2 == 0 ? std::nan("") : 17.0 + static_cast<double>(t % 11);
      for (auto* column :
           {&blind.series.open, &blind.series.high, &blind.series.low, &blind.series.close}) {
        (*column)[t] = noise;
      }
    }
    CHECK(tags_of(blind).same_as(tags_of(draw), cut));
  }
}

TEST_CASE("random parameters: saved and loaded in mid-stream, the tags go on to the same bits") {
  for (const std::uint64_t seed : kSeeds) {
    const Draw draw = harness::random_draw(seed, kBars);
    const auto cut = static_cast<std::int64_t>(seed * 53 % kBars);
    Tagger first(draw.settings, draw.series.instrument);
    Table out = first.table(draw.series.size());
    first.tag(draw.series, 0, cut, 13, out);
    Tagger second(draw.settings, draw.series.instrument);
    REQUIRE(second.load(first.save()) == BM_OK);
    second.tag(draw.series, cut, draw.series.size(), 5, out);
    CHECK(out.same_as(tags_of(draw)));
  }
}

TEST_CASE("random parameters: after a reset an instance is as new") {
  for (const std::uint64_t seed : kSeeds) {
    const Draw draw = harness::random_draw(seed, kBars);
    Tagger tagger(draw.settings, draw.series.instrument);
    Table out = tagger.table(draw.series.size());
    tagger.tag(draw.series, 0, 999, 64, out);
    tagger.reset();
    tagger.tag(draw.series, 0, draw.series.size(), 64, out);
    CHECK(out.same_as(tags_of(draw)));
  }
}

TEST_CASE("random parameters: prices times a power of two leave every bit") {
  for (const std::uint64_t seed : kSeeds) {
    const Draw draw = harness::random_draw(seed, kBars);
    Draw scaled = draw;
    for (auto* column :
         {&scaled.series.open, &scaled.series.high, &scaled.series.low, &scaled.series.close}) {
      for (double& price : *column) {
        price = std::ldexp(price, static_cast<int>(seed % 41) - 20);
      }
    }
    CHECK(tags_of(scaled).same_as(tags_of(draw)));
  }
}

TEST_CASE("random parameters: a dimension is the same alone as in company") {
  for (const std::uint64_t seed : {101u, 106u, 111u}) {
    const Draw draw = harness::random_draw(seed, kBars);
    const Table all = tags_of(draw);
    const Tagger company(draw.settings, draw.series.instrument);
    for (const bm_dimension& d : company.dimensions()) {
      Tagger alone(draw.settings, draw.series.instrument, {d.name});
      Table out = alone.table(draw.series.size());
      alone.tag(draw.series, 0, draw.series.size(), 64, out);
      const bool same = d.kind == BM_DIMENSION_CATEGORY
                            ? out.category.at(d.name) == all.category.at(d.name) &&
                                  out.onset.at(d.name) == all.onset.at(d.name)
                            : std::equal(out.scalar.at(d.name).begin(), out.scalar.at(d.name).end(),
                                         all.scalar.at(d.name).begin(), [](float a, float b) {
                                           return a == b || (std::isnan(a) && std::isnan(b));
                                         });
      INFO(d.name);
      CHECK(same);
    }
  }
}
