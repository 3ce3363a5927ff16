// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/iostreams/device/mapped_file.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace barometer::data {

// The bytes of a text file: mapped where it is plain, unpacked into memory where its name ends in
// .gz or its bytes are gzip's. Views are valid as long as this lives.
class SourceText {
 public:
  // Throws Error{bad_input} when the file cannot be read, is empty, or is not a whole gzip file
  // (with the line at which the unpacked text breaks off).
  explicit SourceText(const std::filesystem::path& path);

  std::string_view view() const { return packed_ ? std::string_view(unpacked_) : bytes(); }

  // Of the bytes as they lie on disk.
  std::string hash() const;

 private:
  std::string_view bytes() const { return {file_.data(), file_.size()}; }

  void unpack(const std::filesystem::path& path);

  boost::iostreams::mapped_file_source file_;
  std::string unpacked_;
  bool packed_ = false;
};

}  // namespace barometer::data
