// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace barometer::report {

// A folder that is open, and may be locked against other processes (flock(2)). The lock ends with
// this, or with the process, however that ends.
class FolderLock {
 public:
  enum class Lock { got, held, unknown };  // unknown: the file system has no locks on folders

  // Opens `folder`; a link of that name only where `follow`. error() tells how that went.
  explicit FolderLock(const std::filesystem::path& folder, bool follow = false);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  // 0, or the number of the error (errno) with which the folder could not be opened.
  int error() const { return error_; }

  // Takes the lock if nobody holds it.
  Lock try_lock();

  // Waits for it as long as such a lock is ever held by this program, and goes on without one then:
  // other programs lock folders too.
  void lock_soon();

 private:
  int descriptor_;
  int error_;
};

}  // namespace barometer::report
