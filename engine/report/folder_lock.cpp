// SPDX-License-Identifier: Apache-2.0
#include "report/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace barometer::report {

FolderLock::FolderLock(const std::filesystem::path& folder, bool follow)
    : descriptor_(
          ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW))),
      error_(descriptor_ < 0 ? errno : 0) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

FolderLock::Lock FolderLock::try_lock() {
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
    return Lock::got;
  }
  return errno == EWOULDBLOCK ? Lock::held : Lock::unknown;
}

void FolderLock::lock_soon() {
  constexpr auto kPatience = std::chrono::seconds(2);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (try_lock() == Lock::held && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace barometer::report
