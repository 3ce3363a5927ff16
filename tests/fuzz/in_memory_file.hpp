// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace barometer_fuzz {

// A file that lies in memory alone, for readers that take a path.
class InMemoryFile {
 public:
  // Replaces what it holds. A machine that has no memory for it is no finding: the target ends.
  const std::string& holding(const std::uint8_t* bytes, std::size_t size) {
    if (::ftruncate(number_, 0) != 0 ||
        ::pwrite(number_, bytes, size, 0) != static_cast<ssize_t>(size)) {
      std::abort();
    }
    return path_;
  }

 private:
  int number_ = ::memfd_create("fuzz", MFD_CLOEXEC);
  std::string path_ = "/proc/self/fd/" + std::to_string(number_);
};

}  // namespace barometer_fuzz
