// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/status.h>

#include <array>
#include <cstring>
#include <string>

#include "core/error.hpp"
#include "core/safe_text.hpp"

namespace barometer::plugin {

// The buffer into which a slot writes why it says no.
class SlotWords {
 public:
  // [step] What a slot is handed; valid as long as this object stays where it is.
  bm_error buffer() { return {text_.data(), text_.size()}; }

  // What the slot that has just failed wrote, fit to be shown, whether or not it ended it properly.
  std::string text() const {
    const std::string said = core::printable({text_.data(), ::strnlen(text_.data(), text_.size())});
    return said.empty() ? "failed without saying why" : said;
  }

 private:
  std::array<char, 512> text_{};
};

// Whose fault a failed [setup] slot is: what the YAML asks for makes no sense to the plug-in, or
// the plug-in itself is broken.
inline core::ErrorKind setup_error_kind(bm_status status) {
  return status == BM_INVALID_ARGUMENT ? core::ErrorKind::bad_input
                                       : core::ErrorKind::plugin_failed;
}

}  // namespace barometer::plugin
