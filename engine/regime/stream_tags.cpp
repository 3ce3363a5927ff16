// SPDX-License-Identifier: Apache-2.0
#include "regime/stream_tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "plugin/fp_control.hpp"
#include "plugin/told_call.hpp"
#include "regime/tag_column.hpp"
#include "regime/tagging_failure.hpp"

namespace barometer::regime {

StreamTags::StreamTags(const Tagger& tagger, const bm_instrument& instrument,
                       std::span<const std::uint8_t> wanted, const StreamBars& bars)
    : tagger_(tagger),
      bars_(bars),
      symbol_name_(instrument.symbol),
      callee_{plugin::Call::tag, tagger.plugin().told},
      symbol_(plugin::remember(instrument.symbol)),
      categories_(tagger.dimensions().size(), std::int8_t{BM_TAG_UNKNOWN}),
      scalars_(tagger.dimensions().size(), kUnknownScalar),
      columns_(tagger.dimensions(), columns(wanted)),
      strays_(columns_.out(), true, 1),
      instance_(tagger.create(instrument, wanted)) {}

std::vector<bm_tag_column> StreamTags::columns(std::span<const std::uint8_t> wanted) {
  std::vector<bm_tag_column> out(tagger_.dimensions().size());
  for (std::size_t d = 0; d < out.size(); ++d) {
    if (wanted[d] != 0 && tagger_.dimensions()[d].kind == BM_DIMENSION_CATEGORY) {
      out[d].category = &categories_[d];
    } else if (wanted[d] != 0) {
      out[d].scalar = &scalars_[d];
    }
  }
  return out;
}

StreamTags::Outcome StreamTags::call(const bm_calendar_row& calendar) {
  const bm_bars bars = data::view_of(bars_.view());
  const auto bar = static_cast<std::int64_t>(bars_.size()) - 1;
  columns_.make_unknown(1);
  bm_error error = words_.buffer();
  bm_status status = BM_OK;
  const bool watched = strays_.due(bar);
  const bm_tag_column* out =
      watched ? strays_.begin(columns_.out(), bar, 1, 1) : columns_.out().data();
  const bool kept = plugin::keeps_fp_control([&] {
    const plugin::CallMark mark(plugin::tell_block(callee_, symbol_, bars, bar, 1));
    status = instance_.tag(bars, &calendar, bar, 1, out, &error);
  });
  if (!kept || status != BM_OK) {
    return kept ? Outcome::refused : Outcome::switched_fp_control;
  }
  if (watched && !strays_.end()) {
    return Outcome::strayed;
  }
  return columns_.hold(bar, 1) ? Outcome::good : Outcome::broken_promise;
}

bool StreamTags::tag(const bm_calendar_row& calendar) noexcept {
  outcome_ = call(calendar);
  return outcome_ == Outcome::good;
}

core::Error StreamTags::failure() const {
  const auto bar = static_cast<std::int64_t>(bars_.size()) - 1;
  const std::string reason = outcome_ == Outcome::broken_promise ? kBrokenPromise
                             : outcome_ == Outcome::strayed
                                 ? stray_reason(tagger_.dimensions(), strays_.stray(), 1)
                             : outcome_ == Outcome::switched_fp_control ? plugin::kSwitchedFpControl
                                                                        : words_.text();
  return tagging_failure(tagger_, {.symbol = symbol_name_,
                                   .first = bar,
                                   .last = bar,
                                   .time_ns = bars_.view().back().close_time_ns,
                                   .reason = reason});
}

void StreamTags::save(core::ByteWriter& bytes) const {
  plugin::SlotError words;
  bm_error error = words.buffer();
  std::vector<std::byte> state;
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control([&] { status = instance_.save(state, &error); });
  if (!kept || status != BM_OK) {
    throw core::Error(core::ErrorKind::plugin_failed,
                      core::Fault{tagger_.plugin().path.string(),
                                  fmt::format("tagger '{}' did not save its state of {}: {}",
                                              tagger_.plugin().name(), symbol_name_,
                                              kept ? words.text() : plugin::kSwitchedFpControl),
                                  ""});
  }
  bytes.put(std::string_view(reinterpret_cast<const char*>(state.data()), state.size()));
  bytes.put(categories_);
  bytes.put(scalars_);
}

void StreamTags::load(core::ByteReader& bytes) {
  const auto state = bytes.got<std::string>();
  const auto categories = bytes.got<std::vector<std::int8_t>>();
  const auto scalars = bytes.got<std::vector<float>>();
  if (categories.size() != categories_.size() || scalars.size() != scalars_.size()) {
    bytes.refuse();
  }
  std::ranges::copy(categories, categories_.begin());
  std::ranges::copy(scalars, scalars_.begin());
  plugin::SlotError words;
  bm_error error = words.buffer();
  bm_status status = BM_OK;
  const bool kept = plugin::keeps_fp_control(
      [&] { status = instance_.load(std::as_bytes(std::span(state)), &error); });
  if (!kept || status != BM_OK || !columns_.hold(0, 1)) {
    bytes.refuse();
  }
}

}  // namespace barometer::regime
