// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/error.hpp"
#include "support/text.hpp"

namespace barometer_test {

// What a call throws; nothing where it returns.
template <class Body>
std::optional<barometer::core::Error> thrown_by(const Body& body) {
  try {
    body();
  } catch (const barometer::core::Error& error) {
    return error;
  }
  return std::nullopt;
}

// Whether one was thrown whose words have `text`.
inline bool mentions(const std::optional<barometer::core::Error>& error, std::string_view text) {
  return error && contains(error->what(), text);
}

}  // namespace barometer_test
