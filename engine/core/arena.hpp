// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace barometer::core {

// Where the columns of an arena lie: the first at the arena's begin, every one at a multiple of 64
// bytes, and a canary of at least kCanaryBytes directly behind each.
class ArenaLayout {
 public:
  static constexpr std::size_t kCanaryBytes = 256;
  static constexpr std::size_t kNearBytes =
      64;  // of a canary, for a look that costs next to nothing

  // Reserves one more column of `bytes` bytes and returns its number, counted from 0.
  std::size_t add(std::size_t bytes);

  std::size_t columns() const { return columns_.size(); }

  // Bytes of all columns and canaries.
  std::size_t bytes() const { return end_; }

  // Distance of the column's first byte from the arena's begin.
  std::size_t offset(std::size_t column) const { return columns_[column].offset; }

  std::size_t size(std::size_t column) const { return columns_[column].size; }

  // First byte behind the column's canary.
  std::size_t canary_end(std::size_t column) const;

 private:
  struct Column {
    std::size_t offset;
    std::size_t size;
  };

  std::vector<Column> columns_;
  std::size_t end_ = 0;
};

// How much of a canary is looked at.
enum class CanaryLook : std::uint8_t {
  near,   // its first kNearBytes
  whole,  // all of it
};

// How the pages of an arena are mapped.
enum class ArenaPages : std::uint8_t {
  anonymous,  // once; readers and the writer share the mapping, until seal() makes it read-only
  two_faced,  // a memfd mapped twice: the writer's mapping, and one that cannot be written
};

// Page-aligned memory for columns that are written once and read by many, plug-ins included.
// Columns are addressed by their offsets, so that the same bytes can lie in a file or in another
// process. The memory starts out as zeros, but for the canaries: a fixed pattern behind each column
// that betrays whoever writes beyond it. Read as labels the pattern is negative, read as float or
// double it is NaN. Moves, but does not copy; columns stay where they are.
class Arena {
 public:
  Arena() = default;

  // Throws std::bad_alloc when the system gives no memory.
  explicit Arena(ArenaLayout layout, ArenaPages pages = ArenaPages::anonymous);
  ~Arena();

  Arena(Arena&& other) noexcept { swap(other); }

  Arena& operator=(Arena&& other) noexcept {
    swap(other);
    return *this;
  }

  const ArenaLayout& layout() const { return layout_; }

  // The column for its writer. REQUIRES: not sealed, where it is written.
  std::byte* column(std::size_t column) { return written_ + layout_.offset(column); }

  // The column for its readers; with ArenaPages::two_faced nobody can write through it.
  const std::byte* shown(std::size_t column) const { return shown_ + layout_.offset(column); }

  // From now on nobody can write: who tries is ended by SIGSEGV. The system call that fails leaves
  // the pages as they are.
  void seal() noexcept;

  bool sealed() const { return sealed_; }

  // Whether somebody has written behind this column.
  bool is_damaged(std::size_t column, CanaryLook look = CanaryLook::whole) const;

  // The first column behind which somebody has written; nothing when all canaries are whole.
  std::optional<std::size_t> damaged() const;

 private:
  void swap(Arena& other) noexcept;
  void map_anonymous();
  void map_twice();
  void write_canaries();

  ArenaLayout layout_;
  std::byte* written_ = nullptr;
  std::byte* shown_ = nullptr;
  bool sealed_ = false;
};

}  // namespace barometer::core
