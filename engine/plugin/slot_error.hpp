// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/status.h>

#include <array>
#include <cstring>
#include <string>

#include "core/error.hpp"
#include "core/safe_text.hpp"

namespace barometer::plugin {

// The buffer into which a slot writes the reason why it failed.
class SlotError {
 public:
  // [step] The buffer for a slot; valid as long as this object is not moved.
  bm_error buffer() { return {text_.data(), text_.size()}; }

  // The text of the slot that has just failed, safe to print, whether or not it is terminated.
  std::string text() const {
    const std::string said = core::printable({text_.data(), ::strnlen(text_.data(), text_.size())});
    return said.empty() ? "failed without saying why" : said;
  }

 private:
  std::array<char, 512> text_{};
};

// The kind of error that a failed [setup] slot means: the plug-in rejected what the YAML asks for,
// or it is broken itself.
inline core::ErrorKind setup_error_kind(bm_status status) {
  return status == BM_INVALID_ARGUMENT ? core::ErrorKind::bad_input
                                       : core::ErrorKind::plugin_failed;
}

}  // namespace barometer::plugin
