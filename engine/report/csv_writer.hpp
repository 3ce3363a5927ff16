// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "core/timestamp.hpp"
#include "report/row_writer.hpp"

namespace barometer::report {

// Takes the next piece of a file; may throw.
using Sink = std::function<void(std::string_view piece)>;

// Writes format_utc(time), remembering the last date: times of a run rarely change their day.
class UtcFormatter {
 public:
  static constexpr std::size_t kCapacity = 40;

  // Writes at `out`, which has kCapacity bytes; returns the end of what was written.
  char* write(char* out, core::Timestamp time);

 private:
  std::int64_t day_ = INT64_MIN;
  std::array<char, 10> date_{};
};

// Builds CSV (RFC 4180, with '\n' as line end) in one large buffer and hands it to a sink piece by
// piece. Numbers are the shortest that read back to the same bits; non-finite ones are empty
// cells. `decimals` is config::OutputConfig's.
class CsvWriter final : public RowWriter {
 public:
  explicit CsvWriter(Sink sink, std::optional<int> decimals = {});

  using RowWriter::header;
  using RowWriter::number;

  void header(std::span<const std::string_view> names) override;

  // Control characters dropped, quoted where needed, and a leading = + - @ disarmed with an
  // apostrophe so that no spreadsheet runs it as a formula.
  CsvWriter& text(std::string_view text) override;
  CsvWriter& word(std::string_view word) override;

  CsvWriter& name(const NamedCell& name) override { return word(name.cell); }

  CsvWriter& number(double value) override;
  // At most `decimals` digits behind the point, rounded to the nearest as what the double is
  // exactly, a half to the even digit, without zeros at the end.
  CsvWriter& money(double value) override;
  CsvWriter& scalar(float value) override;
  CsvWriter& integer(std::int64_t value) override;
  CsvWriter& time(core::Timestamp time) override;
  CsvWriter& empty() override;
  void end_row() override;

  // Hands over what is left; to be called once, after the last row.
  void finish();

 private:
  template <class... Arguments>
  void append(Arguments... value);
  template <class Float>
  void append_float(Float value);
  void append_rounded(double value, int decimals);
  char* room(std::size_t bytes);
  void separate();
  void flush();

  Sink sink_;
  std::optional<int> decimals_;
  std::unique_ptr<char[]> buffer_;
  std::size_t size_ = 0;
  bool row_started_ = false;
  UtcFormatter utc_;
};

// The cell that text() writes; for callers that write the same text many times.
std::string csv_cell(std::string_view text);

}  // namespace barometer::report
