// SPDX-License-Identifier: Apache-2.0
#include "app/plugins_command.hpp"

#include "report/plugin_listing.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

ExitCode plugins_command(const RunArguments& arguments) {
  report::print_folded(report::render_plugins(arguments.source.plugin_folders));
  return ExitCode::ok;
}

}  // namespace barometer::app
