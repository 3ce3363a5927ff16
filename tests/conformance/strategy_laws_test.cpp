// SPDX-License-Identifier: Apache-2.0
// Each law of strategies is broken by a fixture and named, and nothing else is.
#include "conformance/strategy_laws.hpp"

#include "conformance/verified.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer_test;
using conformance::LawOutcome;

namespace {

// Allocations are counted in the program alone: tests/app/verify_command_test.cpp.
constexpr Sin kSins[]{{"none", ""},
                      {"fails", "answers "},
                      {"second", "repeat "},
                      {"next_bar", "future "},
                      {"forgets", "reset "},
                      {"overflows", "buffer "},
                      {"cash", "view "},
                      {"keeps", "view "},
                      {"rounds", "float_mode "},
                      {"rounds_reset", "float_mode "},
                      {"fails_early", "warming_up "},
                      {"needs_two", "one_symbol "},
                      {"at_most_four", "many_symbols "},
                      {"fails_at_start", "one_symbol many_symbols short_market rough_market "},
                      {"flat", "rough_market "},
                      {"needs_tag", "untagged "}};

}  // namespace

TEST_CASE("each law of strategies is broken by the fixture that breaks it, and named") {
  check_sins("lawless_strategy", kSins);
}

#if !defined(__SANITIZE_THREAD__)  // which reports the race before the law does
TEST_CASE("strategies that share a variable are found in turn, and on threads where they meet") {
  check_shared("lawless_strategy");
}
#endif

TEST_CASE("orders that the broker rejects, early ones and none at all are warned of") {
  for (const auto& [sin, words] :
       {std::pair{"nan_amount", "rejected as invalid"}, std::pair{"early", "dropped before"},
        std::pair{"idle", "never ordered anything"}}) {
    INFO(sin);
    const auto reports = verified("lawless_strategy", sin);
    CHECK(laws_with(reports, LawOutcome::broken).empty());
    CHECK(report_on(reports, "orders").outcome == LawOutcome::warned);
    CHECK(report_on(reports, "orders").note.find(words) != std::string::npos);
  }
}

TEST_CASE("orders that know the future are shown as they were and as they are") {
  const auto reports = verified("lawless_strategy", "next_bar");
  const conformance::Breach& breach = report_on(reports, "future").breach;
  CHECK(breach.done.find("were removed") != std::string::npos);
  CHECK(breach.where.find("step ") == 0);
  CHECK(breach.first.find("target weight 0.1") != std::string::npos);
  CHECK(breach.second.find("the second time") != std::string::npos);
}

TEST_CASE("a strategy that misses a dimension is refused before any law") {
  bool refused = false;
  try {
    verified("lawless_strategy", "refuses");
  } catch (const barometer::core::Error& error) {
    refused = error.kind() == barometer::core::ErrorKind::bad_input;
    CHECK(std::string(error.what()).find("'mood'") != std::string::npos);
    CHECK(std::string(error.what()).find("--set regime.plugin=NAME") != std::string::npos);
  }
  CHECK(refused);
}
