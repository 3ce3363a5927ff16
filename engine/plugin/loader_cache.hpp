// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::plugin {

// Where a cache of the system's loader says that libraries of this soname lie, in its order.
// `cache` has the bytes of /etc/ld.so.cache, in the format that glibc has had since 2.2 (its
// dl-cache.h: "glibc-ld.so.cache1.1"), whatever comes before it. Empty for anything else; what does
// not fit is left out, and so are libraries that not every processor can run (glibc-hwcaps): which
// of them this one can is for the loader to say, and the plain one beside them computes the same.
std::vector<std::filesystem::path> cached_libraries(const std::string& soname,
                                                    std::string_view cache);

// By the cache of this machine.
std::vector<std::filesystem::path> cached_libraries(const std::string& soname);

}  // namespace barometer::plugin
