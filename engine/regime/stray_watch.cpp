// SPDX-License-Identifier: Apache-2.0
#include "regime/stray_watch.hpp"

#include <algorithm>
#include <cstring>

#include "core/fenced_memory.hpp"

namespace barometer::regime {

namespace {

constexpr std::int64_t kGuards = 64;      // entries before and behind a block that is apart
constexpr std::int64_t kFarthest = 1024;  // behind it those of an index from the first bar too,
                                          // as far as this
constexpr std::int64_t kNear = 8;         // entries around a block that is not
constexpr std::size_t kAlignment = 64;
constexpr std::byte kGuard{0x55};

std::byte* block_of(const bm_tag_column& column, ColumnKind kind) {
  switch (kind) {
    case ColumnKind::category:
      return reinterpret_cast<std::byte*>(column.category);
    case ColumnKind::scalar:
      return reinterpret_cast<std::byte*>(column.scalar);
    case ColumnKind::onset:
      return reinterpret_cast<std::byte*>(column.onset_bar);
  }
  return nullptr;
}

void point_at(bm_tag_column& column, ColumnKind kind, std::byte* block) {
  switch (kind) {
    case ColumnKind::category:
      column.category = reinterpret_cast<std::int8_t*>(block);
      break;
    case ColumnKind::scalar:
      column.scalar = reinterpret_cast<float*>(block);
      break;
    case ColumnKind::onset:
      column.onset_bar = reinterpret_cast<std::int64_t*>(block);
      break;
  }
}

bool is_unknown(const std::byte* entry, ColumnKind kind) {
  constexpr std::int8_t kLabel = BM_TAG_UNKNOWN;
  switch (kind) {
    case ColumnKind::category:
      return std::memcmp(entry, &kLabel, sizeof kLabel) == 0;
    case ColumnKind::scalar:
      return std::memcmp(entry, &kUnknownScalar, sizeof kUnknownScalar) == 0;
    case ColumnKind::onset:
      return std::memcmp(entry, &kUnknownOnset, sizeof kUnknownOnset) == 0;
  }
  return false;
}

// The first byte that is no guard; their number where all are.
std::size_t first_written(std::span<const std::byte> guards) {
  const std::byte* all = guards.data();
  if (all[0] == kGuard && std::memcmp(all, all + 1, guards.size() - 1) == 0) {
    return guards.size();
  }
  return static_cast<std::size_t>(
      std::ranges::find_if(guards, [](std::byte b) { return b != kGuard; }) - guards.begin());
}

}  // namespace

StrayWatch::StrayWatch(std::span<const bm_tag_column> out, bool apart, std::int64_t longest_block)
    : shown_(out.begin(), out.end()), apart_(apart), longest_block_(longest_block) {
  for (std::uint32_t d = 0; d < out.size(); ++d) {
    if (out[d].category != nullptr) {
      add(d, ColumnKind::category, sizeof(std::int8_t));
    }
    if (out[d].scalar != nullptr) {
      add(d, ColumnKind::scalar, sizeof(float));
    }
    if (out[d].onset_bar != nullptr) {
      add(d, ColumnKind::onset, sizeof(std::int64_t));
    }
  }
  if (!apart_) {
    near_.resize(bytes_);
  }
}

void StrayWatch::add(std::uint32_t dimension, ColumnKind kind, std::size_t entry) {
  const std::int64_t most = apart_ ? 2 * kGuards + kFarthest + longest_block_ : kNear;
  strips_.push_back({dimension, kind, entry, bytes_});
  const std::size_t bytes = bytes_ + static_cast<std::size_t>(most) * entry;
  bytes_ = (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

// One a thread, as only one of its blocks is apart at a time: fences cost more than all the looks.
// Just as large as asked for, so that the fences stand where its columns end.
std::byte* StrayWatch::apart_memory() const {
  thread_local core::FencedMemory memory;
  thread_local std::size_t bytes = 0;
  if (bytes != bytes_) {
    memory = core::FencedMemory(bytes_);
    bytes = bytes_;
  }
  return memory.data();
}

// Behind a block that is shorter than what lies before it an index from the first bar begins.
std::int64_t StrayWatch::beyond_block() const {
  const std::int64_t distance = std::max<std::int64_t>(0, first_ - count_);
  return distance <= kFarthest ? distance : 0;
}

void StrayWatch::set_apart(Strip& strip) {
  const std::int64_t entries = 2 * kGuards + count_ + beyond_block();
  const std::size_t before = kGuards * strip.entry;
  strip.kept = {apart_memory() + strip.room, static_cast<std::size_t>(entries) * strip.entry};
  std::ranges::fill(strip.kept, kGuard);
  std::memcpy(strip.kept.data() + before, strip.block,
              static_cast<std::size_t>(count_) * strip.entry);
  point_at(shown_[strip.dimension], strip.kind, strip.kept.data() + before);
}

void StrayWatch::keep_before(Strip& strip) {
  const auto bytes = static_cast<std::size_t>(std::min(first_, kNear)) * strip.entry;
  strip.kept = {near_.data() + strip.room, bytes};
  std::copy_n(strip.block - bytes, bytes, strip.kept.data());
}

const bm_tag_column* StrayWatch::begin(std::span<const bm_tag_column> out, std::int64_t first,
                                       std::int64_t count, std::int64_t left) {
  first_ = first;
  count_ = count;
  left_ = left;
  while (next_due_ <= first) {
    next_due_ = next_due_ == 0 ? (apart_ ? longest_block_ : 1) : next_due_ * (apart_ ? 8 : 2);
  }
  for (Strip& strip : strips_) {
    strip.block = block_of(out[strip.dimension], strip.kind);
    apart_ ? set_apart(strip) : keep_before(strip);
  }
  return apart_ ? shown_.data() : out.data();
}

bool StrayWatch::found(const Strip& strip, std::int64_t entry) {
  stray_ = {strip.dimension, entry, strip.kind};
  return true;
}

bool StrayWatch::strayed_apart(const Strip& strip) {
  const std::span<const std::byte> all = strip.kept;
  const std::size_t begin = kGuards * strip.entry;
  const std::size_t end = begin + static_cast<std::size_t>(count_) * strip.entry;
  std::memcpy(strip.block, all.data() + begin, end - begin);
  const std::size_t before = first_written(all.first(begin));
  if (before < begin) {
    return found(strip, static_cast<std::int64_t>(before / strip.entry) - kGuards);
  }
  const std::size_t behind = first_written(all.subspan(end));
  return behind < all.size() - end &&
         found(strip, count_ + static_cast<std::int64_t>(behind / strip.entry));
}

bool StrayWatch::strayed_around(const Strip& strip) {
  const auto entries = static_cast<std::int64_t>(strip.kept.size() / strip.entry);
  for (std::int64_t i = 0; i < entries; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * strip.entry;
    if (std::memcmp(strip.kept.data() + at, strip.block - strip.kept.size() + at, strip.entry) !=
        0) {
      return found(strip, i - entries);
    }
  }
  for (const std::int64_t from : {count_, std::max(count_, first_)}) {
    for (std::int64_t i = from; i < std::min(from + kNear, left_); ++i) {
      if (!is_unknown(strip.block + static_cast<std::size_t>(i) * strip.entry, strip.kind)) {
        return found(strip, i);
      }
    }
  }
  return false;
}

bool StrayWatch::end() {
  bool good = true;
  for (const Strip& strip : strips_) {
    const bool strayed = apart_ ? strayed_apart(strip) : strayed_around(strip);
    good &= !strayed;
  }
  return good;
}

}  // namespace barometer::regime
