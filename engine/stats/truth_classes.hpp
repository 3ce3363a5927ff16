// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace barometer::stats {

// How the values of a truth stand against the labels of a dimension: both become classes.
struct TruthClasses {
  std::vector<std::string> names;     // of the classes
  std::vector<std::int8_t> of_truth;  // class of each value of the truth
  std::vector<std::int8_t> of_label;  // class of each label
};

// In this order of rules:
// 1. two values against four ordered labels (calm normal high extreme): the lower two labels are
//    one class, the upper two the other, unless both values are labels of the same half;
// 2. values that are all labels: a class per label;
// 3. as many values as labels: paired in order;
// 4. three values against four labels: paired in order, the upper two labels one class.
// Rules 1, 3 and 4 need an order: values that are labels have that of the labels, others their own
// where `ordered` says that they ascend as the labels do. Nothing where no rule holds.
std::optional<TruthClasses> match_truth(std::span<const std::string> truth, bool ordered,
                                        std::span<const std::string> labels);

// Every tag replaced by its class; what is negative stays.
std::vector<std::int8_t> classes_of(std::span<const std::int8_t> tags,
                                    std::span<const std::int8_t> classes);

}  // namespace barometer::stats
