// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/status.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/safe_text.hpp"

namespace barometer::plugin {

// The buffer into which a slot writes the reason why it failed: up to kBytes - 1 bytes of it.
template <std::size_t kBytes>
class SlotErrorOf {
 public:
  // [step] The buffer for a slot; valid as long as this object is not moved.
  bm_error buffer() { return {text_.data(), text_.size()}; }

  // The text of the slot that has just failed, safe to print, whether or not it is terminated.
  std::string text() const { return or_none(core::printable(said())); }

  // The same with its lines. One that fills the buffer may have been cut by its writer: said so.
  std::string lines() const {
    const std::string_view all = said();
    return or_none(core::printable_lines(all)) +
           (all.size() + 1 < kBytes ? ""
                                    : "\n(cut after " + std::to_string(all.size()) + " bytes)");
  }

 private:
  std::string_view said() const { return {text_.data(), ::strnlen(text_.data(), text_.size())}; }

  static std::string or_none(std::string text) {
    return text.empty() ? "failed without saying why" : std::move(text);
  }

  std::array<char, kBytes> text_{};
};

// Of one line, in slots of which a run has many.
using SlotError = SlotErrorOf<512>;

// Of a strategy: the trace of an exception in an interpreter has many lines.
using StrategyError = SlotErrorOf<16'384>;

// The kind of error that a failed [setup] slot means: the plug-in rejected what the YAML asks for,
// or it is broken itself.
inline core::ErrorKind setup_error_kind(bm_status status) {
  return status == BM_INVALID_ARGUMENT ? core::ErrorKind::bad_input
                                       : core::ErrorKind::plugin_failed;
}

}  // namespace barometer::plugin
