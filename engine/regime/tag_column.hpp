// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/arena.hpp"
#include "core/symbol.hpp"

namespace barometer::regime {

// What the entries of a column are.
enum class ColumnKind : std::uint8_t {
  category,  // std::int8_t, a label or BM_TAG_UNKNOWN
  scalar,    // float, unknown is NaN
  onset,     // std::int64_t, the bar where the state at a bar began, -1 unknown
};

inline constexpr float kUnknownScalar = std::numeric_limits<float>::quiet_NaN();
inline constexpr std::int64_t kUnknownOnset = -1;

// What the entries of a new column are.
enum class FirstEntries : std::uint8_t {
  unknown,    // for readers who look on while it is written
  unwritten,  // anything: who tags a block makes it unknown first, on its own thread and in its
              // cache
};

// One dimension's tags, or the onsets of a category, of all symbols: an arena with a column per
// symbol, an entry per bar, and a canary behind each. Immutable once sealed, and then
// shared by many runs and threads.
class TagColumn {
 public:
  // `bars[s]` is the number of bars of symbol s. Throws std::bad_alloc.
  TagColumn(ColumnKind kind, std::span<const std::int64_t> bars, core::ArenaPages pages,
            FirstEntries first = FirstEntries::unknown);

  ColumnKind kind() const { return kind_; }

  std::size_t symbols() const { return bars_.size(); }

  std::int64_t bars(core::SymbolIndex symbol) const { return bars_[symbol]; }

  // Where the symbol's entries are written. REQUIRES: Entry is that of the kind; not sealed.
  template <class Entry>
  Entry* written(core::SymbolIndex symbol) {
    return reinterpret_cast<Entry*>(arena_.column(symbol));
  }

  // The symbol's entries as readers get them. REQUIRES: Entry is that of the kind.
  template <class Entry>
  std::span<const Entry> shown(core::SymbolIndex symbol) const {
    return {reinterpret_cast<const Entry*>(arena_.shown(symbol)),
            static_cast<std::size_t>(bars_[symbol])};
  }

  // The bytes of the symbol's entries, and of all of them with what lies between, as readers get
  // them.
  std::span<const std::byte> memory(core::SymbolIndex symbol) const {
    return {arena_.shown(symbol), arena_.layout().size(symbol)};
  }

  std::span<const std::byte> memory() const {
    return bars_.empty() ? std::span<const std::byte>()
                         : std::span(arena_.shown(0), arena_.layout().bytes());
  }

  void seal() noexcept { arena_.seal(); }

  // Whether somebody has written behind this symbol's entries.
  bool is_damaged(core::SymbolIndex symbol, core::CanaryLook look) const {
    return arena_.is_damaged(symbol, look);
  }

  // The first symbol behind whose entries somebody has written; nothing when nobody has.
  std::optional<core::SymbolIndex> damaged() const;

 private:
  void fill_unknown(core::SymbolIndex symbol);

  ColumnKind kind_;
  std::vector<std::int64_t> bars_;  // per symbol
  core::Arena arena_;
};

}  // namespace barometer::regime
