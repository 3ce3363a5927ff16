// SPDX-License-Identifier: Apache-2.0
#include "app/exit_code.hpp"

#include <array>

namespace barometer::app {

namespace {

constexpr std::array kExitCodes{
    ExitCodeEntry{ExitCode::ok, "ok (for comparisons: no change, improvement)"},
    ExitCodeEntry{ExitCode::regression,
                  "regression, of the median, the 99th percentile or the mean"},
    ExitCodeEntry{ExitCode::bad_input, "bad input: arguments, config, data"},
    ExitCodeEntry{ExitCode::budget_failed,
                  "a latency budget failed and the config says `on_breach: fail`"},
    ExitCodeEntry{ExitCode::plugin_failed, "a plug-in failed, was rejected, or knows the future"},
    ExitCodeEntry{ExitCode::write_failed, "a result could not be written"},
    ExitCodeEntry{ExitCode::artifact, "measurement artifact, or no steady state"},
    ExitCodeEntry{ExitCode::too_noisy, "too noisy"},
    ExitCodeEntry{ExitCode::not_comparable, "not comparable"},
    ExitCodeEntry{ExitCode::defect, "a defect of barometer"},
    ExitCodeEntry{ExitCode::no_resources, "no memory, process or other means left to run"},
    ExitCodeEntry{ExitCode::interrupted, "interrupted; nothing was written"},
};

}  // namespace

std::span<const ExitCodeEntry> exit_code_table() {
  return kExitCodes;
}

ExitCode exit_code_of(core::ErrorKind kind) {
  switch (kind) {
    case core::ErrorKind::bad_input:
      return ExitCode::bad_input;
    case core::ErrorKind::plugin_failed:
      return ExitCode::plugin_failed;
    case core::ErrorKind::write_failed:
      return ExitCode::write_failed;
    case core::ErrorKind::interrupted:
      return ExitCode::interrupted;
    case core::ErrorKind::defect:
      break;
  }
  return ExitCode::defect;
}

ExitCode exit_code_of(profile::Verdict verdict) {
  switch (verdict) {
    case profile::Verdict::not_comparable:
      return ExitCode::not_comparable;
    case profile::Verdict::no_steady_state:
    case profile::Verdict::artifact:
      return ExitCode::artifact;
    case profile::Verdict::regression:
    case profile::Verdict::mean_regression:
      return ExitCode::regression;
    case profile::Verdict::improvement:
    case profile::Verdict::no_change:
      return ExitCode::ok;
    case profile::Verdict::too_noisy:
      break;
  }
  return ExitCode::too_noisy;
}

ExitCode exit_code_of(const profile::ProfileResult& result, bool gate) {
  const ExitCode code = result.verdict ? exit_code_of(*result.verdict) : ExitCode::ok;
  return gate && code != ExitCode::regression ? ExitCode::ok : code;
}

}  // namespace barometer::app
