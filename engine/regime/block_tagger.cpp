// SPDX-License-Identifier: Apache-2.0
#include "regime/block_tagger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "plugin/fp_control.hpp"
#include "plugin/told_call.hpp"
#include "regime/tagging_failure.hpp"

namespace barometer::regime {

namespace {

std::span<const std::uint8_t> wanted_of(const Tagger& tagger, const TagSink& sink) {
  return std::span{sink.columns.wanted()}.subspan(sink.dimension, tagger.dimensions().size());
}

std::vector<bm_tag_column> first_block(const Tagger& tagger, const TagSink& sink) {
  std::vector<bm_tag_column> out(tagger.dimensions().size());
  sink.columns.block(sink.symbol, 0, out, sink.dimension);
  return out;
}

}  // namespace

BlockTagger::BlockTagger(const Tagger& tagger, const BarSource& source, const TagSink& sink,
                         std::int64_t longest_block)
    : tagger_(tagger),
      source_(source),
      sink_(sink),
      calendar_(source, longest_block),
      callee_{plugin::Call::tag, tagger.plugin().told},
      symbol_(plugin::remember(source.instrument->symbol)),
      columns_(tagger.dimensions(), first_block(tagger, sink)),
      strays_(columns_.out(), sink.columns.first_entries() == FirstEntries::unwritten,
              longest_block),
      instance_(tagger.create(*source.instrument, wanted_of(tagger, sink))),
      unwritten_(sink.columns.first_entries() == FirstEntries::unwritten) {}

BlockTagger::Outcome BlockTagger::call(std::int64_t count) {
  if (unwritten_) {
    columns_.make_unknown(count);
  }
  bm_error error = words_.buffer();
  bm_status status = BM_OK;
  const bm_calendar_row* calendar = calendar_.of(next_, count);
  const bool watched = strays_.due(next_);
  const bm_tag_column* out =
      watched ? strays_.begin(columns_.out(), next_, count, bars_left()) : columns_.out().data();
  const bool kept = plugin::keeps_fp_control([&] {
    const plugin::CallMark mark(plugin::tell_block(callee_, symbol_, source_.bars, next_, count));
    status = instance_.tag(source_.bars, calendar, next_, count, out, &error);
  });
  return kept ? outcome_of(status, count, watched) : Outcome::switched_fp_control;
}

BlockTagger::Outcome BlockTagger::outcome_of(bm_status status, std::int64_t count, bool watched) {
  if (status != BM_OK) {
    return Outcome::refused;
  }
  if (watched && !strays_.end()) {
    return Outcome::strayed;
  }
  if (overran(count, watched)) {
    return Outcome::overran;
  }
  return take(count) ? Outcome::good : Outcome::broken_promise;
}

// Canaries are looked at behind each block, as a whole with the calls that are watched and with the
// last; in step, where a block is one bar, with those alone.
bool BlockTagger::overran(std::int64_t count, bool watched) {
  const bool whole = watched || count == bars_left();
  if (!unwritten_ && !whole) {
    return false;
  }
  const auto found =
      sink_.columns.damaged(sink_.symbol, sink_.dimension, columns_.out().size(),
                            whole ? core::CanaryLook::whole : core::CanaryLook::near);
  overrun_ = found.value_or(0);
  looked_ = found ? looked_ : next_ + count;
  return found.has_value();
}

// In step all blocks are of one bar.
bool BlockTagger::take(std::int64_t count) {
  if (count == 1) {
    return columns_.take_bar(next_);
  }
  const bool good = columns_.hold(next_, count);
  columns_.advance(count);
  return good;
}

bool BlockTagger::tag(std::int64_t count) noexcept {
  attempted_ = count;
  outcome_ = call(count);
  if (outcome_ == Outcome::good) {
    next_ += count;
  }
  return outcome_ == Outcome::good;
}

bool BlockTagger::tag_rest() noexcept {
  while (bars_left() > 0) {
    if (!tag(std::min(kBlockBars, bars_left()))) {
      return false;
    }
  }
  return true;
}

std::string BlockTagger::reason() const {
  switch (outcome_) {
    case Outcome::broken_promise:
      return kBrokenPromise;
    case Outcome::strayed:
      return stray_reason(tagger_.dimensions(), strays_.stray(), attempted_);
    case Outcome::overran:
      return fmt::format(
          "wrote beyond the end of its tags of '{}': a block has `count` entries, the first at "
          "index 0",
          tagger_.dimensions()[overrun_].name);
    case Outcome::switched_fp_control:
      return plugin::kSwitchedFpControl;
    default:
      return words_.text();
  }
}

core::Error BlockTagger::failure() const {
  const std::int64_t first = outcome_ == Outcome::overran ? looked_ : next_;
  return tagging_failure(tagger_,
                         {.symbol = source_.instrument->symbol,
                          .first = first,
                          .last = next_ + attempted_ - 1,
                          .time_ns = source_.bars.close_time_ns[first * source_.bars.stride],
                          .reason = reason()});
}

}  // namespace barometer::regime
