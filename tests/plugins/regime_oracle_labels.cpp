// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "regime_oracle_parts.hpp"

namespace barometer::oracle {

int confirmed_label(const Labels& labels, std::size_t j, std::size_t confirm) {
  for (std::size_t end = j + 1; end > 0 && labels[end - 1] != kUnknown; --end) {
    std::size_t equal = 0;
    while (equal < end && labels[end - 1 - equal] == labels[end - 1]) {
      ++equal;
    }
    if (equal >= confirm) {
      return labels[end - 1];
    }
  }
  return kUnknown;
}

Real run_length(const Labels& labels) {
  return static_cast<Real>(labels.size() - run_start(labels));
}

std::size_t run_start(const Labels& labels) {
  std::size_t first = labels.size() - 1;
  while (first > 0 && labels[first - 1] == labels.back()) {
    --first;
  }
  return first;
}

Real stability(const Labels& labels, std::size_t window) {
  if (labels.size() < window ||
      std::count(labels.end() - static_cast<std::ptrdiff_t>(window), labels.end(), kUnknown) > 0) {
    return kNaN;
  }
  std::size_t changes = 0;
  for (std::size_t j = labels.size() - window + 1; j < labels.size(); ++j) {
    changes += labels[j] != labels[j - 1];
  }
  return 1 - static_cast<Real>(changes) / static_cast<Real>(window - 1);
}

std::size_t held_since(const Labels& raw, std::size_t j,
                       const std::function<bool(std::size_t)>& holds) {
  while (j > 0 && raw[j - 1] != kUnknown && holds(j - 1)) {
    --j;
  }
  return j;
}

}  // namespace barometer::oracle
