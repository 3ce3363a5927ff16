// SPDX-License-Identifier: Apache-2.0
#include "app/exit_code.hpp"

namespace barometer::app {

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
  const ExitCode code = result.headline ? exit_code_of(*result.headline) : ExitCode::ok;
  return gate && code != ExitCode::regression ? ExitCode::ok : code;
}

}  // namespace barometer::app
