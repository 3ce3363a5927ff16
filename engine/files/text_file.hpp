// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file_bytes.hpp"
#include "core/stop.hpp"
#include "core/timestamp.hpp"
#include "files/path_pattern.hpp"
#include "files/row_places.hpp"

namespace barometer::files {

// Which members of a zip are meant. Without a pattern: its only file.
struct MemberChoice {
  std::string pattern = {};  // of the member's whole path inside; see NamePattern
  std::string date_format = "%Y%m%d";
  Marks known = {};  // of the zip's own path
};

// One text of a file.
struct FileText {
  std::string name;  // for messages: the file, or "file.zip/member.csv"
  std::string_view text;
  std::optional<core::Timestamp> date;  // that {date} in the file's or the member's name says
  const RowPlaces* places = nullptr;    // where its lines stand in the file, unless as they are
};

// The texts of one file as it lies on the disk: its own, or what it holds packed
// (files/unpack.hpp), by what its bytes are and not by its name. Views are valid as long as this
// lives.
class TextFile {
 public:
  // `path` starts in `folder` where it is relative. Throws Error{bad_input} where the file cannot
  // be read, changes meanwhile, is empty or damaged, or where no member, or more than one without a
  // pattern, is meant (with their names); Error{interrupted} once `stop` says so.
  explicit TextFile(const std::filesystem::path& path, const std::filesystem::path& folder = {},
                    const MemberChoice& choice = {}, core::Stop stop = {});

  // At least one, in order of their names.
  const std::vector<FileText>& texts() const { return texts_; }

  // Of a file that has one.
  std::string_view view() const { return texts_.front().text; }

  // Of the bytes as they lie on disk.
  std::string hash() const;

 private:
  void unpack_members(const std::string& path, const MemberChoice& choice, core::Stop stop);

  core::FileBytes file_;
  std::vector<std::string> unpacked_;
  std::vector<FileText> texts_;
};

// The symbols that a zip's members have by {symbol} in `choice.pattern`, sorted, each once. Throws
// as above.
std::vector<std::string> symbols_of_members(const std::filesystem::path& path,
                                            const std::filesystem::path& folder,
                                            const MemberChoice& choice);

}  // namespace barometer::files
