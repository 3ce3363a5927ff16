// SPDX-License-Identifier: Apache-2.0
#include "conformance/tagger_probe.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "conformance/float_modes.hpp"
#include "conformance/guarded_block.hpp"
#include "plugin/slot_error.hpp"
#include "regime/tagger.hpp"

namespace barometer::conformance {

namespace {

constexpr std::size_t kSpareBars = 4096;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr data::BarRow kSpareBar{
    std::numeric_limits<std::int64_t>::max(), kNan, kNan, kNan, kNan, kNan};

std::vector<data::BarRow> with_spare_bars(const TagSeries& series) {
  std::vector<data::BarRow> rows = series.bars;
  rows.resize(rows.size() + kSpareBars, kSpareBar);
  return rows;
}

}  // namespace

std::vector<TriedDimension> tried_dimensions(const regime::Tagger& tagger) {
  std::vector<TriedDimension> dimensions;
  for (const regime::Dimension& d : tagger.dimensions()) {
    dimensions.push_back({d.name, d.kind == BM_DIMENSION_SCALAR, d.labels, d.warmup_bars,
                          d.known_ahead != BM_KNOWN_NO});
  }
  return dimensions;
}

// The instance and what it is handed.
struct TaggerProbe::Instance {
  Instance(const regime::Tagger& tagger, const TagSeries& of, std::vector<std::uint8_t> read,
           bool with_onsets)
      : slots(*tagger.plugin().manifest->regime),
        dimensions(tried_dimensions(tagger)),
        series(of),
        rows(with_spare_bars(of)),
        calendar(of.calendar),
        wanted(std::move(read)),
        onsets(with_onsets),
        tags(dimensions, wanted, onsets, of.size()),
        out(dimensions.size()),
        self(nullptr, slots.destroy) {}

  void create(const regime::Tagger& tagger);
  void tag_into(std::int64_t count, std::span<const bm_tag_column> columns);
  void begin_again();

  template <class Call>
  void call(const char* slot, const Call& body) {
    FloatModes modes;
    body();
    if (modes.switched() && switched_in.empty()) {
      switched_in = slot;
    }
  }

  const bm_regime_slots& slots;
  std::vector<TriedDimension> dimensions;
  TagSeries series;  // as it was
  std::vector<data::BarRow> rows;
  std::vector<bm_calendar_row> calendar;
  std::vector<std::uint8_t> wanted;
  bool onsets;
  TagTable tags;
  std::vector<bm_tag_column> out;
  std::int64_t next = 0;
  std::string switched_in;
  AllocationCounter counter = nullptr;
  std::int64_t allocations = 0;
  std::unique_ptr<void, void (*)(void*)> self;
};

void TaggerProbe::Instance::create(const regime::Tagger& tagger) {
  bm_instrument instrument = *series.instrument;
  instrument.symbol = series.name.c_str();
  const bm_params params = tagger.params().view();
  plugin::SlotError words;
  bm_error error = words.buffer();
  void* made = nullptr;
  bm_status status = BM_OK;
  call("create", [&] {
    status = slots.create(slots.maker, &params, &instrument, wanted.data(), &made, &error);
  });
  if (status != BM_OK || made == nullptr) {
    throw LawBroken({"an instance was made", series.name, "BM_OK and an instance",
                     status == BM_OK ? "BM_OK without an instance" : words.text()});
  }
  self.reset(made);
}

void TaggerProbe::Instance::tag_into(std::int64_t count, std::span<const bm_tag_column> columns) {
  plugin::SlotError words;
  bm_error error = words.buffer();
  const bm_bars bars = data::view_of(rows);
  // The rows of this call alone, at another address than the bars', as the host hands them over.
  const auto from = calendar.begin() + next;
  std::vector<bm_calendar_row> days(from, from + count);
  bm_status status = BM_OK;
  const std::int64_t before = counter != nullptr ? counter() : 0;
  call("tag", [&] {
    status = slots.tag(self.get(), &bars, days.data(), next, count, columns.data(), &error);
  });
  allocations += counter != nullptr ? counter() - before : 0;
  std::ranges::copy(days, from);
  if (status != BM_OK) {
    throw LawBroken({fmt::format("tag() was called for {} bars", count), place_of(series, next),
                     "BM_OK", fmt::format("status {}: {}", status, words.text()),
                     "tag() gives up on these bars",
                     "tag a bar of which nothing can be said as unknown and go on"});
  }
  next += count;
}

void TaggerProbe::Instance::begin_again() {
  tags = TagTable(dimensions, wanted, onsets, series.size());
  std::ranges::copy(series.bars, rows.begin());
  calendar = series.calendar;
  next = 0;
}

TaggerProbe::TaggerProbe(const regime::Tagger& tagger, const TagSeries& series,
                         std::vector<std::uint8_t> wanted, bool onsets)
    : instance_(std::make_unique<Instance>(tagger, series, std::move(wanted), onsets)) {
  instance_->create(tagger);
}

TaggerProbe::~TaggerProbe() = default;
TaggerProbe::TaggerProbe(TaggerProbe&&) noexcept = default;

std::int64_t TaggerProbe::next_bar() const {
  return instance_->next;
}

std::int64_t TaggerProbe::bars_left() const {
  return instance_->series.size() - instance_->next;
}

const TagTable& TaggerProbe::tags() const {
  return instance_->tags;
}

void TaggerProbe::tag(std::int64_t count) {
  instance_->tags.point_at(instance_->next, instance_->out);
  instance_->tag_into(std::min(count, bars_left()), instance_->out);
}

void TaggerProbe::tag_until(std::int64_t bar, std::int64_t block) {
  while (next_bar() < bar) {
    tag(std::min(block, bar - next_bar()));
  }
}

std::optional<StrayTag> TaggerProbe::tag_guarded(std::int64_t count) {
  const std::int64_t first = next_bar();
  count = std::min(count, bars_left());
  GuardedBlock block(instance_->dimensions, instance_->wanted, instance_->onsets, count,
                     first + count);
  instance_->tag_into(count, block.columns());
  for (std::size_t d = 0; d < instance_->dimensions.size(); ++d) {
    if (const auto entry = block.written_outside(d)) {
      return StrayTag{d, *entry, first, count};
    }
  }
  return std::nullopt;
}

void TaggerProbe::reset() {
  instance_->call("reset", [this] { instance_->slots.reset(instance_->self.get()); });
  instance_->begin_again();
}

bool TaggerProbe::save(std::vector<std::byte>& state) {
  constexpr std::byte kGuard{0xA5};
  constexpr std::size_t kGuards = 256;
  Instance& at = *instance_;
  plugin::SlotError words;
  bm_error error = words.buffer();
  std::size_t size = 0;
  at.call("state_size", [&] { size = at.slots.state_size(at.self.get()); });
  state.assign(size + kGuards, kGuard);
  bm_status status = BM_OK;
  at.call("save", [&] { status = at.slots.save(at.self.get(), state.data(), size, &error); });
  const auto guards = std::span(state).subspan(size);
  const bool beyond = std::ranges::any_of(guards, [](std::byte b) { return b != kGuard; });
  state.resize(size);
  return status == BM_OK && !beyond;
}

bool TaggerProbe::load(std::span<const std::byte> state, std::int64_t next) {
  Instance& at = *instance_;
  plugin::SlotError words;
  bm_error error = words.buffer();
  bm_status status = BM_OK;
  at.call("load",
          [&] { status = at.slots.load(at.self.get(), state.data(), state.size(), &error); });
  at.begin_again();
  at.next = status == BM_OK ? next : 0;
  return status == BM_OK;
}

void TaggerProbe::count_allocations(AllocationCounter counter) {
  instance_->counter = counter;
}

std::int64_t TaggerProbe::allocations() const {
  return instance_->allocations;
}

const std::string& TaggerProbe::switched_in() const {
  return instance_->switched_in;
}

std::optional<std::int64_t> TaggerProbe::changed_bar() const {
  const Instance& at = *instance_;
  for (std::size_t b = 0; b < at.series.bars.size(); ++b) {
    if (std::memcmp(&at.rows[b], &at.series.bars[b], sizeof at.rows[b]) != 0 ||
        std::memcmp(&at.calendar[b], &at.series.calendar[b], sizeof at.calendar[b]) != 0) {
      return static_cast<std::int64_t>(b);
    }
  }
  return std::nullopt;
}

}  // namespace barometer::conformance
