// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/law.hpp"
#include "conformance/tag_series.hpp"
#include "conformance/tag_table.hpp"
#include "conformance/tried_dimension.hpp"

namespace barometer::regime {
class Tagger;
}  // namespace barometer::regime

namespace barometer::conformance {

// What the tagger declares.
std::vector<TriedDimension> tried_dimensions(const regime::Tagger& tagger);

// Where a tagger wrote that was not its block.
struct StrayTag {
  std::size_t dimension = 0;
  std::int64_t entry = 0;  // of the block, whose own are 0 .. count - 1
  std::int64_t first = 0;  // bar of the block's entry 0
  std::int64_t count = 0;
};

// One instance of a tagger with copies of its own of everything that it is handed, called slot by
// slot. What the host would refuse (tags out of range, another floating-point mode) is kept here
// for the law that is about it. Owned by one thread at a time.
class TaggerProbe {
 public:
  // `tagger` outlives this. Throws LawBroken where the instance cannot be made.
  TaggerProbe(const regime::Tagger& tagger, const TagSeries& series,
              std::vector<std::uint8_t> wanted, bool onsets = true);

  ~TaggerProbe();
  TaggerProbe(TaggerProbe&&) noexcept;

  std::int64_t next_bar() const;
  std::int64_t bars_left() const;
  const TagTable& tags() const;

  // Tags the next `count` bars, or those that are left. Throws LawBroken when the slot fails.
  void tag(std::int64_t count);

  // Tags in blocks of this length until `bar` is the next.
  void tag_until(std::int64_t bar, std::int64_t block);

  void tag_rest(std::int64_t block) { tag_until(next_bar() + bars_left(), block); }

  // Tags the next `count` bars into columns between guards.
  std::optional<StrayTag> tag_guarded(std::int64_t count);

  // Back to bar 0 by the slot reset(); what was tagged is forgotten.
  void reset();

  // False when the slot fails, or writes behind the bytes that state_size() says.
  bool save(std::vector<std::byte>& state);

  // False when the slot rejects the bytes; else the next bar is `next`.
  bool load(std::span<const std::byte> state, std::int64_t next);

  // Counts what later calls of tag() allocate.
  void count_allocations(AllocationCounter counter);

  // Of the slot tag() since then.
  std::int64_t allocations() const;

  // The first slot after which the floating-point mode was another; empty: none.
  const std::string& switched_in() const;

  // The first bar, or row of the calendar, that is not as it was handed over.
  std::optional<std::int64_t> changed_bar() const;

 private:
  struct Instance;
  std::unique_ptr<Instance> instance_;
};

}  // namespace barometer::conformance
