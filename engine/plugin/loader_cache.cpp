// SPDX-License-Identifier: Apache-2.0
#include "plugin/loader_cache.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

namespace barometer::plugin {

namespace {

constexpr std::string_view kMagic = "glibc-ld.so.cache1.1";

struct CacheHeader {
  char magic[20];
  std::uint32_t count;
  std::uint32_t texts_size;
  std::uint32_t rest[5];  // byte order, where extensions are, nothing
};

// Texts lie at offsets from the header. `processor` is 0 of a library that every processor of this
// kind can run; of one for some processors alone it names them.
struct CacheEntry {
  std::int32_t kind;
  std::uint32_t soname;
  std::uint32_t path;
  std::uint32_t system;
  std::uint64_t processor;
};

template <class T>
std::optional<T> read_at(std::string_view bytes, std::size_t offset) {
  if (offset > bytes.size() || sizeof(T) > bytes.size() - offset) {
    return std::nullopt;
  }
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

std::string_view text_at(std::string_view bytes, std::size_t offset) {
  const std::string_view rest = bytes.substr(std::min(offset, bytes.size()));
  return rest.substr(0, rest.find('\0'));
}

}  // namespace

std::vector<std::filesystem::path> cached_libraries(const std::string& soname,
                                                    std::string_view cache) {
  std::vector<std::filesystem::path> paths;
  cache.remove_prefix(std::min(cache.find(kMagic), cache.size()));
  const auto header = read_at<CacheHeader>(cache, 0);
  for (std::uint32_t i = 0; header && i < header->count; ++i) {
    const auto entry =
        read_at<CacheEntry>(cache, sizeof(CacheHeader) + std::size_t{i} * sizeof(CacheEntry));
    if (!entry) {
      break;
    }
    if (entry->processor == 0 && text_at(cache, entry->soname) == soname) {
      paths.emplace_back(text_at(cache, entry->path));
    }
  }
  return paths;
}

std::vector<std::filesystem::path> cached_libraries(const std::string& soname) {
  std::ifstream in("/etc/ld.so.cache", std::ios::binary);
  return cached_libraries(soname, std::string{std::istreambuf_iterator<char>(in), {}});
}

}  // namespace barometer::plugin
