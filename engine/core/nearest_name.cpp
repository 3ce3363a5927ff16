// SPDX-License-Identifier: Apache-2.0
#include "core/nearest_name.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace barometer::core {

namespace {

// Names that a message lists before it only counts.
constexpr std::size_t kMostListed = 20;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({replace, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view wrong,
                                        std::span<const std::string> known) {
  const auto same_letters = std::ranges::find_if(
      known, [wrong](const std::string& name) { return equal_but_for_case(name, wrong); });
  if (same_letters != known.end()) {
    return *same_letters;
  }
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const std::string& name : known) {
    const std::size_t distance = edit_distance(wrong, name);
    const std::size_t allowed = std::max<std::size_t>(1, std::max(wrong.size(), name.size()) / 3);
    if (distance <= allowed && (!best || distance < best_distance)) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view wrong, std::span<const std::string> known) {
  if (const auto name = nearest_name(wrong, known)) {
    return "did you mean '" + *name + "'?";
  }
  if (known.empty()) {
    return "none is known here";
  }
  std::string text = "known: ";
  for (const std::string& name : known.first(std::min(known.size(), kMostListed))) {
    text += (&name == known.data() ? "" : ", ") + name;
  }
  const bool cut = known.size() > kMostListed;
  return cut ? text + " and " + std::to_string(known.size() - kMostListed) + " more" : text;
}

}  // namespace barometer::core
