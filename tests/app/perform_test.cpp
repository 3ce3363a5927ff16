// SPDX-License-Identifier: Apache-2.0
// Failures that users do not expect are in tests/issues/unexpected_exception_test.cpp.
#include "app/perform.hpp"

#include <system_error>

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

template <class Failure>
app::ExitCode exit_code_after(const Failure& failure) {
  return static_cast<app::ExitCode>(app::perform([&]() -> app::ExitCode { throw failure; }));
}

app::ExitCode exit_code_after(std::errc code) {
  return exit_code_after(std::system_error(std::make_error_code(code)));
}

}  // namespace

TEST_CASE("a command's own exit code is the program's") {
  CHECK(app::perform([] { return app::ExitCode::ok; }) == 0);
  CHECK(app::perform([] { return app::ExitCode::budget_failed; }) == 3);
}

TEST_CASE("an error's kind decides the exit code") {
  for (const core::ErrorKind kind : {core::ErrorKind::bad_input, core::ErrorKind::plugin_failed,
                                     core::ErrorKind::write_failed, core::ErrorKind::interrupted}) {
    CHECK(exit_code_after(core::Error(kind, core::Fault{"here", "something is wrong", ""})) ==
          app::exit_code_of(kind));
  }
}

TEST_CASE("a failure of the system is want of means or a failure to write") {
  for (const std::errc code :
       {std::errc::not_enough_memory, std::errc::resource_unavailable_try_again,
        std::errc::too_many_files_open, std::errc::too_many_files_open_in_system}) {
    CHECK(exit_code_after(code) == app::ExitCode::no_resources);
  }
  for (const std::errc code :
       {std::errc::no_space_on_device, std::errc::permission_denied, std::errc::broken_pipe}) {
    CHECK(exit_code_after(code) == app::ExitCode::write_failed);
  }
}

TEST_CASE("an error that is reported gives its exit code") {
  CHECK(app::report_error(app::ExitCode::bad_input, "a test prints this line") == 2);
}
