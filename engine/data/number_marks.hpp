// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include "config/data_config.hpp"

namespace barometer::data {

// Whether numbers are written as C writes them.
inline bool is_plain(const config::NumberMarks& marks) {
  return marks.decimal == '.' && marks.thousands == '\0' && !marks.currency;
}

// The number as C writes it: without the sign of a currency before or behind it and the marks of
// thousands, with a decimal point. Empty where the cell is not written with these marks: a mark of
// thousands stands before three digits each, and never behind the decimal mark.
std::string plain_number_text(std::string_view cell, const config::NumberMarks& marks);

// What prices are multiplied by. One over a whole number is a division by it, which is exact where
// the product is not: 1676500 × 0.0001 is no 167.65.
class PriceScale {
 public:
  explicit PriceScale(double scale) : factor_(scale) {
    const double whole = std::round(1 / scale);
    divides_ = scale < 1 && 1 / whole == scale;
    factor_ = divides_ ? whole : scale;
  }

  bool is_one() const { return factor_ == 1; }

  double of(double price) const { return divides_ ? price / factor_ : price * factor_; }

 private:
  double factor_;
  bool divides_ = false;
};

}  // namespace barometer::data
