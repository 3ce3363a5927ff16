// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_rows.hpp"

namespace barometer::study {

std::string_view to_string(RunKind kind) {
  switch (kind) {
    case RunKind::run:
      return "run";
    case RunKind::trial:
      return "trial";
    case RunKind::fold:
      return "fold";
    case RunKind::stitched:
      return "stitched";
    case RunKind::holdout:
      return "holdout";
  }
  return "";
}

std::string_view to_string(RunState state) {
  switch (state) {
    case RunState::done:
      return "done";
    case RunState::failed:
      return "failed";
    case RunState::refused:
      return "refused";
  }
  return "";
}

std::string_view to_string(StudyState state) {
  switch (state) {
    case StudyState::open:
      return "open";
    case StudyState::done:
      return "done";
    case StudyState::interrupted:
      return "interrupted";
  }
  return "";
}

}  // namespace barometer::study
