// SPDX-License-Identifier: Apache-2.0
#include "core/shared_pages.hpp"

#include <atomic>

namespace barometer::core {

namespace {

std::atomic<bool> kept{false};

}  // namespace

void keep_shared_pages_from_children() {
  kept = true;
}

bool are_shared_pages_kept() {
  return kept;
}

}  // namespace barometer::core
