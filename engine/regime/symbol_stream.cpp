// SPDX-License-Identifier: Apache-2.0
#include "regime/symbol_stream.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "data/resample.hpp"
#include "data/row_parser.hpp"

namespace barometer::regime {

namespace {

void put_bars(const StreamBars& bars, core::ByteWriter& bytes) {
  bytes.put(std::string_view(reinterpret_cast<const char*>(bars.view().data()),
                             bars.view().size_bytes()));
}

// Bars that are sound and in order: what taggers may rely on.
void get_bars(core::ByteReader& bytes, StreamBars& bars) {
  const auto raw = bytes.got<std::string>();
  if (raw.size() % sizeof(data::BarRow) != 0) {
    bytes.refuse();
  }
  for (std::size_t at = 0; at < raw.size(); at += sizeof(data::BarRow)) {
    data::BarRow bar;
    std::memcpy(&bar, raw.data() + at, sizeof bar);
    if (!data::is_sound(bar) ||
        (!bars.empty() && bars.view().back().close_time_ns >= bar.close_time_ns)) {
      bytes.refuse();
    }
    bars.push_back(bar);
  }
}

void put_current(const data::GatheredBar& current, core::ByteWriter& bytes) {
  bytes.put(current.open);
  for (const core::Timestamp time :
       {current.bar.close_time_ns, current.open_ns, current.first_ns, current.last_end}) {
    bytes.put(time);
  }
  for (const double value : {current.bar.open, current.bar.high, current.bar.low, current.bar.close,
                             current.bar.volume}) {
    bytes.put(value);
  }
}

data::GatheredBar current_in(core::ByteReader& bytes) {
  data::GatheredBar current;
  bytes.get(current.open);
  for (core::Timestamp* const time :
       {&current.bar.close_time_ns, &current.open_ns, &current.first_ns, &current.last_end}) {
    bytes.get(*time);
  }
  for (double* const value : {&current.bar.open, &current.bar.high, &current.bar.low,
                              &current.bar.close, &current.bar.volume}) {
    bytes.get(*value);
  }
  if (current.open && !data::is_sound(current.bar)) {
    bytes.refuse();
  }
  return current;
}

bool is_any(std::span<const std::uint8_t> wanted) {
  return std::ranges::any_of(wanted, [](std::uint8_t each) { return each != 0; });
}

}  // namespace

SymbolStream::SymbolStream(const TaggerSet& taggers, std::span<const std::uint8_t> wanted,
                           const StreamedSymbol& symbol) {
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    const std::size_t dimensions = taggers[t].tagger.dimensions().size();
    const auto mine = wanted.subspan(taggers.first_dimension(t), dimensions);
    const StreamTags* tags = nullptr;
    const bool elsewhere = !taggers[t].of.empty() && taggers[t].of != symbol.instrument.symbol;
    if (is_any(mine) && !elsewhere) {
      parts_.push_back(make(taggers[t], mine, symbol));
      tags = parts_.back().tags.get();
    }
    for (std::size_t d = 0; d < dimensions; ++d) {
      places_.push_back({tags, d});
    }
  }
}

void SymbolStream::follow(const TaggerSet& taggers, std::size_t tagger,
                          const SymbolStream& benchmark) {
  const std::size_t first = taggers.first_dimension(tagger);
  for (std::size_t d = 0; d < taggers[tagger].tagger.dimensions().size(); ++d) {
    places_[first + d] = benchmark.places_[first + d];
  }
}

SymbolStream::Part SymbolStream::make(const TaggerEntry& entry,
                                      std::span<const std::uint8_t> wanted,
                                      const StreamedSymbol& symbol) {
  Part part;
  const core::Duration on = entry.on.value_or(symbol.bar);
  if (on != symbol.bar) {
    part.coarse.reset(new Coarse{{symbol.venue, symbol.bar, on, symbol.grid},
                                 data::coarse_instrument(symbol.venue, on, symbol.instrument)});
  }
  part.tags = std::make_unique<StreamTags>(
      entry.tagger, part.coarse ? part.coarse->instrument : symbol.instrument, wanted,
      part.coarse ? part.coarse->bars : bars_);
  return part;
}

bool SymbolStream::tag(Part& part, const data::BarRow& bar, const bm_calendar_row& calendar) {
  if (part.coarse == nullptr) {
    return part.tags->tag(calendar);
  }
  for (const data::CoarseStream::Over& over : part.coarse->stream.add(bar, calendar)) {
    part.coarse->bars.push_back(over.bar);
    if (!part.tags->tag(over.calendar)) {
      return false;
    }
  }
  return true;
}

bool SymbolStream::add(const data::BarRow& bar, const bm_calendar_row& calendar) {
  bars_.push_back(bar);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (!tag(parts_[i], bar, calendar)) {
      failed_ = i;
      return false;
    }
  }
  return true;
}

core::Error SymbolStream::failure() const {
  return parts_[failed_].tags->failure();
}

void SymbolStream::save(core::ByteWriter& bytes) const {
  put_bars(bars_, bytes);
  for (const Part& part : parts_) {
    if (part.coarse) {
      put_bars(part.coarse->bars, bytes);
      put_current(part.coarse->stream.current(), bytes);
    }
    part.tags->save(bytes);
  }
}

void SymbolStream::load(core::ByteReader& bytes) {
  get_bars(bytes, bars_);
  for (Part& part : parts_) {
    if (part.coarse) {
      get_bars(bytes, part.coarse->bars);
      part.coarse->stream.restore(current_in(bytes));
    }
    part.tags->load(bytes);
  }
}

}  // namespace barometer::regime
