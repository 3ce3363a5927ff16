// SPDX-License-Identifier: Apache-2.0
#include "core/file_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace barometer::core {

namespace {

using namespace std::string_view_literals;

constexpr const char* kExport = "export the table as CSV";

struct Magic {
  std::string_view bytes;
  const char* name;
  const char* fix;
};

// From the formats' specifications: RFC 1952, APPNOTE.TXT, the Parquet and HDF5 file formats, the
// SQLite file header, and the byte order marks of Unicode.
constexpr std::array kMagics{
    Magic{"PAR1"sv, "a Parquet file", kExport},
    Magic{"\x89HDF\r\n\x1a\n"sv, "an HDF5 file", kExport},
    Magic{"SQLite format 3\0"sv, "an SQLite database", kExport},
    Magic{"PK\x03\x04"sv, "a zip archive (a spreadsheet is one too)",
          "unpack it, or export the table as CSV"},
    Magic{"\x1f\x8b"sv, "gzip data", "name the file .csv.gz"},
    Magic{"\xff\xfe"sv, "UTF-16 text", "save it as UTF-8"},
    Magic{"\xfe\xff"sv, "UTF-16 text", "save it as UTF-8"},
};

constexpr std::string_view kSeparators = ",;\t|";
constexpr std::ptrdiff_t kFewestCells = 3;

std::string name_of(char separator) {
  return separator == '\t' ? "a tab" : fmt::format("'{}'", separator);
}

// The separator that the line has and the config's is not.
std::optional<WrongKind> other_separator(std::string_view line, char separator) {
  if (line.find(separator) != line.npos) {
    return std::nullopt;
  }
  for (const char other : kSeparators) {
    if (std::ranges::count(line, other) >= kFewestCells) {
      const std::string written = other == '\t' ? "\\t" : std::string(1, other);
      return WrongKind{fmt::format("the cells of the first line are separated by {}, not by {}",
                                   name_of(other), name_of(separator)),
                       fmt::format("say data.separator: \"{}\"", written)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<WrongKind> wrong_kind(std::string_view text, char separator) {
  for (const Magic& magic : kMagics) {
    if (text.starts_with(magic.bytes)) {
      return WrongKind{fmt::format("this is {}, not CSV text", magic.name), magic.fix};
    }
  }
  const std::size_t end = text.find('\n');
  if (end == text.npos && text.find('\r') != text.npos) {
    return WrongKind{"the lines end with a carriage return alone",
                     "end them with a newline, as `tr '\\r' '\\n'` does"};
  }
  return other_separator(text.substr(0, end), separator);
}

}  // namespace barometer::core
