// SPDX-License-Identifier: Apache-2.0
#include "frame_writer.hpp"

#include <limits>
#include <utility>

namespace barometer::python {

namespace {

constexpr std::int64_t kNoInteger = std::numeric_limits<std::int64_t>::min();

}  // namespace

// All kinds of values are there, one is used.
struct FrameWriter::Column {
  std::string name;
  bool typed = false;
  ColumnType type = ColumnType::number;
  std::int64_t rows = 0;
  std::vector<std::int64_t> null_rows = {};
  std::vector<double> numbers = {};
  std::vector<std::int64_t> integers = {};
  std::vector<std::int32_t> codes = {};  // or offsets of text
  std::string bytes = {};
  std::shared_ptr<std::vector<std::string>> labels = std::make_shared<std::vector<std::string>>();
  std::unordered_map<std::string, std::int32_t> known = {};

  void add_null();
  void begin(ColumnType found);
  const void* values() const;
};

void FrameWriter::Column::begin(ColumnType found) {
  typed = true;
  type = found;
  if (type == ColumnType::text) {
    codes.push_back(0);
  }
  const std::int64_t earlier = std::exchange(rows, 0);  // rows that were empty before
  null_rows.clear();
  while (rows < earlier) {
    add_null();
  }
}

void FrameWriter::Column::add_null() {
  null_rows.push_back(rows++);
  if (!typed) {
    return;
  }
  switch (type) {
    case ColumnType::number:
      numbers.push_back(std::numeric_limits<double>::quiet_NaN());
      break;
    case ColumnType::text:
      codes.push_back(codes.back());
      break;
    case ColumnType::category:
      codes.push_back(-1);
      break;
    default:
      integers.push_back(kNoInteger);
  }
}

const void* FrameWriter::Column::values() const {
  switch (type) {
    case ColumnType::number:
      return numbers.data();
    case ColumnType::text:
    case ColumnType::category:
      return codes.data();
    default:
      return integers.data();
  }
}

void FrameWriter::header(std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    columns_.push_back(std::make_shared<Column>(Column{.name = std::string(name)}));
  }
}

FrameWriter::Column& FrameWriter::next(ColumnType type) {
  Column& column = *columns_[at_++];
  if (!column.typed) {
    column.begin(type);
  }
  ++column.rows;
  return column;
}

FrameWriter& FrameWriter::text(std::string_view text) {
  Column& column = next(ColumnType::text);
  column.bytes += text;
  column.codes.push_back(static_cast<std::int32_t>(column.bytes.size()));
  return *this;
}

FrameWriter& FrameWriter::word(std::string_view word) {
  if (word.empty()) {
    return empty();
  }
  Column& column = next(ColumnType::category);
  const auto [entry, is_new] =
      column.known.try_emplace(std::string(word), static_cast<std::int32_t>(column.labels->size()));
  if (is_new) {
    column.labels->emplace_back(word);
  }
  column.codes.push_back(entry->second);
  return *this;
}

FrameWriter& FrameWriter::number(double value) {
  next(ColumnType::number).numbers.push_back(value);
  return *this;
}

FrameWriter& FrameWriter::integer(std::int64_t value) {
  next(ColumnType::integer).integers.push_back(value);
  return *this;
}

FrameWriter& FrameWriter::time(core::Timestamp time) {
  next(ColumnType::time).integers.push_back(time);
  return *this;
}

FrameWriter& FrameWriter::empty() {
  columns_[at_++]->add_null();
  return *this;
}

void FrameWriter::end_row() {
  at_ = 0;
  ++rows_;
}

std::shared_ptr<const Frame> FrameWriter::finish() {
  auto frame = std::make_shared<Frame>();
  frame->rows = rows_;
  for (std::shared_ptr<Column>& made : columns_) {
    if (!made->typed) {
      made->begin(ColumnType::number);
    }
    FrameColumn& column = frame->columns.emplace_back();
    column.name = made->name;
    column.type = made->type;
    column.values = made->values();
    column.bytes = made->bytes.data();
    column.labels = made->labels;
    std::size_t next = 0;
    column.valid = valid_bits(rows_, column.nulls, [&](std::int64_t row) {
      const bool is_null = next < made->null_rows.size() && made->null_rows[next] == row;
      next += is_null ? 1 : 0;
      return is_null;
    });
    column.owner = std::move(made);
  }
  return frame;
}

}  // namespace barometer::python
