// SPDX-License-Identifier: Apache-2.0
// An exception that nobody expected ended as "bad input", and a defect of the loop as "plug-in
// failed": users looked for the fault in their files. Both are defects of the program.
#include <functional>
#include <new>
#include <stdexcept>
#include <system_error>

#include "app/perform.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

template <class Failure>
app::ExitCode exit_code_after(const Failure& failure) {
  return static_cast<app::ExitCode>(app::perform([&]() -> app::ExitCode { throw failure; }));
}

}  // namespace

TEST_CASE("an exception that nobody expected is a defect") {
  CHECK(exit_code_after(std::out_of_range("vector::_M_range_check")) == app::ExitCode::defect);
  CHECK(exit_code_after(std::bad_function_call()) == app::ExitCode::defect);
}

TEST_CASE("a defect of the engine is none of a plug-in") {
  const core::Error broken(core::ErrorKind::defect, core::Fault{"step 7", "money is missing", ""});
  CHECK(exit_code_after(broken) == app::ExitCode::defect);
}

TEST_CASE("a machine without memory or processes is not bad input") {
  CHECK(exit_code_after(std::bad_alloc()) == app::ExitCode::no_resources);
  CHECK(exit_code_after(std::system_error(std::make_error_code(
            std::errc::resource_unavailable_try_again))) == app::ExitCode::no_resources);
}
