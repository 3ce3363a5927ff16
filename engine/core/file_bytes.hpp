// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

namespace barometer::core {

// The bytes of a file in memory of this process: read, never mapped, as a mapped file that somebody
// cuts ends the process with SIGBUS, and one that somebody writes changes under the reader.
class FileBytes {
 public:
  // `path` starts in `folder` where it is relative. Throws Error{bad_input} ("path:1:1: ...") where
  // it is no regular file, cannot be read, or was cut or written while it was read.
  explicit FileBytes(const std::filesystem::path& path, const std::filesystem::path& folder = {});

  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace barometer::core
