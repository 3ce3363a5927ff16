// SPDX-License-Identifier: Apache-2.0
#include "report/csv_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

#include "config/output_config.hpp"
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

constexpr double kLargestWhole = 9'007'199'254'740'992;  // 2^53: whole doubles skip none up to it
constexpr std::array<double, config::OutputConfig::kMostDecimals + 1> kPowersOfTen{
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
constexpr auto kWholePowers = [] {
  std::array<std::uint64_t, kPowersOfTen.size()> powers{};
  std::ranges::transform(kPowersOfTen, powers.begin(),
                         [](double power) { return static_cast<std::uint64_t>(power); });
  return powers;
}();

std::size_t at(int decimals) {
  return static_cast<std::size_t>(decimals);
}

// The whole number nearest to the exact product, which is >= 0 and below kLargestWhole; the even
// one of two. What the product of doubles is off by is less than the distance to any half but the
// one that it is itself.
std::uint64_t rounded_product(double value, double by) {
  const double product = value * by;
  const auto whole = static_cast<std::uint64_t>(static_cast<std::int64_t>(product));
  const double rest = product - static_cast<double>(static_cast<std::int64_t>(whole));
  if (rest != 0.5) {
    return whole + (rest > 0.5 ? 1 : 0);
  }
  const double error = std::fma(value, by, -product);
  return whole + (error > 0 || (error == 0 && whole % 2 == 1) ? 1 : 0);
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

CsvWriter::CsvWriter(Sink sink, std::optional<int> decimals)
    : sink_(std::move(sink)),
      decimals_(decimals),
      buffer_(std::make_unique_for_overwrite<char[]>(kBufferSize)) {}

void CsvWriter::header(std::span<const std::string_view> names) {
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

CsvWriter& CsvWriter::money(double value) {
  if (!decimals_ || !(std::abs(value) * kPowersOfTen[at(*decimals_)] < kLargestWhole)) {
    return number(value);  // a double as large as this has no more decimals
  }
  separate();
  append_rounded(value, *decimals_);
  return *this;
}

void CsvWriter::append_rounded(double value, int decimals) {
  const std::uint64_t power = kWholePowers[at(decimals)];
  const std::uint64_t units = rounded_product(std::abs(value), kPowersOfTen[at(decimals)]);
  char* out = room(kLongestNumber);
  char* const begin = out;
  if (value < 0 && units > 0) {
    *out++ = '-';
  }
  out = std::to_chars(out, begin + kLongestNumber, units / power).ptr;
  if (std::uint64_t rest = units % power; rest > 0) {
    for (; rest % 10 == 0; rest /= 10) {
      --decimals;
    }
    *out = '.';
    for (int i = decimals; i > 0; --i, rest /= 10) {
      out[i] = static_cast<char>('0' + rest % 10);
    }
    out += decimals + 1;
  }
  size_ += static_cast<std::size_t>(out - begin);
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
