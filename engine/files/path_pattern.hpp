// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/stamp_pattern.hpp"
#include "core/timestamp.hpp"

namespace barometer::files {

// What a name says where a pattern has marks.
struct Marks {
  std::string symbol;                   // {symbol}; empty where the pattern has none
  std::optional<core::Timestamp> date;  // {date}: its midnight by the clock of the file's times
};

struct FoundFile {
  std::filesystem::path path;  // relative where the pattern is
  Marks marks;
};

// Reads {date} of names by a pattern of year, month and day, of which month and day may be missing
// ("%Y", "%Y-%m"): they are then the first.
class NameDate {
 public:
  // Throws Error{bad_input} without a place where it is no pattern of a date.
  explicit NameDate(std::string_view format);

  std::optional<core::Timestamp> read(std::string_view text) const;

 private:
  std::string added_;  // to a text, for what the format does not say
  calendar::StampPattern pattern_;
};

// One name with marks: {symbol}, {date}, * for any characters, ? for one. Of several ways to read a
// name that with the shortest symbol counts.
class NamePattern {
 public:
  NamePattern(std::string_view text, const NameDate& date);

  // Nothing but characters that stand for themselves.
  bool is_plain() const;

  bool has_symbol() const;

  // What the marks of `name` are; `known` are those of the folders above, which hold here too.
  std::optional<Marks> match(std::string_view name, const Marks& known = {}) const;

 private:
  enum class Kind { literal, any, one, symbol, date };

  struct Piece {
    Kind kind = Kind::literal;
    std::string text;
  };

  bool match_from(std::size_t piece, std::string_view rest, Marks& marks) const;
  bool match_run(std::size_t piece, std::string_view rest, Marks& marks) const;
  bool takes(const Piece& piece, std::string_view text, Marks& marks) const;

  NameDate date_;
  std::vector<Piece> pieces_;
};

// Whether a path has more marks than {symbol} or ends in /, so that folders have to be searched.
bool needs_search(std::string_view path);

// All files that fit a path whose parts may have marks, sorted by path; one that ends in / means
// all files of that folder. Names that begin with a dot are left out unless the pattern begins so.
// Where X and X.gz are there, X alone. With `symbol` only files of it. Relative paths start in
// `folder`.
std::vector<FoundFile> find_files(const std::string& path, const NameDate& date,
                                  const std::filesystem::path& folder,
                                  const std::string& symbol = {});

}  // namespace barometer::files
