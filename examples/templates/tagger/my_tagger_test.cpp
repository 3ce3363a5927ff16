// SPDX-License-Identifier: Apache-2.0
// Gives my_tagger closes by hand and looks at its tags.

#include "my_tagger.cpp"

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>  // Catch2 3
#else
#include <catch2/catch.hpp>  // Catch2 2
#endif

#include <algorithm>
#include <vector>

namespace {

constexpr int kUnknown = BM_TAG_UNKNOWN;

// The tags of these closes with a window of 3, handed over `most` bars at a time.
std::vector<int> tags_of(const std::vector<double>& closes, std::int64_t most) {
  bm_param_value window{};
  window.integer = 3;
  window.is_set = 1;
  const bm_params params{MyTagger::kParams.data(), &window, 1, 0};
  const std::vector<std::int64_t> times(closes.size());
  const double* price = closes.data();
  const bm_bars bars{times.data(), price, price, price, price, price, nullptr, nullptr, 1};
  std::vector<std::int8_t> tags(closes.size(), BM_TAG_UNKNOWN);

  MyTagger tagger(barometer::Params{params}, bm_instrument{}, {});
  const auto count = static_cast<std::int64_t>(closes.size());
  for (std::int64_t first = 0; first < count; first += most) {
    bm_tag_column column{};
    column.category = tags.data() + first;
    tagger.tag({bars, nullptr, first, std::min(most, count - first), &column});
  }
  return {tags.begin(), tags.end()};
}

}  // namespace

TEST_CASE("a close above the mean of the last three is tagged above") {
  CHECK(tags_of({1, 2, 3, 2, 1, 3}, 6) == std::vector<int>{kUnknown, kUnknown, 1, 0, 0, 1});
}

TEST_CASE("tags do not depend on how many bars come at a time") {
  const std::vector<double> closes{5, 4, 6, 7, 3, 2, 8, 9, 1, 5, 6};
  for (const std::int64_t most : {1, 2, 3, 7}) {
    CHECK(tags_of(closes, most) == tags_of(closes, 11));
  }
}
