// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/output.h>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

// The text of ctx.log: `{}` stands for a value, `{:.2f}` for a floating-point number with so many
// digits behind the point (0 to 9), `{{` and `}}` for braces. Values are numbers, bool, characters,
// text, and tags whose enum has TagLabels. Numbers are written as the shortest text that reads back
// to the same value. Nothing here allocates.

namespace barometer {

template <class E>
struct TagLabels;  // sdk/tags.hpp

namespace detail {

// What begins at one place of a text.
struct LogPiece {
  static constexpr int kByte = -2;      // no value: a byte to write
  static constexpr int kShortest = -1;  // {}

  std::size_t length = 0;  // bytes of the text that it takes; 0: a brace that is none of these
  int digits = kByte;      // of a value: kShortest, or behind the point
};

constexpr LogPiece log_piece(std::string_view rest) {
  if (rest.starts_with("{{") || rest.starts_with("}}")) {
    return {2, LogPiece::kByte};
  }
  if (rest.starts_with("{}")) {
    return {2, LogPiece::kShortest};
  }
  if (rest.size() >= 6 && rest.starts_with("{:.") && rest[3] >= '0' && rest[3] <= '9' &&
      rest.substr(4, 2) == "f}") {
    return {6, rest[3] - '0'};
  }
  const bool brace = rest[0] == '{' || rest[0] == '}';
  return {brace ? std::size_t{0} : std::size_t{1}, LogPiece::kByte};
}

// Not constexpr: that the compiler may not call them is how it says what is wrong with a text.
inline void log_text_needs_as_many_braces_as_there_are_values() {}

inline void log_text_knows_braces_that_are_empty_or_like_colon_point_2_f() {}

inline void log_text_has_digits_for_a_value_that_is_no_floating_point_number() {}

// One row of text as it is written. What does not fit is cut off between two characters.
class LogLine {
 public:
  explicit LogLine(bm_text_row& row) : row_(&row) { row.length = 0; }

  // Whatever would break the line or move the cursor becomes a blank.
  void put(std::string_view text) {
    const std::size_t room = BM_TEXT_BYTES - row_->length;
    const std::size_t size = text.size() < room ? text.size() : room;
    char* const out = row_->text + row_->length;
    for (std::size_t i = 0; i < size; ++i) {
      const char byte = text[i];
      out[i] = static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F ? ' ' : byte;
    }
    row_->length += static_cast<std::uint32_t>(size);
    cut_ = cut_ || size < text.size();
  }

  void put(char byte) { put(std::string_view(&byte, 1)); }

  // Puts the text up to the next value's place or its end, and takes it off `rest`.
  void put_literal(std::string_view& rest) {
    while (!rest.empty()) {
      std::size_t plain = 0;
      while (plain < rest.size() && rest[plain] != '{' && rest[plain] != '}') {
        ++plain;
      }
      put(rest.substr(0, plain));
      rest.remove_prefix(plain);
      if (rest.empty() || log_piece(rest).digits != LogPiece::kByte) {
        return;
      }
      put(rest[0]);  // a brace that was written twice
      rest.remove_prefix(2);
    }
  }

  // After the last byte: takes away what the cut has left of a character.
  void finish() {
    std::uint32_t first = row_->length;
    while (cut_ && first > 0 && row_->length - first < 4) {
      const auto byte = static_cast<unsigned char>(row_->text[--first]);
      if (byte >= 0xC0) {
        const std::uint32_t needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        row_->length = row_->length - first < needed ? first : row_->length;
        return;
      }
      if (byte < 0x80) {
        return;
      }
    }
  }

 private:
  bm_text_row* row_;
  bool cut_ = false;
};

// Left alone, to_chars writes 100000 as 1e+05 because that is shorter.
template <std::floating_point T>
void put_number(LogLine& line, T value, int digits) {
  char buffer[64];
  char* const end = buffer + sizeof buffer;
  if (value != value) {
    line.put("nan");  // whose sign differs between processors
    return;
  }
  const T size = value < 0 ? -value : value;
  const bool readable = size == 0 || (size >= T(1e-5) && size < T(1e15));
  std::to_chars_result written =
      digits >= 0 ? std::to_chars(buffer, end, value, std::chars_format::fixed, digits)
      : readable  ? std::to_chars(buffer, end, value, std::chars_format::fixed)
                  : std::to_chars(buffer, end, value);
  if (written.ec != std::errc()) {  // digits of a number too long to be read
    written = std::to_chars(buffer, end, value);
  }
  line.put(std::string_view(buffer, static_cast<std::size_t>(written.ptr - buffer)));
}

template <std::integral T>
void put_number(LogLine& line, T value) {
  char buffer[24] = {};  // filled, so that no compiler takes it for unset
  const std::to_chars_result written = std::to_chars(buffer, buffer + sizeof buffer, value);
  line.put(std::string_view(buffer, static_cast<std::size_t>(written.ptr - buffer)));
}

template <class E>
void put_label(LogLine& line, E tag) {
  const auto& names = TagLabels<E>::names;
  const auto index = static_cast<std::int64_t>(tag);
  const bool known = index >= 0 && index < static_cast<std::int64_t>(names.size());
  line.put(std::string_view(known ? names[static_cast<std::size_t>(index)] : "unknown"));
}

template <class>
inline constexpr bool kNoLogValue = false;

template <class T>
void put_value(LogLine& line, const T& value, int digits) {
  if constexpr (std::same_as<T, bool>) {
    line.put(std::string_view(value ? "true" : "false"));
  } else if constexpr (std::same_as<T, char>) {
    line.put(value);
  } else if constexpr (std::floating_point<T>) {
    put_number(line, value, digits);
  } else if constexpr (std::integral<T>) {
    put_number(line, value);
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    if constexpr (std::is_pointer_v<T>) {
      line.put(value == nullptr ? std::string_view("(null)") : std::string_view(value));
    } else {
      line.put(std::string_view(value));
    }
  } else if constexpr (requires { TagLabels<T>::names; }) {
    put_label(line, value);
  } else {
    static_assert(kNoLogValue<T>, "ctx.log writes numbers, bool, text and tags with TagLabels");
  }
}

// Writes up to the next value's place, and the value.
template <class T>
void put_next(LogLine& line, std::string_view& rest, const T& value) {
  line.put_literal(rest);
  const LogPiece piece = log_piece(rest);
  put_value(line, value, piece.digits);
  rest.remove_prefix(piece.length);
}

}  // namespace detail

// A text that was checked against its values when it was compiled, as std::format_string is.
template <class... Values>
class LogText {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>

  consteval LogText(const Text& text) : text_(text) {  // implicit, so that authors write a literal
    constexpr bool kFloating[] = {std::floating_point<Values>..., false};
    std::size_t places = 0;
    for (std::size_t i = 0; i < text_.size();) {
      const detail::LogPiece piece = detail::log_piece(text_.substr(i));
      if (piece.length == 0) {
        detail::log_text_knows_braces_that_are_empty_or_like_colon_point_2_f();
      }
      if (piece.digits >= 0 && places < sizeof...(Values) && !kFloating[places]) {
        detail::log_text_has_digits_for_a_value_that_is_no_floating_point_number();
      }
      places += piece.digits != detail::LogPiece::kByte ? 1 : 0;
      i += piece.length;
    }
    if (places != sizeof...(Values)) {
      detail::log_text_needs_as_many_braces_as_there_are_values();
    }
  }

  // Writes text and values into `row`, at most BM_TEXT_BYTES.
  void write(bm_text_row& row, const Values&... values) const {
    detail::LogLine line(row);
    std::string_view rest = text_;
    (detail::put_next(line, rest, values), ...);
    line.put_literal(rest);
    line.finish();
  }

 private:
  std::string_view text_;
};

}  // namespace barometer
