// SPDX-License-Identifier: Apache-2.0
#include "report/csv_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

#include "core/safe_text.hpp"

namespace barometer::report {

namespace {

// Small enough to stay in the second-level cache, large enough that a write call costs nothing.
constexpr std::size_t kBufferSize = 256 * 1024;
constexpr std::size_t kLongestNumber = 32;

char* write_two_digits(char* out, std::int64_t value) {
  *out++ = static_cast<char>('0' + value / 10);
  *out++ = static_cast<char>('0' + value % 10);
  return out;
}

char* write_fraction(char* out, std::int64_t nanoseconds) {
  *out++ = '.';
  for (std::int64_t digit = 100'000'000; digit > 0; digit /= 10) {
    *out++ = static_cast<char>('0' + nanoseconds / digit % 10);
  }
  return out;
}

// Left alone, to_chars writes 100000 as 1e+05 because that is shorter.
std::chars_format format_of(double value) {
  const double size = std::abs(value);
  const bool readable = size == 0 || (size >= 1e-5 && size < 1e15);
  return readable ? std::chars_format::fixed : std::chars_format::scientific;
}

}  // namespace

char* UtcFormatter::write(char* out, core::Timestamp time) {
  const std::int64_t day = time >= 0 ? time / core::kDay : (time - core::kDay + 1) / core::kDay;
  if (day != day_) {
    const std::string date = core::format_date(time);
    std::copy_n(date.begin(), date_.size(), date_.begin());
    day_ = day;
  }
  const std::int64_t rest = time - day * core::kDay;
  const std::int64_t second = rest / core::kSecond;
  out = std::copy(date_.begin(), date_.end(), out);
  *out++ = 'T';
  out = write_two_digits(out, second / 3600);
  *out++ = ':';
  out = write_two_digits(out, second / 60 % 60);
  *out++ = ':';
  out = write_two_digits(out, second % 60);
  if (rest % core::kSecond != 0) {
    out = write_fraction(out, rest % core::kSecond);
  }
  *out++ = 'Z';
  return out;
}

CsvWriter::CsvWriter(Sink sink)
    : sink_(std::move(sink)), buffer_(std::make_unique_for_overwrite<char[]>(kBufferSize)) {}

void CsvWriter::header(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    word(name);
  }
  end_row();
}

CsvWriter& CsvWriter::text(std::string_view text) {
  return word(csv_cell(text));
}

CsvWriter& CsvWriter::word(std::string_view word) {
  separate();
  while (!word.empty()) {
    const std::size_t piece = std::min(word.size(), kBufferSize);
    std::memcpy(room(piece), word.data(), piece);
    size_ += piece;
    word.remove_prefix(piece);
  }
  return *this;
}

template <class... Arguments>
void CsvWriter::append(Arguments... value) {
  char* const begin = room(kLongestNumber);
  char* const end = std::to_chars(begin, begin + kLongestNumber, value...).ptr;
  size_ += static_cast<std::size_t>(end - begin);
}

template <class Float>
void CsvWriter::append_float(Float value) {
  separate();
  if (std::isfinite(value)) {
    append(value, format_of(value));
  }
}

CsvWriter& CsvWriter::number(double value) {
  append_float(value);
  return *this;
}

CsvWriter& CsvWriter::number(std::optional<double> value) {
  return value ? number(*value) : empty();
}

CsvWriter& CsvWriter::scalar(float value) {
  append_float(value);
  return *this;
}

CsvWriter& CsvWriter::integer(std::int64_t value) {
  separate();
  append(value);
  return *this;
}

CsvWriter& CsvWriter::time(core::Timestamp time) {
  separate();
  char* const begin = room(UtcFormatter::kCapacity);
  size_ += static_cast<std::size_t>(utc_.write(begin, time) - begin);
  return *this;
}

CsvWriter& CsvWriter::empty() {
  separate();
  return *this;
}

void CsvWriter::end_row() {
  *room(1) = '\n';
  ++size_;
  row_started_ = false;
}

void CsvWriter::finish() {
  flush();
}

char* CsvWriter::room(std::size_t bytes) {
  if (kBufferSize - size_ < bytes) {
    flush();
  }
  return buffer_.get() + size_;
}

void CsvWriter::separate() {
  if (row_started_) {
    *room(1) = ',';
    ++size_;
  }
  row_started_ = true;
}

void CsvWriter::flush() {
  sink_({buffer_.get(), size_});
  size_ = 0;
}

std::string csv_cell(std::string_view text) {
  std::string cell = core::printable(text);
  const std::size_t first = cell.find_first_not_of(' ');
  if (first != std::string::npos &&
      std::string_view("=+-@").find(cell[first]) != std::string::npos) {
    cell.insert(0, 1, '\'');
  }
  if (cell.find_first_of(",\"") == std::string::npos) {
    return cell;
  }
  for (std::size_t i = cell.find('"'); i != std::string::npos; i = cell.find('"', i + 2)) {
    cell.insert(i, 1, '"');
  }
  return '"' + cell + '"';
}

}  // namespace barometer::report
