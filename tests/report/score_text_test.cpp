// SPDX-License-Identifier: Apache-2.0
#include "report/score_text.hpp"

#include <cstdint>

#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

stats::ScoredTags two_symbols() {
  const std::vector<std::int8_t> truth{0, 0, 1, 1};
  const std::vector<std::int8_t> right = truth;
  const std::vector<std::int8_t> half{0, 1, 1, -1};
  return {"volatility",
          {"calm", "high"},
          {"AAA", "BBB"},
          {stats::score_trial(truth, right, 2), stats::score_trial(truth, half, 2)}};
}

}  // namespace

TEST_CASE("scores are shown over all symbols and for each, then the confusion matrix") {
  const std::string text = report::render_score(two_symbols(), report::Style{});
  CHECK(contains(text, "volatility against the truth\n"));
  CHECK(contains(text, "balanced accuracy"));
  CHECK(contains(text, "\n  AAA "));
  CHECK(contains(text, "\n  BBB "));
  CHECK(contains(text, "truth, tagged as"));
  CHECK(contains(text, "recall"));
}

TEST_CASE("one symbol needs no line beside that of all") {
  stats::ScoredTags scored = two_symbols();
  scored.symbols.resize(1);
  scored.trials.resize(1);
  const std::string text = report::render_score(scored, report::Style{});
  CHECK(contains(text, "\n  all "));
  CHECK_FALSE(contains(text, "AAA"));
}

}  // namespace barometer
