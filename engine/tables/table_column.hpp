// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/arrow.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::tables {

// What the cells of a column are.
enum class CellKind {
  number,  // integers and floats
  time,    // an instant: a timestamp whose type names a zone
  clock,   // a timestamp without a zone: wall clock time
  date,
  text,
  other  // what no bar is made of: lists, booleans, binary, decimals
};

// The type of a column, as the Arrow format string of its field says it.
struct ColumnType {
  CellKind kind = CellKind::other;
  char letter = '\0';       // of numbers: the format; of text: 'u', 'U' or 'v' (views)
  core::Duration unit = 0;  // of times and dates: ns in one
  bool wide = true;         // of dates: 64 bits, else 32
  std::string zone = {};    // of `time`, as the format has it: "UTC", "+02:00"
  std::string format = {};  // as it came, for messages

  static ColumnType of(std::string_view format);
};

// One column of a table: entries of all batches, behind each other, where their producer left them.
class TableColumn {
 public:
  // `field` is the column's own; a dictionary's values are text.
  explicit TableColumn(const ArrowSchema& field);

  const std::string& name() const { return name_; }

  const ColumnType& type() const { return type_; }

  // The next batch's entries, from entry `first` of `array` on; both outlive this. Throws
  // Error{bad_input} without a place where buffers are missing.
  void add(const ArrowArray& array, std::int64_t first, std::int64_t count);

  std::size_t rows() const { return begins_.back(); }

  // Numbers of some rows, ascending; NaN for null. REQUIRES: kind number; as many as `out`.
  void numbers(std::span<const std::uint32_t> rows, std::span<double> out) const;

  // The same of times, clocks and dates as ns since 1970, of the wall clock where there is no zone;
  // kNoTime for null and for what 64 bits do not hold.
  void times(std::span<const std::uint32_t> rows, std::span<core::Timestamp> out) const;

  static constexpr core::Timestamp kNoTime = INT64_MIN;

  bool is_null(std::size_t row) const;

  // The bytes of a cell of kind text, as long as the table lives; nothing for null.
  std::optional<std::string_view> text(std::size_t row) const;

  // A cell as a file would have it: empty for null, "nan", numbers in the shortest digits that read
  // back as the same number, times in ISO 8601.
  std::string written(std::size_t row) const;

 private:
  struct Chunk {
    const ArrowArray* array = nullptr;
    std::int64_t first = 0;  // entry of the array's buffers that is the chunk's first
  };

  struct Place {
    const Chunk& chunk;
    std::int64_t entry;  // of the buffers
  };

  Place place_of(std::size_t row) const;
  std::string written_number(std::size_t row) const;
  template <class T, class Out, class Make>
  void gather(std::span<const std::uint32_t> rows, std::span<Out> out, Out none,
              const Make& make) const;

  std::string name_;
  ColumnType type_;
  bool by_dictionary_ = false;
  char index_ = '\0';  // the letter of the dictionary's numbers
  std::vector<Chunk> chunks_;
  std::vector<std::size_t> begins_{0};  // rows before each chunk, and all at the end
};

}  // namespace barometer::tables
