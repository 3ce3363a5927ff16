// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::calendar {

// How a source writes its times: %Y (four digits), %y (two digits: 1969 to 2068, as POSIX reads
// them), %m %d %H %M %S (one or two digits; two where another field touches it), %e (a day that a
// blank may precede), %b and %B (the month's English name, of three letters or whole, in capitals
// or not), %I with %p (the hour of a 12-hour clock, AM or PM), %f (one to nine digits, a fraction
// of a second), %z (the offset from UTC: Z, +hh, +hhmm, +hh:mm or with seconds), %% and literal
// text.
class StampPattern {
 public:
  // Throws Error{bad_input} saying what is wrong: an unknown field, a field twice, no date, or a
  // smaller unit without the larger ones.
  explicit StampPattern(std::string_view text);

  // Wall clock time counted as if it were UTC; nullopt for text that does not match from end to
  // end, for dates that do not exist and for years outside 1678..2261.
  std::optional<core::Timestamp> read(std::string_view text) const;

  // The same with what %z says; its offset is 0 without one.
  struct Stamp {
    core::Timestamp wall = 0;
    core::Duration offset = 0;  // wall clock time less UTC
  };

  std::optional<Stamp> read_with_offset(std::string_view text) const;

  // Why read() does not take a text that is written as the pattern says: "there is no month 26".
  // Empty where it takes it, and where the text is not written so.
  std::string fault_of(std::string_view text) const;

  bool has_clock() const { return has_clock_; }

  bool has_offset() const { return has(Slot::offset); }

  // An offset or a name of UTC that stands at the pattern's end as literal text ("+00:00", "Z");
  // empty for none. It is compared and never understood.
  std::string_view literal_zone() const { return literal_zone_; }

  // Whether the stamps themselves say a zone, in either way.
  bool says_zone() const { return has_offset() || !literal_zone_.empty(); }

 private:
  // What a field says; the first ones from the largest unit to the smallest.
  enum class Slot { year, month, day, hour, minute, second, fraction, half_day, offset };

  struct Item {
    char field = 0;  // 'Y' ... 'f', 'p', 'z'; 0: the character `literal`
    char literal = 0;
    Slot slot = Slot::year;  // of the field
    std::size_t least_digits = 1;
    std::size_t most_digits = 2;
  };

  using Values = std::array<std::int64_t, 8>;  // by slot, up to the half of the day

  struct Parts {
    Values values{};
    core::Duration offset = 0;
  };

  static std::optional<Slot> slot_of(char field);

  std::optional<Parts> parts_of(std::string_view text) const;
  void add_field(char field);
  void check_fields(std::string_view text) const;
  bool has(Slot slot) const;
  bool has_field(char field) const;
  std::optional<std::size_t> take(const Item& item, std::string_view text, Parts& parts) const;
  void fix_widths();

  std::vector<Item> items_;
  bool has_clock_ = false;
  bool has_half_day_ = false;
  std::string literal_zone_;
};

}  // namespace barometer::calendar
