// SPDX-License-Identifier: Apache-2.0
#include "stats/truth_classes.hpp"

#include <algorithm>
#include <numeric>

namespace barometer::stats {

namespace {

using Classes = std::vector<std::int8_t>;

// Place of each value among the labels; nothing where one is no label.
std::optional<Classes> places(std::span<const std::string> truth,
                              std::span<const std::string> labels) {
  Classes found;
  for (const std::string& value : truth) {
    const auto at = std::ranges::find(labels, value);
    if (at == labels.end()) {
      return std::nullopt;
    }
    found.push_back(static_cast<std::int8_t>(at - labels.begin()));
  }
  return found;
}

// `count` classes from the top: the last holds what is left over of four labels.
Classes grouped_labels(std::size_t count, std::size_t labels) {
  const std::size_t size = labels / count;
  Classes classes(labels);
  for (std::size_t label = 0; label < labels; ++label) {
    classes[label] = static_cast<std::int8_t>(std::min(label / size, count - 1));
  }
  return classes;
}

Classes in_order(std::size_t count) {
  Classes classes(count);
  std::iota(classes.begin(), classes.end(), std::int8_t{0});
  return classes;
}

std::vector<std::string> group_names(const TruthClasses& classes,
                                     std::span<const std::string> truth,
                                     std::span<const std::string> labels) {
  std::vector<std::string> names(truth.size());
  for (std::size_t label = 0; label < labels.size(); ++label) {
    std::string& name = names[static_cast<std::size_t>(classes.of_label[label])];
    name += (name.empty() ? "" : "+") + labels[label];
  }
  for (std::size_t value = 0; value < truth.size(); ++value) {
    std::string& name = names[static_cast<std::size_t>(classes.of_truth[value])];
    name = name == truth[value] ? name : truth[value] + " = " + name;
  }
  return names;
}

}  // namespace

std::optional<TruthClasses> match_truth(std::span<const std::string> truth, bool ordered,
                                        std::span<const std::string> labels) {
  const std::optional<Classes> named = places(truth, labels);
  const bool halves =
      truth.size() == 2 && labels.size() == 4 && !(named && (*named)[0] / 2 == (*named)[1] / 2);
  if (named && !halves) {
    return TruthClasses{{labels.begin(), labels.end()}, *named, in_order(labels.size())};
  }
  const bool fits = truth.size() == labels.size() || (truth.size() == 3 && labels.size() == 4);
  if (!(halves || fits) || !(named || ordered) || truth.empty()) {
    return std::nullopt;
  }
  TruthClasses classes{{}, in_order(truth.size()), grouped_labels(truth.size(), labels.size())};
  if (named && (*named)[0] > (*named)[1]) {
    std::ranges::reverse(classes.of_truth);
  }
  classes.names = group_names(classes, truth, labels);
  return classes;
}

std::vector<std::int8_t> classes_of(std::span<const std::int8_t> tags,
                                    std::span<const std::int8_t> classes) {
  std::vector<std::int8_t> found(tags.size());
  std::ranges::transform(tags, found.begin(), [&](std::int8_t tag) {
    return tag < 0 ? tag : classes[static_cast<std::size_t>(tag)];
  });
  return found;
}

}  // namespace barometer::stats
