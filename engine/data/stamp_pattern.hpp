// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::data {

// How a source writes its times: %Y (four digits), %m %d %H %M %S (one or two digits; two where
// another field touches it), %f (one to nine digits, a fraction of a second), %% and literal text.
class StampPattern {
 public:
  // Throws Error{bad_input} saying what is wrong: an unknown field, a field twice, no date, or a
  // smaller unit without the larger ones.
  explicit StampPattern(std::string_view text);

  // Wall clock time counted as if it were UTC; nullopt for text that does not match from end to
  // end, for dates that do not exist and for years outside 1678..2261.
  std::optional<core::Timestamp> read(std::string_view text) const;

  // Whether the text is written as the pattern says, whatever its year: a text that read() does not
  // take is then out of range, or no date.
  bool matches(std::string_view text) const;

  bool has_clock() const { return has_clock_; }

 private:
  struct Item {
    char field = 0;  // 'Y' ... 'f'; 0: the character `literal`
    char literal = 0;
    std::size_t least_digits = 1;
    std::size_t most_digits = 2;
  };

  using Values = std::array<std::int64_t, 7>;  // year to fraction of a second

  std::optional<Values> values_of(std::string_view text) const;
  void add_field(char field);
  void check_fields(std::string_view text) const;
  bool has(char field) const;
  void fix_widths();

  std::vector<Item> items_;
  bool has_clock_ = false;
};

}  // namespace barometer::data
