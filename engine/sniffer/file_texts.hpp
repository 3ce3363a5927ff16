// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "core/stop.hpp"
#include "files/json_rows.hpp"
#include "files/text_file.hpp"
#include "sniffer/sniff.hpp"

namespace barometer::sniffer {

// The files that somebody names, and the texts of a few of them, from the first to the last. The
// only part of the room that reads files.
class FileTexts {
 public:
  // Folders stand for the files in them that may be tables. Throws Error{bad_input}: a file that is
  // not there or cannot be read, a folder without such files, a zip that is damaged or encrypted;
  // Error{interrupted}.
  FileTexts(const std::vector<std::filesystem::path>& named, core::Stop stop);

  FileTexts(const FileTexts&) = delete;
  FileTexts& operator=(const FileTexts&) = delete;

  // Valid as long as this lives.
  const SniffedFiles& files() const { return files_; }

 private:
  files::MemberChoice choose_member(const std::filesystem::path& path);
  void add(const std::string& path, const files::MemberChoice& choice, core::Stop stop);

  SniffedFiles files_;
  std::deque<files::TextFile> opened_;
  std::deque<files::JsonRows> json_;
};

}  // namespace barometer::sniffer
