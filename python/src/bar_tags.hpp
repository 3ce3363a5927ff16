// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

#include <barometer/backtest/api/stream_tagger.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace barometer::python {

// Names of dimensions and labels as Python has them, made once a tagger.
struct TagNames {
  explicit TagNames(const std::vector<backtest::StreamTagger::Dimension>& dimensions);

  nanobind::tuple names;
  nanobind::dict numbers;     // by name
  nanobind::dict attributes;  // those of `numbers` that are no attribute of BarTags
  std::vector<std::vector<nanobind::object>> labels;  // by dimension; of a scalar none
};

// The tags of one bar. Immutable.
class BarTags {
 public:
  BarTags(std::shared_ptr<const TagNames> names, std::span<const backtest::StreamTagger::Tag> tags);

  const TagNames& names() const { return *names_; }

  // A label or a number; None where nothing is known.
  nanobind::object value(std::size_t dimension) const;

  // Names of the dimensions whose label is another than at the bar before.
  nanobind::tuple changed() const;

 private:
  struct Value {
    float scalar;
    std::int8_t category;
    bool changed;
  };

  std::shared_ptr<const TagNames> names_;
  std::unique_ptr<Value[]> values_;
};

void bind_bar_tags(nanobind::module_& module);

}  // namespace barometer::python
