// SPDX-License-Identifier: Apache-2.0
#include "regime/label_tagger.hpp"

#include <barometer/abi/plugin.h>

#include <array>
#include <cmath>

#include "plugin/manifest_check.hpp"
#include "regime/bar_labels.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::array<std::int64_t, 5> kCloses{10, 20, 30, 40, 50};
constexpr std::array<double, 5> kPrices{1, 1, 1, 1, 1};

std::shared_ptr<const regime::BarLabels> labels_of(const std::vector<std::string>& labels) {
  regime::BarLabels all;
  all.column = "mood";
  all.source = "mood.csv";
  all.name = "mood";
  all.labels = labels;
  all.symbols = {{"A", {20, 25, 40}, {}, {}}, {"B", {50}, {}, {}}};
  if (labels.empty()) {
    all.symbols[0].numbers = {0.5F, 1, 2};
    all.symbols[1].numbers = {3};
  } else {
    all.symbols[0].categories = {0, 1, 1};
    all.symbols[1].categories = {0};
  }
  return std::make_shared<const regime::BarLabels>(std::move(all));
}

bm_instrument instrument(const char* symbol) {
  return {symbol, BM_VENUE_ALWAYS_OPEN, 0, 10, 24, 365};
}

// The categories of all bars, tagged in blocks of this length.
std::vector<std::int8_t> categories(const regime::Tagger& tagger, const char* symbol,
                                    std::int64_t block) {
  const bm_bars bars{kCloses.data(), kPrices.data(), kPrices.data(),
                     kPrices.data(), kPrices.data(), kPrices.data(),
                     nullptr,        nullptr,        1};
  const bm_instrument of = instrument(symbol);
  regime::TaggerInstance instance = tagger.create(of, std::array<std::uint8_t, 1>{1});
  std::vector<std::int8_t> tags(kCloses.size(), 77);
  for (std::int64_t first = 0; first < std::ssize(tags); first += block) {
    const std::int64_t count = std::min(block, std::ssize(tags) - first);
    const bm_tag_column out{tags.data() + first, nullptr, nullptr};
    bm_error error{};
    REQUIRE(instance.tag(bars, nullptr, first, count, &out, &error) == BM_OK);
  }
  return tags;
}

constexpr std::int8_t kNone = BM_TAG_UNKNOWN;

}  // namespace

TEST_CASE("a bar has the label of its close and no other, in blocks of any length") {
  const regime::Tagger tagger = regime::label_tagger(labels_of({"bad", "good"}));
  for (const std::int64_t block : {1, 2, 3, 5}) {
    CHECK(categories(tagger, "A", block) == std::vector<std::int8_t>{kNone, 0, kNone, 1, kNone});
    CHECK(categories(tagger, "B", block) ==
          std::vector<std::int8_t>{kNone, kNone, kNone, kNone, 0});
    CHECK(categories(tagger, "C", block) == std::vector<std::int8_t>(5, kNone));
  }
}

TEST_CASE("it is a plug-in without faults, with one dimension that is not known ahead") {
  const regime::Tagger tagger = regime::label_tagger(labels_of({"bad", "good"}));
  CHECK(plugin::manifest_faults(tagger.plugin().manifest).empty());
  CHECK(tagger.plugin().name() == "labels");
  REQUIRE(tagger.dimensions().size() == 1);
  CHECK(tagger.dimensions()[0].name == "mood");
  CHECK(tagger.dimensions()[0].kind == BM_DIMENSION_CATEGORY);
  CHECK(tagger.dimensions()[0].known_ahead == BM_KNOWN_NO);
}

TEST_CASE("real numbers are a scalar, NaN where there is none") {
  const regime::Tagger tagger = regime::label_tagger(labels_of({}));
  CHECK(tagger.dimensions()[0].kind == BM_DIMENSION_SCALAR);
  const bm_bars bars{kCloses.data(), kPrices.data(), kPrices.data(),
                     kPrices.data(), kPrices.data(), kPrices.data(),
                     nullptr,        nullptr,        1};
  const bm_instrument of = instrument("A");
  regime::TaggerInstance instance = tagger.create(of, std::array<std::uint8_t, 1>{1});
  std::array<float, 5> tags{};
  const bm_tag_column out{nullptr, tags.data(), nullptr};
  bm_error error{};
  REQUIRE(instance.tag(bars, nullptr, 0, 5, &out, &error) == BM_OK);
  CHECK(tags[1] == 0.5F);
  CHECK(tags[3] == 2);
  CHECK(std::isnan(tags[0]));
  CHECK(std::isnan(tags[2]));
}
