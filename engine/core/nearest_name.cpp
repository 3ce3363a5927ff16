// SPDX-License-Identifier: Apache-2.0
#include "core/nearest_name.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <vector>

namespace barometer::core {

namespace {

// Names that a message lists before it only counts.
constexpr std::size_t kMostListed = 20;

// Three rows of the table of distances are enough for swapped neighbours; they are kept from call
// to call, as one wrong name is compared with many.
class EditDistance {
 public:
  std::size_t operator()(std::string_view a, std::string_view b) {
    for (auto* row : {&before_last_, &last_, &row_}) {
      row->resize(b.size() + 1);
    }
    std::iota(row_.begin(), row_.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
      before_last_.swap(last_);
      last_.swap(row_);
      row_[0] = i;
      fill_row(a, b, i);
    }
    return row_[b.size()];
  }

 private:
  void fill_row(std::string_view a, std::string_view b, std::size_t i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last_[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row_[j] = std::min({replace, last_[j] + 1, row_[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row_[j] = std::min(row_[j], before_last_[j - 2] + 1);
      }
    }
  }

  std::vector<std::size_t> before_last_;
  std::vector<std::size_t> last_;
  std::vector<std::size_t> row_;
};

bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool is_first_word(std::string_view name, std::string_view of) {
  return !name.empty() && of.size() > name.size() && of.starts_with(name) && of[name.size()] == '_';
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view wrong,
                                        std::span<const std::string> known) {
  const auto same_letters = std::ranges::find_if(
      known, [wrong](const std::string& name) { return equal_but_for_case(name, wrong); });
  if (same_letters != known.end()) {
    return *same_letters;
  }
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  EditDistance edit_distance;
  for (const std::string& name : known) {
    const auto [shorter, longer] = std::minmax({wrong.size(), name.size()});
    const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
    if (longer - shorter > allowed) {
      continue;
    }
    const std::size_t distance = edit_distance(wrong, name);
    if (distance <= allowed && (best == nullptr || distance < best_distance)) {
      best = &name;
      best_distance = distance;
    }
  }
  if (best == nullptr) {
    const auto found = std::ranges::find_if(
        known, [wrong](const std::string& name) { return is_first_word(name, wrong); });
    best = found == known.end() ? nullptr : &*found;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
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
