// SPDX-License-Identifier: Apache-2.0
// Which line of a text a bar came from, and that line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace barometer::data {

// The line of every bar, kept as the places where lines stop counting along with bars.
class BarLines {
 public:
  void add(std::size_t bar, std::size_t line) {
    if (line - bar != ahead_) {
      jumps_.push_back({bar, line});
      ahead_ = line - bar;
    }
  }

  // The bars of another text, or of the next piece of this one, behind `bars` bars and `lines`
  // lines.
  void append(const BarLines& more, std::size_t bars, std::size_t lines) {
    for (const Jump& jump : more.jumps_) {
      add(jump.bar + bars, jump.line + lines);
    }
  }

  std::size_t line_of(std::size_t bar) const {
    const auto after = std::ranges::upper_bound(jumps_, bar, {}, &Jump::bar);
    return (after - 1)->line + bar - (after - 1)->bar;
  }

 private:
  struct Jump {
    std::size_t bar;
    std::size_t line;
  };

  std::vector<Jump> jumps_;
  std::size_t ahead_ = static_cast<std::size_t>(-1);  // of bars, lines since the last; none yet
};

// The lines of a text by number, counted from 1; fast where they go up from call to call.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : text_(text), rest_(text) {}

  std::string_view at(std::size_t number) {
    if (number < number_) {
      rest_ = text_;
      number_ = 1;
    }
    for (; number_ < number; ++number_) {
      rest_.remove_prefix(rest_.find('\n') + 1);
    }
    return rest_.substr(0, rest_.find('\n'));
  }

 private:
  std::string_view text_;
  std::string_view rest_;
  std::size_t number_ = 1;
};

}  // namespace barometer::data
