// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/byte_stream.hpp"
#include "core/reserved_log.hpp"
#include "data/bar_row.hpp"
#include "plugin/call_page.hpp"
#include "plugin/slot_error.hpp"
#include "regime/promised_columns.hpp"
#include "regime/stray_watch.hpp"
#include "regime/tagger.hpp"

namespace barometer::regime {

// The bars of one series, of which nobody knows how many will come. They stay where they are as
// long as they fit the reserved address space; nothing is copied when one is added.
using StreamBars = core::ReservedLog<data::BarRow>;

inline constexpr std::size_t kReservedBars = std::size_t{1} << 22;

// One tagger at work on one series of bars that come one by one: what BlockTagger is for bars that
// are all there. It keeps the tags of the last bar alone, and checks the plug-in as that does.
// Owned by one thread at a time.
class StreamTags {
 public:
  // Throws as Tagger::create does. `tagger`, `bars` and the names of `instrument` outlive this
  // object. `wanted` has one entry per dimension of the tagger.
  StreamTags(const Tagger& tagger, const bm_instrument& instrument,
             std::span<const std::uint8_t> wanted, const StreamBars& bars);
  StreamTags(const StreamTags&) = delete;  // its parts refer to each other
  StreamTags& operator=(const StreamTags&) = delete;

  // [step] Tags the last bar, of which this is the calendar. REQUIRES: it was called for each bar
  // before. False as BlockTagger::tag().
  bool tag(const bm_calendar_row& calendar) noexcept;

  // REQUIRES: the last call of tag() was false.
  core::Error failure() const;

  // Of the last bar; unknown before the first. Of dimensions that are not wanted too.
  std::int8_t category(std::size_t dimension) const { return categories_[dimension]; }

  float scalar(std::size_t dimension) const { return scalars_[dimension]; }

  // The tagger's state and the tags of the last bar. Throws Error{plugin_failed} where the tagger
  // fails.
  void save(core::ByteWriter& bytes) const;

  // Goes on where save() was called, with the same bars. Throws what the reader refuses with, also
  // where the tagger rejects its bytes.
  void load(core::ByteReader& bytes);

 private:
  enum class Outcome : std::uint8_t { good, refused, strayed, broken_promise, switched_fp_control };

  Outcome call(const bm_calendar_row& calendar);
  std::vector<bm_tag_column> columns(std::span<const std::uint8_t> wanted);

  const Tagger& tagger_;
  const StreamBars& bars_;
  const char* symbol_name_;
  plugin::Callee callee_;                // as the page of calls tells it
  plugin::TextId symbol_;                // "
  std::vector<std::int8_t> categories_;  // per dimension
  std::vector<float> scalars_;           // "
  PromisedColumns columns_;
  StrayWatch strays_;  // outlives the instance, which may keep what it was handed
  TaggerInstance instance_;
  Outcome outcome_ = Outcome::good;
  plugin::SlotError words_;
};

}  // namespace barometer::regime
