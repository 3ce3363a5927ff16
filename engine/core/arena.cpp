// SPDX-License-Identifier: Apache-2.0
#include "core/arena.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>

#include "core/large_pages.hpp"
#include "core/shared_pages.hpp"

namespace barometer::core {

namespace {

constexpr std::size_t kAlignment = 64;

// Every byte has its sign bit set, and both floats and the double are NaNs.
constexpr std::array<std::uint8_t, 8> kPattern{0x95, 0xA6, 0xF7, 0xFF, 0xB8, 0x9D, 0xF4, 0xFF};

// As many bytes of the pattern as the longest canary has, from any phase on.
constexpr std::size_t kMostPattern = ArenaLayout::kCanaryBytes + kAlignment + kPattern.size();

constexpr std::array<std::uint8_t, kMostPattern> kPatterns = [] {
  std::array<std::uint8_t, kMostPattern> all{};
  for (std::size_t at = 0; at < all.size(); ++at) {
    all[at] = kPattern[at % kPattern.size()];
  }
  return all;
}();

// What stands at this offset of an arena, and behind it, where canaries are.
const std::uint8_t* pattern_at(std::size_t offset) {
  return kPatterns.data() + offset % kPattern.size();
}

std::size_t aligned(std::size_t offset) {
  return (offset + kAlignment - 1) / kAlignment * kAlignment;
}

std::byte* checked(void* memory) {
  if (memory == MAP_FAILED) {
    throw std::bad_alloc();
  }
  return static_cast<std::byte*>(memory);
}

// A memfd of this length that is closed at the end of the scope; its mappings live on.
class MemoryFile {
 public:
  explicit MemoryFile(std::size_t bytes) : descriptor_(::memfd_create("columns", MFD_CLOEXEC)) {
    if (descriptor_ < 0 || ::ftruncate(descriptor_, static_cast<off_t>(bytes)) != 0) {
      close();
      throw std::bad_alloc();
    }
  }

  ~MemoryFile() { close(); }

  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  void* map(std::size_t bytes, int protection) const {
    return ::mmap(nullptr, bytes, protection, MAP_SHARED, descriptor_, 0);
  }

 private:
  void close() const {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }

  int descriptor_;
};

}  // namespace

std::size_t ArenaLayout::add(std::size_t bytes) {
  columns_.push_back({end_, bytes});
  end_ = aligned(end_ + bytes + kCanaryBytes);
  return columns_.size() - 1;
}

std::size_t ArenaLayout::canary_end(std::size_t column) const {
  return column + 1 < columns_.size() ? columns_[column + 1].offset : end_;
}

Arena::Arena(ArenaLayout layout, ArenaPages pages) : layout_(std::move(layout)) {
  if (layout_.columns() == 0) {
    return;
  }
  pages == ArenaPages::anonymous ? map_anonymous() : map_twice();
  write_canaries();
}

Arena::~Arena() {
  if (written_ != nullptr) {
    ::munmap(written_, layout_.bytes());
  }
  if (shown_ != written_) {
    ::munmap(shown_, layout_.bytes());
  }
}

void Arena::map_anonymous() {
  written_ = checked(
      ::mmap(nullptr, layout_.bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  prefer_large_pages(written_, layout_.bytes());
  shown_ = written_;
}

void Arena::map_twice() {
  const MemoryFile file(layout_.bytes());
  std::byte* written = checked(file.map(layout_.bytes(), PROT_READ | PROT_WRITE));
  void* shown = file.map(layout_.bytes(), PROT_READ);
  if (shown == MAP_FAILED) {
    ::munmap(written, layout_.bytes());
    throw std::bad_alloc();
  }
  if (are_shared_pages_kept()) {
    ::madvise(written, layout_.bytes(), MADV_DONTFORK);
  }
  written_ = written;
  shown_ = static_cast<std::byte*>(shown);
}

void Arena::write_canaries() {
  for (std::size_t c = 0; c < layout_.columns(); ++c) {
    const std::size_t begin = layout_.offset(c) + layout_.size(c);
    std::memcpy(written_ + begin, pattern_at(begin), layout_.canary_end(c) - begin);
  }
}

void Arena::seal() noexcept {
  sealed_ = true;
  if (written_ != nullptr) {
    ::mprotect(written_, layout_.bytes(), PROT_READ);
  }
}

bool Arena::is_damaged(std::size_t column, CanaryLook look) const {
  const std::size_t begin = layout_.offset(column) + layout_.size(column);
  if (look == CanaryLook::near) {  // a number of bytes that is known becomes four comparisons
    return std::memcmp(shown_ + begin, pattern_at(begin), ArenaLayout::kNearBytes) != 0;
  }
  return std::memcmp(shown_ + begin, pattern_at(begin), layout_.canary_end(column) - begin) != 0;
}

std::optional<std::size_t> Arena::damaged() const {
  for (std::size_t c = 0; c < layout_.columns(); ++c) {
    if (is_damaged(c)) {
      return c;
    }
  }
  return std::nullopt;
}

void Arena::swap(Arena& other) noexcept {
  std::swap(layout_, other.layout_);
  std::swap(written_, other.written_);
  std::swap(shown_, other.shown_);
  std::swap(sealed_, other.sealed_);
}

}  // namespace barometer::core
