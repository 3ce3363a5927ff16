// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <barometer/backtest/api/stream_tagger.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backtest/update_meter.hpp"
#include "calendar/venue_table.hpp"
#include "core/error.hpp"
#include "data/stream_rows.hpp"
#include "regime/symbol_stream.hpp"

namespace barometer::backtest {

// What a StreamTagger holds.
struct StreamTagger::State {
  // Throws as StreamTagger::make().
  State(const Plan& of, std::vector<std::string> names, const std::vector<std::string>& only);

  struct Symbol {
    Symbol(const State& state, std::size_t number);

    bm_instrument instrument;
    data::StreamRows rows;
    regime::SymbolStream stream;
    std::vector<Tag> tags;
    std::optional<core::Error> failure = {};  // of a tagger, which ended the symbol
  };

  std::span<const Tag> update(Symbol& symbol, const Bar& bar);

  // Throws Error{bad_input} where the tags of a benchmark at this time are not yet known, or not
  // any more.
  void check_turn(const Symbol& symbol, core::Timestamp close) const;

  // Brings the tags of the stream's last bar to those that callers see.
  void show(Symbol& symbol) const;

  Symbol& at(std::size_t symbol);

  const calendar::Venue& venue_of(std::size_t symbol) const {
    return venues[venues.number_of(names[symbol])];
  }

  Plan plan;
  std::vector<std::string> names;
  calendar::VenueTable venues;
  std::vector<std::uint8_t> wanted;   // per dimension of the plan
  std::vector<std::size_t> shown;     // those that are wanted
  std::vector<Dimension> dimensions;  // the same
  std::vector<std::unique_ptr<Symbol>> symbols;
  Symbol* benchmark = nullptr;  // that a tagger's `of` names; NULL: none does
  core::Timestamp latest = std::numeric_limits<core::Timestamp>::min();  // close of the others
  std::optional<UpdateMeter> meter;

 private:
  void follow_benchmark();
};

}  // namespace barometer::backtest
