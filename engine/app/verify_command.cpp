// SPDX-License-Identifier: Apache-2.0
#include "app/verify_command.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string>
#include <system_error>
#include <vector>

#include "app/interrupt.hpp"
#include "app/verify_text.hpp"
#include "conformance/law_lines.hpp"
#include "conformance/law_process.hpp"
#include "core/error.hpp"
#include "plugin/host_state.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

using conformance::LawLine;
using conformance::LawOutcome;
using conformance::LawReport;

// The arguments of `verify-child`, but for what was tried before.
std::vector<std::string> child_arguments(const conformance::VerifyRequest& request) {
  std::vector<std::string> arguments{"verify-child", request.plugin};
  if (request.config) {
    arguments.insert(arguments.end(), {"--config", request.config->string()});
  }
  for (const std::string& value : request.overrides) {
    arguments.insert(arguments.end(), {"--set", value});
  }
  return arguments;
}

void tell(const LawLine& line) {
  plugin::refuse_copied_process();
  const std::string text = conformance::line_of(line);
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t size =
        ::write(conformance::kLineDescriptor, text.data() + done, text.size() - done);
    if (size < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "the report of a law");
    }
    done += static_cast<std::size_t>(size > 0 ? size : 0);
  }
}

ExitCode code_of(const conformance::VerifyReport& report) {
  const auto any = [&](LawOutcome outcome) {
    return std::ranges::find(report.laws, outcome, &LawReport::outcome) != report.laws.end();
  };
  if (any(LawOutcome::broken)) {
    return ExitCode::plugin_failed;
  }
  return any(LawOutcome::not_reached) ? ExitCode::bad_input : ExitCode::ok;
}

}  // namespace

ExitCode verify_command(const VerifyOptions& options) {
  const conformance::LawProgram program{.program = "/proc/self/exe",
                                        .arguments = child_arguments(options.request)};
  const conformance::VerifyReport found = conformance::verify_in_processes(program, interrupted());
  report::print_folded(verify_text(found));
  return code_of(found);
}

ExitCode verify_child_command(const VerifyOptions& options) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGINT, SIG_IGN);  // the parent decides
  plugin::keep_host_state();     // that it is ignored is the program's own
  try {
    conformance::verify_here(
        options.request, options.before,
        {.begun = [](const conformance::VerifyHeader& header) { tell({.begun = header}); },
         .trying = [](const std::string& law) { tell({.trying = law}); },
         .tried = [](const LawReport& report) { tell({.tried = report}); }});
    tell({.ended = true});
  } catch (const core::Error& error) {
    tell({.refused = error});
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
