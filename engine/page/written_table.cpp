// SPDX-License-Identifier: Apache-2.0
#include "page/written_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.hpp"
#include "core/safe_text.hpp"

namespace barometer::page {

namespace {

constexpr std::size_t kMostQuoted = 40;  // columns of a cell in a message

// Behind the cell that begins at `from`: quotes hide commas, and a quote inside is doubled.
std::size_t end_of_cell(std::string_view line, std::size_t from) {
  bool quoted = false;
  for (; from < line.size() && (quoted || line[from] != ','); ++from) {
    quoted ^= line[from] == '"';
  }
  return from;
}

template <class Number>
bool read_all(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end;
}

}  // namespace

WrittenTable::WrittenTable(const std::filesystem::path& file,
                           std::initializer_list<std::string_view> columns)
    : file_(file), bytes_(file), rest_(bytes_.view()) {
  if (!read_line()) {
    refuse_at(1, "the file is empty: its first line, which names the columns, is missing");
  }
  width_ = cells_.size();
  find_columns(columns);
}

void WrittenTable::find_columns(std::initializer_list<std::string_view> columns) {
  for (const std::string_view name : columns) {
    const auto found = std::ranges::find(cells_, name);
    if (found == cells_.end()) {
      refuse_at(1, fmt::format("there is no column '{}': another version wrote the file", name));
    }
    places_.push_back(static_cast<std::size_t>(found - cells_.begin()));
  }
}

bool WrittenTable::read_line() {
  cells_.clear();
  if (rest_.empty()) {
    return false;
  }
  const std::size_t end = rest_.find('\n');
  line_ = rest_.substr(0, end);
  for (std::size_t from = 0; from <= line_.size();) {
    const std::size_t behind = end_of_cell(line_, from);
    cells_.push_back(line_.substr(from, behind - from));
    from = behind + 1;
  }
  if (end == std::string_view::npos) {
    rows_ += width_ == 0 ? 0 : 1;
    refuse_at(line_.size() + 1, "the file was cut: its last line has no end");
  }
  rest_.remove_prefix(end + 1);
  return true;
}

bool WrittenTable::next() {
  if (!read_line()) {
    return false;
  }
  ++rows_;
  if (cells_.size() != width_) {
    refuse_at(1, fmt::format("the row has {} cells, and the first line names {} columns",
                             cells_.size(), width_));
  }
  return true;
}

double WrittenTable::number(std::size_t column) const {
  double value = 0;
  if (!read_all(cell(column), value) || !std::isfinite(value)) {
    refuse(column, "a number");
  }
  return value;
}

double WrittenTable::number_or_none(std::size_t column) const {
  return cell(column).empty() ? std::numeric_limits<double>::quiet_NaN() : number(column);
}

std::int64_t WrittenTable::whole(std::size_t column) const {
  std::int64_t value = 0;
  if (!read_all(cell(column), value)) {
    refuse(column, "a whole number");
  }
  return value;
}

core::Timestamp WrittenTable::time(std::size_t column) const {
  const auto time = core::parse_utc(cell(column));
  if (!time) {
    refuse(column, "a time such as 2022-10-11T10:00:00Z");
  }
  return *time;
}

void WrittenTable::refuse(std::size_t column, std::string_view expected) const {
  const std::string_view found = cell(column);
  refuse_at(static_cast<std::size_t>(found.data() - line_.data()) + 1,
            fmt::format("'{}' is not {}", core::clipped(found, kMostQuoted), expected));
}

void WrittenTable::refuse_count(std::string_view expected) const {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{.where = fmt::format("{}:{}", file_.string(), rows_ + 1),
                                .what = fmt::format("the file ends after {} rows, and run.json "
                                                    "knows of {}",
                                                    rows_, expected),
                                .fix = "put back the file that the run wrote"});
}

void WrittenTable::refuse_at(std::size_t column, std::string_view what) const {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{.where = fmt::format("{}:{}:{}", file_.string(), rows_ + 1, column),
                                .what = std::string(what),
                                .fix = "put back the file that the run wrote"});
}

}  // namespace barometer::page
