// SPDX-License-Identifier: Apache-2.0
// Each law of taggers is broken by a fixture and named, and nothing else is.
#include "conformance/tagger_laws.hpp"

#include "conformance/verified.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer_test;
using conformance::LawOutcome;

namespace {

// Allocations are counted in the program alone: tests/app/verify_command_test.cpp.
constexpr Sin kSins[]{{"none", ""},
                      {"fails", "answers "},
                      {"growing_list", "describe "},
                      {"no_room", "describe "},
                      {"from_zero", "columns "},
                      {"beyond", "columns "},
                      {"repaint", "columns "},
                      {"label", "range "},
                      {"infinite", "range "},
                      {"onset", "range "},
                      {"early", "warm_up "},
                      {"writes_bars", "bars_kept "},
                      {"writes_clock", "bars_kept "},
                      {"second", "repeat "},
                      {"count", "block prefix "},
                      {"mean_of_block", "block prefix "},
                      {"next_bar", "prefix "},
                      {"year", "date "},
                      {"needs_other", "wanted "},
                      {"forgets", "reset foreign_state "},
                      {"half_saved", "state "},
                      {"saves_more", "state "},
                      {"loads_all", "foreign_state "},
                      {"loads_half", "foreign_state "},
                      {"rounds", "float_mode "},
                      {"rounds_saving", "float_mode "},
                      {"fails_on_nan", "bad_bars "},
                      {"label_of_nan", "bad_bars "},
                      {"only_hours", "bar_sizes "}};

}  // namespace

TEST_CASE("each law of taggers is broken by the fixture that breaks it, and named") {
  check_sins("lawless_tagger", kSins);
}

#if !defined(__SANITIZE_THREAD__)  // which reports the race before the law does
TEST_CASE("taggers that share a variable are found in turn, and on threads where they meet") {
  check_shared("lawless_tagger");
}
#endif

TEST_CASE("a broken law says what was done, where, what was seen, why and what to change") {
  const auto reports = verified("lawless_tagger", "count");
  const conformance::Breach& breach = report_on(reports, "block").breach;
  CHECK(breach.done == "the same bars came in blocks of 64, then of 1");
  CHECK(breach.where == "SYN01, bar 50 (2022-01-03T03:00:00Z), dimension 'direction'");
  CHECK(breach.first == "falling, the first time");
  CHECK(breach.second == "rising, the second time");
  CHECK(breach.cause.find("`count`") != std::string::npos);
  CHECK(breach.change.find("bar by bar") != std::string::npos);
}

TEST_CASE("a stray tag is named by its call and entry") {
  const auto reports = verified("lawless_tagger", "beyond");
  const conformance::Breach& breach = report_on(reports, "columns").breach;
  INFO(breach.done << breach.second);
  CHECK(breach.done.find("first = 0") != std::string::npos);
  CHECK(breach.second.find("is written") != std::string::npos);
}

TEST_CASE("what a broken law makes meaningless is not reached and says so") {
  const auto reports = verified("lawless_tagger", "second");
  const conformance::LawReport& report = report_on(reports, "block");
  CHECK(report.outcome == LawOutcome::not_reached);
  CHECK(report.note.find("mend `repeat` first") != std::string::npos);
}

#if defined(BAROMETER_SANITIZED)
TEST_CASE("where nothing counts allocations, that law does not apply") {
  const auto reports = verified("lawless_tagger", "allocates");
  CHECK(report_on(reports, "allocation").outcome == LawOutcome::does_not_apply);
}
#endif

TEST_CASE("a tagger that rejects its market is refused before any law") {
  bool refused = false;
  try {
    verified("lawless_tagger", "refuses");
  } catch (const barometer::core::Error& error) {
    refused = error.kind() == barometer::core::ErrorKind::bad_input;
    CHECK(std::string(error.what()).find("needs bars of a day") != std::string::npos);
    CHECK(std::string(error.what()).find("--set data.bar=1d") != std::string::npos);
  }
  CHECK(refused);
}
