// SPDX-License-Identifier: Apache-2.0
#include "app/exit_code.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("every verdict has its exit code") {
  CHECK(app::exit_code_of(profile::Verdict::no_change) == app::ExitCode::ok);
  CHECK(app::exit_code_of(profile::Verdict::improvement) == app::ExitCode::ok);
  CHECK(app::exit_code_of(profile::Verdict::regression) == app::ExitCode::regression);
  CHECK(app::exit_code_of(profile::Verdict::artifact) == app::ExitCode::artifact);
  CHECK(app::exit_code_of(profile::Verdict::no_steady_state) == app::ExitCode::artifact);
  CHECK(app::exit_code_of(profile::Verdict::too_noisy) == app::ExitCode::too_noisy);
  CHECK(app::exit_code_of(profile::Verdict::not_comparable) == app::ExitCode::not_comparable);
}

TEST_CASE("every kind of error has an exit code of its own") {
  CHECK(app::exit_code_of(core::ErrorKind::bad_input) == app::ExitCode::bad_input);
  CHECK(app::exit_code_of(core::ErrorKind::plugin_failed) == app::ExitCode::plugin_failed);
  CHECK(app::exit_code_of(core::ErrorKind::write_failed) == app::ExitCode::write_failed);
  CHECK(app::exit_code_of(core::ErrorKind::interrupted) == app::ExitCode::interrupted);
  CHECK(app::exit_code_of(core::ErrorKind::defect) == app::ExitCode::defect);
}

TEST_CASE("the gate lets everything pass but a regression") {
  const auto codes = [](std::optional<profile::Verdict> verdict) {
    profile::ProfileResult result;
    result.verdict = verdict;
    return std::pair{app::exit_code_of(result, false), app::exit_code_of(result, true)};
  };
  CHECK(codes(std::nullopt) == std::pair{app::ExitCode::ok, app::ExitCode::ok});
  CHECK(codes(profile::Verdict::regression) ==
        std::pair{app::ExitCode::regression, app::ExitCode::regression});
  CHECK(codes(profile::Verdict::artifact) == std::pair{app::ExitCode::artifact, app::ExitCode::ok});
  CHECK(codes(profile::Verdict::too_noisy) ==
        std::pair{app::ExitCode::too_noisy, app::ExitCode::ok});
  CHECK(codes(profile::Verdict::not_comparable) ==
        std::pair{app::ExitCode::not_comparable, app::ExitCode::ok});
}
