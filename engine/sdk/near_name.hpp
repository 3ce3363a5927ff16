// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a misspelt name was meant to be, for the errors of a strategy's setup.

namespace barometer::detail {

// Optimal string alignment distance: insert, delete, replace, swap neighbours.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> rows(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        rows[i][j] = i + j;
        continue;
      }
      rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                             rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.size()][b.size()];
}

inline std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& each : small) {
    each = each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
  }
  return small;
}

// "did you mean 'BTCUSDT'? ", or nothing where no name is near: at most a third of the longer word,
// and at least one letter, may be wrong; case does not count, and the earlier name wins a tie.
inline std::string near_name(std::string_view wrong, const std::vector<std::string_view>& known) {
  std::pair<std::size_t, std::string_view> best{std::string_view::npos, ""};
  for (const std::string_view name : known) {
    const std::size_t longer = std::max(wrong.size(), name.size());
    const std::size_t shorter = std::min(wrong.size(), name.size());
    const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
    const std::size_t distance =
        longer - shorter > allowed ? longer
                                   : edit_distance(in_small_letters(wrong), in_small_letters(name));
    if (distance <= allowed && distance < std::min(longer, best.first)) {
      best = {distance, name};
    }
  }
  return best.second.empty() ? "" : "did you mean '" + std::string(best.second) + "'? ";
}

}  // namespace barometer::detail
