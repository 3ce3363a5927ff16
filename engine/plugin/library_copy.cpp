// SPDX-License-Identifier: Apache-2.0
// memfd_create(2), "File sealing"; proc_pid_fd(5).
#include "plugin/library_copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "core/hash.hpp"
#include "plugin/rejection.hpp"
#include "plugin/trusted_file.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kExecutable = 0x10;  // MFD_EXEC of Linux 6.3; earlier kernels refuse the flag

[[noreturn]] void reject_by_errno(const fs::path& file, const char* what) {
  reject(file, {fmt::format("{}: {}", what, std::strerror(errno))});
}

// The time of the last change of its owner or links is none of a write.
bool is_unwritten(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

Descriptor make_memory(const fs::path& file) {
  const std::string name = file.filename().string();
  constexpr unsigned kFlags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  const int number = ::memfd_create(name.c_str(), kFlags | kExecutable);
  Descriptor memory(number >= 0 ? number : ::memfd_create(name.c_str(), kFlags));
  if (memory.number() < 0) {
    reject_by_errno(file, "there is no memory for its private copy");
  }
  return memory;
}

bool write_all(int to, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(to, bytes, count);
    if (written < 0 && errno != EINTR) {
      return false;
    }
    bytes += std::max<ssize_t>(written, 0);
    count -= static_cast<std::size_t>(std::max<ssize_t>(written, 0));
  }
  return true;
}

void copy(int from, int to, const fs::path& file) {
  std::array<char, 65'536> block;
  for (;;) {
    const ssize_t count = ::read(from, block.data(), block.size());
    if (count == 0) {
      return;
    }
    if (count < 0 && errno != EINTR) {
      reject_by_errno(file, "it cannot be read");
    }
    if (count > 0 && !write_all(to, block.data(), static_cast<std::size_t>(count))) {
      reject_by_errno(file, "there is no memory for its private copy");
    }
  }
}

}  // namespace

LibraryCopy::LibraryCopy(const fs::path& file) : memory_(make_memory(file)) {
  const Descriptor opened = open_trusted(file);

  struct stat before {};

  struct stat after {};

  ::fstat(opened.number(), &before);
  copy(opened.number(), memory_.number(), file);
  if (::fstat(opened.number(), &after) != 0 || !is_unwritten(before, after)) {
    reject(file, {"it was written while it was read; start again when its build has ended"});
  }
  if (::fcntl(memory_.number(), F_ADD_SEALS,
              F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) {
    reject_by_errno(file, "its private copy cannot be sealed");
  }
  device_ = before.st_dev;
  inode_ = before.st_ino;
  hash_ = core::hash_file(path());
}

// By the process's number a debugger finds it too; where /proc is that of other process numbers,
// that would be another process's file.
fs::path LibraryCopy::path() const {
  fs::path named = fmt::format("/proc/{}/fd/{}", ::getpid(), memory_.number());

  struct stat by_name {};

  struct stat own {};

  const bool same = ::stat(named.c_str(), &by_name) == 0 && ::fstat(memory_.number(), &own) == 0 &&
                    by_name.st_dev == own.st_dev && by_name.st_ino == own.st_ino;
  return same ? named : fs::path(fmt::format("/proc/self/fd/{}", memory_.number()));
}

}  // namespace barometer::plugin
