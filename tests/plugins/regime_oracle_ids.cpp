// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "regime_oracle_parts.hpp"

namespace barometer::oracle {

int shown_id(const Ids& ids, std::size_t j, std::size_t confirm) {
  for (std::size_t end = j + 1; end > 0 && ids[end - 1] != kUnknown; --end) {
    std::size_t equal = 0;
    while (equal < end && ids[end - 1 - equal] == ids[end - 1]) {
      ++equal;
    }
    if (equal >= confirm) {
      return ids[end - 1];
    }
  }
  return kUnknown;
}

Real run_length(const Ids& ids) {
  return static_cast<Real>(ids.size() - run_start(ids));
}

std::size_t run_start(const Ids& ids) {
  std::size_t first = ids.size() - 1;
  while (first > 0 && ids[first - 1] == ids.back()) {
    --first;
  }
  return first;
}

Real stability(const Ids& ids, std::size_t window) {
  if (ids.size() < window ||
      std::count(ids.end() - static_cast<std::ptrdiff_t>(window), ids.end(), kUnknown) > 0) {
    return kNaN;
  }
  std::size_t changes = 0;
  for (std::size_t j = ids.size() - window + 1; j < ids.size(); ++j) {
    changes += ids[j] != ids[j - 1];
  }
  return 1 - static_cast<Real>(changes) / static_cast<Real>(window - 1);
}

std::size_t held_since(const Ids& raw, std::size_t j,
                       const std::function<bool(std::size_t)>& holds) {
  while (j > 0 && raw[j - 1] != kUnknown && holds(j - 1)) {
    --j;
  }
  return j;
}

}  // namespace barometer::oracle
