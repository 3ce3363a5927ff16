// SPDX-License-Identifier: Apache-2.0
#include "regime/named_columns.hpp"

#include <array>
#include <cstddef>
#include <span>

#include "core/arena.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::regime {

namespace {

constexpr std::array kFields{"close time", "open", "high", "low", "close", "volume"};

bool holds(std::span<const std::byte> memory, const std::byte* address) {
  return address >= memory.data() && address < memory.data() + memory.size();
}

std::size_t bytes_of(const core::Arena& arena) {
  return arena.layout().columns() == 0 ? 0 : arena.layout().bytes();
}

const std::byte* begin_of(const core::Arena& arena) {
  return arena.layout().columns() == 0 ? nullptr : arena.shown(0);
}

// True where the address is one of these rows or of those behind them that can be read.
bool add_bar(const data::SymbolData& symbol, std::span<const data::BarRow> bars, std::int64_t spare,
             const std::byte* address, core::PlainText& text) {
  const auto rows = bars.size() + static_cast<std::size_t>(spare);
  const auto* begin = reinterpret_cast<const std::byte*>(bars.data());
  if (!holds({begin, rows * sizeof(data::BarRow)}, address)) {
    return false;
  }
  const auto at = static_cast<std::size_t>(address - begin);
  text.add(symbol.name.c_str()).add("'s ").add(kFields[at % sizeof(data::BarRow) / sizeof(double)]);
  text.add(" (bar ").add(static_cast<std::int64_t>(at / sizeof(data::BarRow)));
  text.add("): bars cannot be written");
  return true;
}

bool add_calendar(const data::MarketVenue& venue, const std::byte* address, core::PlainText& text) {
  const std::span rows(venue.calendar.data(), venue.calendar.size());
  if (!holds(std::as_bytes(rows), address)) {
    return false;
  }
  const auto at = address - reinterpret_cast<const std::byte*>(rows.data());
  text.add("the calendar (of step ");
  text.add(static_cast<std::int64_t>(at / static_cast<std::ptrdiff_t>(sizeof rows[0])));
  text.add("): calendars cannot be written");
  return true;
}

void describe_bars(const void* what, const std::byte* address, core::PlainText& text) {
  const auto& market = *static_cast<const data::MarketData*>(what);
  for (const data::SymbolData& symbol : market.symbols) {
    if (add_bar(symbol, symbol.bars, market.spare_bars, address, text) ||
        add_bar(symbol, symbol.view_bars, market.spare_bars, address, text)) {
      return;
    }
  }
  for (const data::MarketVenue& venue : market.venues) {
    if (add_calendar(venue, address, text)) {
      return;
    }
  }
  text.add("memory behind bars: bars cannot be written");
}

}  // namespace

NamedBars::NamedBars(const data::MarketData& market)
    : bars_(begin_of(market.arena), bytes_of(market.arena), &market, &describe_bars),
      view_bars_(begin_of(market.view_arena), bytes_of(market.view_arena), &market,
                 &describe_bars) {}

// A column with the words for it.
struct NamedTags::Column {
  Column(const TagColumn& tags, const char* said, const Dimension& said_of,
         const data::MarketData& of_market)
      : column(tags),
        what(said),
        dimension(said_of),
        market(of_market),
        listed(tags.memory().data(), tags.memory().size(), this, &describe) {}

  Column(const Column&) = delete;  // it is listed
  Column& operator=(const Column&) = delete;

  static void describe(const void* what, const std::byte* address, core::PlainText& text) {
    const auto& self = *static_cast<const Column*>(what);
    text.add(self.what).add(self.dimension.name.c_str()).add("'");
    for (core::SymbolIndex s = 0; s < self.column.symbols(); ++s) {
      const std::span<const std::byte> entries = self.column.memory(s);
      if (holds(entries, address)) {
        const auto bar = static_cast<std::size_t>(address - entries.data()) *
                         static_cast<std::size_t>(self.column.bars(s)) / entries.size();
        text.add(" (").add(self.market.symbols[s].name.c_str()).add(" bar ");
        text.add(static_cast<std::int64_t>(bar)).add(")");
      }
    }
    text.add(": tags cannot be written by who reads them");
  }

  const TagColumn& column;
  const char* what;
  const Dimension& dimension;
  const data::MarketData& market;
  core::NamedMemory listed;
};

NamedTags::NamedTags(const TagView& tags, const data::MarketData& market)
    : bars_(market), tags_(tags) {
  for (std::size_t d = 0; d < tags_.dimensions().size(); ++d) {
    add(tags_.tag_column(d), "the tags of '", tags_.dimensions()[d], market);
    add(tags_.onset_column(d), "the onsets of '", tags_.dimensions()[d], market);
  }
}

void NamedTags::add(const TagView::Column& column, const char* what, const Dimension& dimension,
                    const data::MarketData& market) {
  if (column != nullptr) {
    columns_.push_back(std::make_shared<const Column>(*column, what, dimension, market));
  }
}

}  // namespace barometer::regime
