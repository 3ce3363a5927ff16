// SPDX-License-Identifier: Apache-2.0
#include "analysis/study_ranking.hpp"

#include <cmath>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("trials are ranked by their objective, equals by number, those without one not at all") {
  const auto trial = [](std::uint64_t number, std::optional<double> objective) {
    return analysis::StudyTrial{.number = number, .values = {}, .objective = objective};
  };
  const std::vector<analysis::StudyTrial> trials{trial(5, 1.0),          trial(2, 3.0),
                                                 trial(1, std::nullopt), trial(4, 1.0),
                                                 trial(3, NAN),          trial(0, -1.0)};
  CHECK(analysis::ranking(trials, true) == std::vector<std::size_t>{1, 3, 0, 5});
  CHECK(analysis::ranking(trials, false) == std::vector<std::size_t>{5, 3, 0, 1});
  CHECK(analysis::ranking({}, true).empty());
}

}  // namespace barometer
