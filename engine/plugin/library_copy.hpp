// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "plugin/descriptor.hpp"

namespace barometer::plugin {

// The bytes of a library's file in memory of this process, which nobody changes any more. The file
// is opened once: who may write it is asked of the descriptor that is copied, so that what was
// checked is what gets loaded, and a build that writes the file during a run does not reach the
// run.
class LibraryCopy {
 public:
  // REQUIRES: `file` is canonical. Throws Error{plugin_failed}: not trusted, cannot be read, was
  // written while it was read, no memory for the copy.
  explicit LibraryCopy(const std::filesystem::path& file);

  // By which the copy can be opened as long as this object lives, also by a debugger in another
  // process.
  std::filesystem::path path() const;

  // Digest of the bytes.
  const std::string& hash() const { return hash_; }

  // The file that was copied.
  dev_t device() const { return device_; }

  ino_t inode() const { return inode_; }

 private:
  Descriptor memory_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
  std::string hash_;
};

}  // namespace barometer::plugin
