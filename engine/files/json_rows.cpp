// SPDX-License-Identifier: Apache-2.0
// The one file that knows simdjson.
#include "files/json_rows.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/text.hpp"

namespace barometer::files {

namespace {

namespace json = simdjson::ondemand;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr const char* kRowsFix =
    "rows are written [[time, open, ...], ...] or [{\"time\": ..., \"open\": ...}, ...], or one "
    "row a line";

class JsonReader {
 public:
  JsonReader(std::string_view text, const std::string& file, core::Stop stop)
      : padded_(text), file_(file), stop_(stop), rows_{{}, RowPlaces(text, false)}, source_(text) {}

  JsonRows read() {
    const std::size_t begin = source_.find_first_not_of(kBlanks);
    if (begin == source_.npos) {
      refuse(0, "is empty", "export it again");
    }
    rows_.text.reserve(source_.size());
    at_ = begin;
    try {
      is_lines(begin) ? read_lines() : read_array();
    } catch (const simdjson::simdjson_error& error) {
      refuse(at_, fmt::format("this is no JSON behind here: {}", error.what()),
             "get the file again, or export it as CSV");
    }
    return std::move(rows_);
  }

 private:
  [[noreturn]] void refuse(std::size_t offset, std::string what, std::string fix) const {
    RowPlaces places(source_, false);
    places.add(offset);
    const auto [line, column] = places.of(1, 1);
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{fmt::format("{}:{}:{}", file_, line, column), std::move(what), std::move(fix)});
  }

  // Whether the text is a row a line and no array of rows: an object, or an array that begins with
  // a cell.
  bool is_lines(std::size_t begin) const {
    if (source_[begin] == '{') {
      return true;
    }
    const std::size_t inner = source_.find_first_not_of(kBlanks, begin + 1);
    const char first = inner == source_.npos ? ']' : source_[inner];
    return source_[begin] == '[' && first != '[' && first != '{' && first != ']';
  }

  void read_array() {
    json::document document = parser_.iterate(padded_);
    if (document.type() != json::json_type::array) {
      refuse(at_, "the document is no array of rows", kRowsFix);
    }
    for (auto row : document.get_array()) {
      json::value value = row.value();
      at_ = offset_of(value.raw_json_token().data());
      read_row(value);
    }
    if (document.current_location().error() == simdjson::SUCCESS) {
      refuse(at_, "something stands behind the array of rows", kRowsFix);
    }
  }

  void read_lines() {
    const std::string_view text(padded_.data(), padded_.size());
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find('\n', from), text.size());
      if (text.substr(from, end - from).find_first_not_of(kBlanks) != text.npos) {
        at_ = text.find_first_not_of(kBlanks, from);
        // The next line, or the padding, stands behind every line.
        json::document document = parser_.iterate(
            padded_.data() + from, end - from, padded_.size() - from + simdjson::SIMDJSON_PADDING);
        json::value value = document.get_value();
        read_row(value);
        if (document.current_location().error() == simdjson::SUCCESS) {
          refuse(at_, "the line is more than one row", kRowsFix);
        }
      }
      from = end + 1;
    }
  }

  void read_row(json::value& row) {
    stop_.check_at(count_);
    const json::json_type kind = row.type();
    if (kind != json::json_type::array && kind != json::json_type::object) {
      refuse(at_, "a row is an array or an object, and this is neither", kRowsFix);
    }
    if (count_++ == 0) {
      kind_ = kind;
    } else if (kind != kind_) {
      refuse(at_, "this row is of another kind than the first", kRowsFix);
    }
    kind == json::json_type::array ? read_cells(row.get_array()) : read_fields(row.get_object());
  }

  void end_row() {
    if (rows_.text.ends_with(kJsonSeparator)) {
      rows_.text.pop_back();
    }
    rows_.text += '\n';
    rows_.places.add(at_);
  }

  void read_cells(json::array cells) {
    for (auto cell : cells) {
      add_cell(cell.value(), rows_.text);
      rows_.text += kJsonSeparator;
    }
    end_row();
  }

  // By the names of the first row, wherever they stand in this one.
  void read_fields(json::object fields) {
    const bool first = names_.empty();
    for (std::string& cell : cells_) {
      cell.clear();
    }
    std::size_t expected = 0;
    for (auto field : fields) {
      const std::string_view name = field.unescaped_key().value();
      const std::size_t column = first ? add_name(name) : column_of(name, expected);
      add_cell(field.value(), cells_[column]);
      expected = column + 1;
    }
    if (first) {
      add_line(names_);
    }
    add_line(cells_);
  }

  void add_line(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) {
      rows_.text += cell;
      rows_.text += kJsonSeparator;
    }
    end_row();
  }

  std::size_t add_name(std::string_view name) {
    if (std::ranges::find(names_, name) != names_.end()) {
      refuse(at_, fmt::format("the row has {} twice", core::shown(name)), kRowsFix);
    }
    names_.emplace_back(plain(name));
    cells_.emplace_back();
    return names_.size() - 1;
  }

  std::size_t column_of(std::string_view name, std::size_t expected) const {
    if (expected < names_.size() && names_[expected] == name) {
      return expected;
    }
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) {
      refuse(at_, fmt::format("the row has {}, which the first has not", core::shown(name)),
             "write all rows with the same names");
    }
    return static_cast<std::size_t>(found - names_.begin());
  }

  void add_cell(json::value cell, std::string& text) const {
    switch (cell.type()) {
      case json::json_type::string:
        text += plain(cell.get_string().value());
        return;
      case json::json_type::null:
        if (!cell.is_null()) {
          refuse(at_, "the row has a cell that is no JSON", kRowsFix);
        }
        return;
      case json::json_type::array:
      case json::json_type::object:
        refuse(at_, "a cell of the row is an array or an object itself", kRowsFix);
      default: {
        const std::string_view token = cell.raw_json_token();
        text += token.substr(0, token.find_last_not_of(kBlanks) + 1);
      }
    }
  }

  // Line ends and separators inside a text would end its cell.
  std::string_view plain(std::string_view text) const {
    if (text.find_first_of("\n\r\x1f") != text.npos) {
      refuse(at_, "a text of the row has a line end in it", "write one line a text");
    }
    return text;
  }

  std::size_t offset_of(const char* place) const {
    return static_cast<std::size_t>(place - padded_.data());
  }

  simdjson::padded_string padded_;
  const std::string& file_;
  core::Stop stop_;
  JsonRows rows_;
  std::string_view source_;
  json::parser parser_;
  std::size_t at_ = 0;  // where the row begins
  std::size_t count_ = 0;
  json::json_type kind_ = json::json_type::array;
  std::vector<std::string> names_;
  std::vector<std::string> cells_;  // of a row that is an object
};

}  // namespace

JsonRows json_rows(std::string_view json, const std::string& file, core::Stop stop) {
  return JsonReader(json, file, stop).read();
}

}  // namespace barometer::files
