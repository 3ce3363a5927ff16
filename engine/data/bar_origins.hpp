// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "data/bad_row_log.hpp"
#include "data/read_rows.hpp"

namespace barometer::data {

// The text and the line that each bar of a symbol came from. Good as long as the texts are.
class BarOrigins {
 public:
  struct Text {
    std::string name;
    const files::RowPlaces* places = nullptr;
  };

  BarOrigins() = default;

  // `rows` need no bars any more.
  BarOrigins(ReadRows rows, std::vector<Text> texts)
      : rows_(std::move(rows)), texts_(std::move(texts)) {}

  // A row with a fault: that of the bar.
  void add_row(std::size_t bar, const CellFault& fault, BadRowLog& log) const {
    const Text& text = texts_[rows_.text_of(bar)];
    log.enter(text.name, text.places);
    log.add_row(rows_.line_of(bar), {fault});
  }

  const std::string& first_name() const { return texts_.front().name; }

 private:
  ReadRows rows_;
  std::vector<Text> texts_;
};

}  // namespace barometer::data
