// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "frame.hpp"
#include "report/row_writer.hpp"

namespace barometer::python {

// Makes a frame of the rows of a table. The first cell that is not empty says what its column is;
// words and names become categories.
class FrameWriter final : public report::RowWriter {
 public:
  using RowWriter::header;
  using RowWriter::number;

  void header(std::span<const std::string_view> names) override;
  FrameWriter& text(std::string_view text) override;
  FrameWriter& word(std::string_view word) override;

  FrameWriter& name(const report::NamedCell& name) override { return word(name.text); }

  FrameWriter& number(double value) override;

  FrameWriter& money(double value) override { return number(value); }

  FrameWriter& scalar(float value) override { return number(static_cast<double>(value)); }

  FrameWriter& integer(std::int64_t value) override;
  FrameWriter& time(core::Timestamp time) override;
  FrameWriter& empty() override;
  void end_row() override;

  // To be called once, after the last row.
  std::shared_ptr<const Frame> finish();

 private:
  struct Column;

  Column& next(ColumnType type);

  std::vector<std::shared_ptr<Column>> columns_;
  std::size_t at_ = 0;
  std::int64_t rows_ = 0;
};

// The frame of one table.
template <class Write>
std::shared_ptr<const Frame> written_frame(const Write& write) {
  FrameWriter writer;
  write(writer);
  return writer.finish();
}

}  // namespace barometer::python
