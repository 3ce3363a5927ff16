// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace barometer::report {

// Throws Error{write_failed}: "`where`: `action`: reason", the reason from `error_number`.
[[noreturn]] void throw_write_failed(const std::filesystem::path& where, const std::string& action,
                                     int error_number);

// A new file that is on the disk, not only in the system's cache, once sync() has returned.
class OutputFile {
 public:
  // Creates `path`, which must not exist. Messages name `shown`, the path that the user knows.
  OutputFile(const std::filesystem::path& path, std::filesystem::path shown);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view piece);

  void sync();

 private:
  int descriptor_;
  std::filesystem::path shown_;
};

// Gives `from` the name `to`, which must not exist; returns 0 or the number of the error. rename()
// that never replaces: where the file system cannot promise that in one step, an existing target is
// refused by name first, and rename() itself refuses a folder that is not empty.
int rename_to_new(const std::filesystem::path& from, const std::filesystem::path& to);

// Makes the entries of `folder` (files made, renamed, removed in it) last.
void sync_folder(const std::filesystem::path& folder, const std::filesystem::path& shown);

}  // namespace barometer::report
