// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <link.h>

#include <string>
#include <string_view>

namespace barometer_test {

// The environment of a program that is to load `library` before the C library. The runtime of a
// sanitizer that this program has must come before it, or it refuses to work: its functions call
// those of `library` then.
inline std::string preload(const std::string& library) {
  std::string runtime;
  ::dl_iterate_phdr(
      [](dl_phdr_info* loaded, std::size_t, void* found) {
        const std::string_view name = loaded->dlpi_name;
        if (name.find("/libasan.so") != name.npos || name.find("/libtsan.so") != name.npos) {
          *static_cast<std::string*>(found) = std::string(name) + ":";
        }
        return 0;
      },
      &runtime);
  return " LD_PRELOAD=" + runtime + library;
}

}  // namespace barometer_test
