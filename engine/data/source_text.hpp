// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/file_bytes.hpp"

namespace barometer::data {

// The bytes of a text file, unpacked where its name ends in .gz or its bytes are gzip's. Views are
// valid as long as this lives.
class SourceText {
 public:
  // `path` starts in `folder` where it is relative. Throws Error{bad_input} when the file cannot be
  // read, changes meanwhile, is empty, or is not a whole gzip file (with the line at which the
  // unpacked text breaks off).
  explicit SourceText(const std::filesystem::path& path, const std::filesystem::path& folder = {});

  std::string_view view() const { return packed_ ? std::string_view(unpacked_) : file_.view(); }

  // Of the bytes as they lie on disk.
  std::string hash() const;

 private:
  void unpack(const std::filesystem::path& path);

  core::FileBytes file_;
  std::string unpacked_;
  bool packed_ = false;
};

}  // namespace barometer::data
