// SPDX-License-Identifier: Apache-2.0
#include "plugin/loader_cache.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace fs = std::filesystem;

namespace {

void append(std::string& bytes, std::uint32_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

// A cache that says where libraries of these names lie.
std::string cache_of(const std::vector<std::pair<std::string, std::string>>& libraries) {
  std::string texts;
  std::string entries;
  const std::size_t texts_at = 48 + 24 * libraries.size();
  for (const auto& library : libraries) {
    append(entries, 0x0303);
    append(entries, static_cast<std::uint32_t>(texts_at + texts.size()));
    texts += library.first + '\0';
    append(entries, static_cast<std::uint32_t>(texts_at + texts.size()));
    texts += library.second + '\0';
    entries.append(12, '\0');
  }
  std::string bytes = "glibc-ld.so.cache1.1";
  append(bytes, static_cast<std::uint32_t>(libraries.size()));
  append(bytes, static_cast<std::uint32_t>(texts.size()));
  return bytes + std::string(20, '\0') + entries + texts;
}

using Paths = std::vector<fs::path>;

}  // namespace

TEST_CASE("all places of a name are found, in the order of the cache") {
  const std::string cache = cache_of(
      {{"liba.so.1", "/usr/lib/liba.so.1"}, {"libb.so", "/opt/libb.so"}, {"liba.so.1", "/opt/a"}});
  CHECK(plugin::cached_libraries("liba.so.1", cache) == Paths{"/usr/lib/liba.so.1", "/opt/a"});
  CHECK(plugin::cached_libraries("libb.so", cache) == Paths{"/opt/libb.so"});
  CHECK(plugin::cached_libraries("libc.so", cache).empty());
  // Behind one of the earlier format.
  CHECK(plugin::cached_libraries("libb.so", "ld.so-1.7.0 and so on" + cache).size() == 1);
}

TEST_CASE("a library for some processors alone is left out") {
  std::string cache = cache_of(
      {{"liba.so", "/usr/lib/glibc-hwcaps/x86-64-v4/liba.so"}, {"liba.so", "/usr/lib/liba.so"}});
  cache[48 + 16 + 7] = 0x40;  // of the first entry: the bit of glibc-hwcaps
  CHECK(plugin::cached_libraries("liba.so", cache) == Paths{"/usr/lib/liba.so"});
}

TEST_CASE("a cache that is cut or damaged is read without harm") {
  const std::string cache =
      cache_of({{"liba.so", "/usr/lib/liba.so"}, {"libb.so", "/opt/libb.so"}});
  for (std::size_t size = 0; size < cache.size(); ++size) {
    CHECK(plugin::cached_libraries("libb.so", std::string_view(cache).substr(0, size)).size() <= 1);
  }
  for (std::size_t at = 20; at < 96; ++at) {
    std::string damaged = cache;
    damaged[at] = '\xff';
    CHECK(plugin::cached_libraries("libb.so", damaged).size() <= 2);
  }
  CHECK(plugin::cached_libraries("", "").empty());
}

TEST_CASE("the machine's own cache is read") {
  const Paths paths = plugin::cached_libraries("libc.so.6");
  if (paths.empty()) {
    WARN("this machine has no /etc/ld.so.cache");
    return;
  }
  CHECK(std::all_of(paths.begin(), paths.end(),
                    [](const fs::path& path) { return path.filename() == "libc.so.6"; }));
}
