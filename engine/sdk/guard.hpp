// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/status.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string_view>

namespace barometer {

// Writes `text` into the caller's buffer, cut to its capacity, always NUL-terminated.
inline void write_error(bm_error* error, std::string_view text) noexcept {
  if (error == nullptr || error->text == nullptr || error->capacity == 0) {
    return;
  }
  const std::size_t length = std::min(text.size(), error->capacity - 1);
  std::memcpy(error->text, text.data(), length);
  error->text[length] = '\0';
}

// Runs `body` and turns whatever it throws into a status: nothing thrown may cross the boundary.
// std::invalid_argument says that the caller's input makes no sense; all else is a failure.
template <class Body>
bm_status guarded(bm_error* error, Body&& body) noexcept {
  try {
    body();
    return BM_OK;
  } catch (const std::invalid_argument& e) {
    write_error(error, e.what());
    return BM_INVALID_ARGUMENT;
  } catch (const std::exception& e) {
    write_error(error, e.what());
    return BM_FAILED;
  } catch (...) {
    write_error(error, "threw something that is not a std::exception");
    return BM_FAILED;
  }
}

}  // namespace barometer
