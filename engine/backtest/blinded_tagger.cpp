// SPDX-License-Identifier: Apache-2.0
#include "backtest/blinded_tagger.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "backtest/blinded_bars.hpp"
#include "backtest/later_calendar.hpp"

namespace barometer::backtest {

namespace {

// One, and primes: no length of which a plug-in could know, or that divides another.
constexpr std::array<std::int64_t, 14> kLengths{1, 1, 2, 3, 5, 7, 13, 31, 61, 127, 251, 509, 1, 17};

// A dimension's entries as they were when their block was done.
struct SeenColumn {
  std::vector<std::int8_t> categories;
  std::vector<float> scalars;
  std::vector<std::int64_t> onsets;
};

template <class Entry>
void append(std::vector<Entry>& seen, const Entry* column, std::int64_t count) {
  if (column != nullptr) {
    seen.insert(seen.end(), column, column + count);
  }
}

// The first entry that is not as it was, to the bit; their number when all are.
template <class Entry>
std::size_t first_changed(const std::vector<Entry>& seen, const Entry* now) {
  std::size_t i = 0;
  while (i < seen.size() && std::memcmp(&seen[i], now + i, sizeof(Entry)) == 0) {
    ++i;
  }
  return i;
}

// What the blinded plug-in's slots and manifest live in.
struct Between {
  Between(const regime::Tagger& tagger, const Blinding& blinding, FirstRepaint& repaint);
  Between(const Between&) = delete;  // its slots point at it
  Between& operator=(const Between&) = delete;

  const bm_regime_slots& real() const { return *plugin.manifest->regime; }

  plugin::Plugin plugin;
  std::vector<regime::Dimension> dimensions;
  Blinding how;
  FirstRepaint& found;
  bm_regime_slots slots{};
  bm_manifest manifest{};
};

class Instance {
 public:
  Instance(const Between& maker, const bm_instrument& instrument, void* self)
      : maker_(maker),
        self_(self),
        symbol_(instrument.symbol),
        bars_(maker.how.most_bars, maker.how.later),
        random_(maker.how.block_seed),
        seen_(maker.dimensions.size()),
        starts_(maker.dimensions.size()) {}

  bm_status tag(const bm_bars& bars, const bm_calendar_row* calendar, std::int64_t first,
                std::int64_t count, const bm_tag_column* out, bm_error* error);

  // The columns must still be there.
  void end();

 private:
  std::int64_t next_length(std::int64_t left);
  void remember(std::span<const bm_tag_column> block, std::int64_t count);
  void note_change(std::size_t dimension, std::size_t bar, const std::string& was,
                   const std::string& is);
  void compare(std::size_t dimension);
  std::string label(std::size_t dimension, std::int8_t id) const;

  const Between& maker_;
  void* self_;
  std::string symbol_;
  BlindedBars bars_;
  LaterCalendar calendar_;
  std::mt19937_64 random_;
  std::vector<SeenColumn> seen_;        // per dimension
  std::vector<bm_tag_column> starts_;   // where the columns begin
  std::vector<core::Timestamp> times_;  // of the bars
};

std::int64_t Instance::next_length(std::int64_t left) {
  return maker_.how.block_seed == 0 ? left : std::min(left, kLengths[random_() % kLengths.size()]);
}

std::vector<bm_tag_column> moved(std::span<const bm_tag_column> columns, std::int64_t by) {
  std::vector<bm_tag_column> moved(columns.begin(), columns.end());
  for (bm_tag_column& column : moved) {
    column.category = column.category == nullptr ? nullptr : column.category + by;
    column.scalar = column.scalar == nullptr ? nullptr : column.scalar + by;
    column.onset_bar = column.onset_bar == nullptr ? nullptr : column.onset_bar + by;
  }
  return moved;
}

void Instance::remember(std::span<const bm_tag_column> block, std::int64_t count) {
  for (std::size_t d = 0; d < block.size(); ++d) {
    append(seen_[d].categories, block[d].category, count);
    append(seen_[d].scalars, block[d].scalar, count);
    append(seen_[d].onsets, block[d].onset_bar, count);
  }
}

bm_status Instance::tag(const bm_bars& bars, const bm_calendar_row* calendar, std::int64_t first,
                        std::int64_t count, const bm_tag_column* out, bm_error* error) {
  const std::span columns(out, maker_.dimensions.size());
  if (first == 0) {
    starts_.assign(columns.begin(), columns.end());
  }
  for (std::int64_t done = 0; done < count;) {
    const std::int64_t length = next_length(count - done);
    const bm_bars shown = bars_.show(bars, first + done + length);
    const std::vector<bm_tag_column> block = moved(columns, done);
    const bm_status status =
        maker_.real().tag(self_, &shown, calendar_.of(calendar + done, length, maker_.how.later),
                          first + done, length, block.data(), error);
    if (status != BM_OK) {
      return status;
    }
    if (maker_.how.remembers) {
      remember(block, length);
      for (std::int64_t k = 0; k < length; ++k) {
        times_.push_back(bars.close_time_ns[(first + done + k) * bars.stride]);
      }
    }
    done += length;
  }
  return BM_OK;
}

std::string Instance::label(std::size_t dimension, std::int8_t id) const {
  const auto& labels = maker_.dimensions[dimension].labels;
  const auto at = static_cast<std::size_t>(id);
  return id < 0 ? "unknown" : at < labels.size() ? labels[at] : fmt::format("{}", id);
}

void Instance::note_change(std::size_t dimension, std::size_t bar, const std::string& was,
                           const std::string& is) {
  maker_.found.note(fmt::format(
      "tag '{}' of {} at bar {} ({}) was {} when it was first seen and is {} at the end (tagger "
      "'{}')",
      maker_.dimensions[dimension].name, symbol_, bar, core::format_utc(times_[bar]), was, is,
      maker_.plugin.name()));
}

void Instance::compare(std::size_t dimension) {
  const SeenColumn& seen = seen_[dimension];
  const bm_tag_column& now = starts_[dimension];
  if (const std::size_t at = first_changed(seen.categories, now.category);
      at < seen.categories.size()) {
    note_change(dimension, at, label(dimension, seen.categories[at]),
                label(dimension, now.category[at]));
  } else if (const std::size_t bar = first_changed(seen.scalars, now.scalar);
             bar < seen.scalars.size()) {
    note_change(dimension, bar, fmt::format("{}", seen.scalars[bar]),
                fmt::format("{}", now.scalar[bar]));
  } else if (const std::size_t row = first_changed(seen.onsets, now.onset_bar);
             row < seen.onsets.size()) {
    note_change(dimension, row, fmt::format("since bar {}", seen.onsets[row]),
                fmt::format("since bar {}", now.onset_bar[row]));
  }
}

void Instance::end() {
  maker_.real().destroy(self_);  // may write as well
  for (std::size_t d = 0; d < seen_.size(); ++d) {
    compare(d);
  }
}

bm_status describe(void* maker, const bm_params* params, bm_dimension* out, std::uint32_t capacity,
                   std::uint32_t* count, bm_error* error) {
  const bm_regime_slots& real = static_cast<const Between*>(maker)->real();
  return real.describe(real.maker, params, out, capacity, count, error);
}

bm_status create(void* maker, const bm_params* params, const bm_instrument* instrument,
                 const std::uint8_t* wanted, void** self, bm_error* error) {
  const auto& between = *static_cast<const Between*>(maker);
  const bm_regime_slots& real = between.real();
  void* made = nullptr;
  const bm_status status = real.create(real.maker, params, instrument, wanted, &made, error);
  *self = status == BM_OK && made != nullptr ? new Instance(between, *instrument, made) : nullptr;
  return status;
}

bm_status tag(void* self, const bm_bars* bars, const bm_calendar_row* calendar, std::int64_t first,
              std::int64_t count, const bm_tag_column* out, bm_error* error) {
  return static_cast<Instance*>(self)->tag(*bars, calendar, first, count, out, error);
}

void destroy(void* self) {
  if (self != nullptr) {
    static_cast<Instance*>(self)->end();
    delete static_cast<Instance*>(self);
  }
}

// No run calls the slots that are not here.
Between::Between(const regime::Tagger& tagger, const Blinding& blinding, FirstRepaint& repaint)
    : plugin(tagger.plugin()), dimensions(tagger.dimensions()), how(blinding), found(repaint) {
  slots = {sizeof slots, 0,       this,    &describe, &create, &tag,
           nullptr,      nullptr, nullptr, nullptr,   &destroy};
  manifest = *plugin.manifest;
  manifest.regime = &slots;
}

}  // namespace

void FirstRepaint::note(const std::string& text) {
  const std::scoped_lock lock(mutex_);
  text_ = text_.empty() ? text : text_;
}

std::string FirstRepaint::text() const {
  const std::scoped_lock lock(mutex_);
  return text_;
}

regime::Tagger blinded(const regime::Tagger& tagger, const Blinding& how, FirstRepaint& found) {
  const auto between = std::make_shared<const Between>(tagger, how, found);
  plugin::Plugin plugin = tagger.plugin();
  plugin.manifest = &between->manifest;
  plugin.owner = between;
  return {std::move(plugin), tagger.params()};
}

}  // namespace barometer::backtest
