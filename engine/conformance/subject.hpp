// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"
#include "conformance/verify_request.hpp"
#include "plugin/library.hpp"

namespace barometer::conformance {

// A loaded plug-in in a run of its own making. Without a config a strategy runs beside the shipped
// tagger `regime`, where that is found.
struct VerifySubject {
  plugin::Plugin plugin;
  config::RunConfig config;
  backtest::RunPlan plan;
  std::size_t tagger = 0;  // of a tagger: its place among the plan's
};

// Throws Error as `barometer check` does for the config, Error{plugin_failed} for a library that is
// rejected, and Error{bad_input} for a config that does not use the plug-in.
VerifySubject verify_subject(const VerifyRequest& request);

}  // namespace barometer::conformance
