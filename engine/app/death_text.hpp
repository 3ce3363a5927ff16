// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>

#include "app/child_page.hpp"
#include "app/child_watch.hpp"
#include "app/exit_code.hpp"

namespace barometer::app {

// Whether a child ended as its work said that it would.
bool as_said(const Ending& ending, const ChildPage& page);

struct Death {
  ExitCode code = ExitCode::plugin_failed;
  std::string text;  // plug-in, call, symbol, bar, time, and what happened; then what to do
};

// REQUIRES: !as_said(ending, page).
Death describe_death(const Ending& ending, const ChildPage& page);

// Removes what the child was writing when it ended, which nobody may take for a result.
void remove_hidden_folders(const ChildPage& page, pid_t child);

}  // namespace barometer::app
