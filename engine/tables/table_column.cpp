// SPDX-License-Identifier: Apache-2.0
#include "tables/table_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <type_traits>

#include "core/error.hpp"

namespace barometer::tables {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

bool is_set(const void* bits, std::int64_t entry) {
  const auto* const bytes = static_cast<const std::uint8_t*>(bits);
  return (bytes[entry / 8] >> (entry % 8) & 1) != 0;
}

bool has_null(const ArrowArray& array, std::int64_t entry) {
  return array.null_count != 0 && array.buffers[0] != nullptr && !is_set(array.buffers[0], entry);
}

template <class T>
T value_at(const ArrowArray& array, std::int64_t entry) {
  return static_cast<const T*>(array.buffers[1])[entry];
}

// Calls `use` with a value of the type that the letter of a number's format stands for.
template <class Use>
void with_type(char letter, const Use& use) {
  switch (letter) {
    case 'c':
      return use(std::int8_t{});
    case 'C':
      return use(std::uint8_t{});
    case 's':
      return use(std::int16_t{});
    case 'S':
      return use(std::uint16_t{});
    case 'i':
      return use(std::int32_t{});
    case 'I':
      return use(std::uint32_t{});
    case 'l':
      return use(std::int64_t{});
    case 'L':
      return use(std::uint64_t{});
    case 'f':
      return use(float{});
    default:
      return use(double{});
  }
}

template <class Offset>
std::string_view text_at(const ArrowArray& array, std::int64_t entry) {
  const auto* const offsets = static_cast<const Offset*>(array.buffers[1]);
  const auto* const bytes = static_cast<const char*>(array.buffers[2]);
  return {bytes + offsets[entry], static_cast<std::size_t>(offsets[entry + 1] - offsets[entry])};
}

// Views of 16 bytes: the length, and the text itself up to twelve bytes, or its first four, the
// number of a buffer behind the views, and where it begins there.
std::string_view text_of_view(const ArrowArray& array, std::int64_t entry) {
  constexpr std::int32_t kInline = 12;
  const auto* const view = static_cast<const char*>(array.buffers[1]) + 16 * entry;
  std::array<std::int32_t, 4> words;
  std::memcpy(words.data(), view, sizeof words);
  if (words[0] <= kInline) {
    return {view + sizeof words[0], static_cast<std::size_t>(words[0])};
  }
  const auto* const bytes = static_cast<const char*>(array.buffers[2 + words[2]]);
  return {bytes + words[3], static_cast<std::size_t>(words[0])};
}

std::string_view text_in(char letter, const ArrowArray& array, std::int64_t entry) {
  switch (letter) {
    case 'u':
      return text_at<std::int32_t>(array, entry);
    case 'U':
      return text_at<std::int64_t>(array, entry);
    default:
      return text_of_view(array, entry);
  }
}

// kNoTime where 64 bits do not hold it.
core::Timestamp in_ns(std::int64_t units, core::Duration unit) {
  core::Timestamp time = 0;
  return __builtin_mul_overflow(units, unit, &time) ? TableColumn::kNoTime : time;
}

std::string date_and_clock(core::Timestamp time) {
  const core::Timestamp part = (time % core::kSecond + core::kSecond) % core::kSecond;
  std::string text = core::format_utc(time - part);  // 2024-01-02T03:04:05Z
  text.pop_back();
  return fmt::format("{}.{:09}", text, part);
}

}  // namespace

TableColumn::TableColumn(const ArrowSchema& field)
    : name_(field.name != nullptr ? field.name : ""),
      type_(ColumnType::of(field.dictionary != nullptr ? field.dictionary->format : field.format)),
      by_dictionary_(field.dictionary != nullptr),
      index_(by_dictionary_ ? field.format[0] : '\0') {
  if (by_dictionary_ && type_.kind != CellKind::text) {
    type_.kind = CellKind::other;
  }
}

void TableColumn::add(const ArrowArray& array, std::int64_t first, std::int64_t count) {
  const ArrowArray& values = by_dictionary_ ? *array.dictionary : array;
  const std::int64_t buffers = type_.kind == CellKind::text ? 3 : 2;
  const bool missing =
      type_.kind != CellKind::other && count > 0 &&
      (array.n_buffers < 2 || array.buffers[1] == nullptr || values.n_buffers < buffers);
  if (missing) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", fmt::format("column {} has no values", name_), ""});
  }
  chunks_.push_back({&array, first});
  begins_.push_back(begins_.back() + static_cast<std::size_t>(count));
}

TableColumn::Place TableColumn::place_of(std::size_t row) const {
  const auto behind = std::ranges::upper_bound(begins_, row);
  const auto number = static_cast<std::size_t>(behind - begins_.begin()) - 1;
  return {chunks_[number],
          chunks_[number].first + static_cast<std::int64_t>(row - begins_[number])};
}

template <class T, class Out, class Make>
void TableColumn::gather(std::span<const std::uint32_t> rows, std::span<Out> out, Out none,
                         const Make& make) const {
  std::size_t number = 0;  // of the chunk
  for (std::size_t i = 0; i < rows.size(); ++i) {
    while (rows[i] >= begins_[number + 1]) {
      ++number;
    }
    const Chunk& chunk = chunks_[number];
    const std::int64_t entry = chunk.first + static_cast<std::int64_t>(rows[i] - begins_[number]);
    out[i] = has_null(*chunk.array, entry) ? none : make(value_at<T>(*chunk.array, entry));
  }
}

void TableColumn::numbers(std::span<const std::uint32_t> rows, std::span<double> out) const {
  with_type(type_.letter, [&](auto of_type) {
    using T = decltype(of_type);
    gather<T>(rows, out, kNoNumber, [](T value) { return static_cast<double>(value); });
  });
}

void TableColumn::times(std::span<const std::uint32_t> rows, std::span<core::Timestamp> out) const {
  const core::Duration unit = type_.unit;
  const auto make = [unit](auto units) { return in_ns(units, unit); };
  if (type_.kind == CellKind::date && !type_.wide) {
    gather<std::int32_t>(rows, out, kNoTime, make);
  } else {
    gather<std::int64_t>(rows, out, kNoTime, make);
  }
}

bool TableColumn::is_null(std::size_t row) const {
  const Place place = place_of(row);
  return has_null(*place.chunk.array, place.entry) || (type_.kind == CellKind::text && !text(row));
}

std::optional<std::string_view> TableColumn::text(std::size_t row) const {
  const Place place = place_of(row);
  const ArrowArray& array = *place.chunk.array;
  if (has_null(array, place.entry)) {
    return std::nullopt;
  }
  if (!by_dictionary_) {
    return text_in(type_.letter, array, place.entry);
  }
  std::int64_t number = -1;
  with_type(index_, [&](auto of_type) {
    number = static_cast<std::int64_t>(value_at<decltype(of_type)>(array, place.entry));
  });
  const ArrowArray& values = *array.dictionary;
  if (number < 0 || number >= values.length || has_null(values, values.offset + number)) {
    return std::nullopt;
  }
  return text_in(type_.letter, values, values.offset + number);
}

// Integers as they are: a number of 64 bits may have more digits than a double.
std::string TableColumn::written_number(std::size_t row) const {
  const Place place = place_of(row);
  std::string written;
  with_type(type_.letter, [&](auto of_type) {
    using T = decltype(of_type);
    const T value = value_at<T>(*place.chunk.array, place.entry);
    if constexpr (std::is_floating_point_v<T>) {
      written = fmt::format("{}", static_cast<double>(value));
    } else {
      written = std::to_string(value);
    }
  });
  return written;
}

std::string TableColumn::written(std::size_t row) const {
  if (type_.kind == CellKind::other || is_null(row)) {
    return "";
  }
  if (type_.kind == CellKind::text) {
    return std::string(*text(row));
  }
  if (type_.kind == CellKind::number) {
    return written_number(row);
  }
  const auto number = static_cast<std::uint32_t>(row);
  core::Timestamp time = kNoTime;
  times({&number, 1}, {&time, 1});
  return time == kNoTime ? "" : date_and_clock(time);
}

}  // namespace barometer::tables
