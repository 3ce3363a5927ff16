// SPDX-License-Identifier: Apache-2.0
#include "profile/profile_result.hpp"

#include "profile/simulation.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

Replicates side(const Noise& noise, std::uint64_t stream) {
  Random random(41, stream);
  return simulated(noise, random);
}

}  // namespace

TEST_CASE("without a baseline nothing is judged") {
  const ProfileResult result = judged_alone(side({}, 1));
  CHECK_FALSE(result.headline);
  CHECK(exit_code(result, false) == ExitCode::ok);
}

TEST_CASE("without a steady state even one side has a headline") {
  CHECK(judged_alone(side({.blocks = 20}, 1)).headline == Headline::no_steady_state);
}

TEST_CASE("the gate lets everything pass but a regression") {
  const auto code = [](const Noise& candidate) {
    const ProfileResult result = judged_against(side({}, 1), side(candidate, 2), Margins{});
    return std::pair{exit_code(result, false), exit_code(result, true)};
  };
  CHECK(code({.level = 1.2}) == std::pair{ExitCode::regression, ExitCode::regression});
  CHECK(code({.cold = 1800}) == std::pair{ExitCode::artifact, ExitCode::ok});
  CHECK(code({.processes = 2}) == std::pair{ExitCode::too_noisy, ExitCode::ok});
}

TEST_CASE("what is not comparable outranks what was measured") {
  const ProfileResult result = judged_incomparable(side({.blocks = 20}, 1), {"kernel differs"});
  CHECK(result.headline == Headline::not_comparable);
  CHECK(result.reasons == std::vector<std::string>{"kernel differs"});
  CHECK(exit_code(result, false) == ExitCode::not_comparable);
  CHECK(exit_code(result, true) == ExitCode::ok);
}

TEST_CASE("a reported mean over a cold start is an artifact") {
  ProfileResult result = judged_alone(side({.cold = 1800, .processes = 1, .blocks = 33}, 1));
  judge_reported_mean(5000, result);
  CHECK(result.headline == Headline::artifact);
  CHECK(exit_code(result, false) == ExitCode::artifact);
}
