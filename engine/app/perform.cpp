// SPDX-License-Identifier: Apache-2.0
#include "app/perform.hpp"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <system_error>

#include "core/error.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

// What was printed must have arrived: a full disk behind a redirection is a failure to write.
ExitCode printed(ExitCode code) {
  report::finish_printing();
  return code;
}

// Whether the system had no memory, thread, process or file descriptor left.
bool lacks_resources(const std::error_code& code) {
  return code == std::errc::not_enough_memory ||
         code == std::errc::resource_unavailable_try_again ||
         code == std::errc::too_many_files_open || code == std::errc::too_many_files_open_in_system;
}

}  // namespace

int report_error(ExitCode code, const std::string& text) {
  report::print_error(fmt::format("barometer: {}\n", text));
  return static_cast<int>(code);
}

int perform(const std::function<ExitCode()>& action) {
  try {
    return static_cast<int>(printed(action()));
  } catch (const core::Error& error) {
    return report_error(exit_code_of(error.kind()), error.what());
  } catch (const std::system_error& error) {  // also of the file system and of printing
    return report_error(
        lacks_resources(error.code()) ? ExitCode::no_resources : ExitCode::write_failed,
        error.what());
  } catch (const std::bad_alloc&) {
    return report_error(ExitCode::no_resources, "out of memory: fewer symbols or bars would fit");
  } catch (const std::exception& error) {
    return report_error(
        ExitCode::defect,
        fmt::format("{}: this is a defect of the program: please report it", error.what()));
  }
}

}  // namespace barometer::app
