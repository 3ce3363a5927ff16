// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"
#include "sniffer/action_columns.hpp"
#include "sniffer/bar_step.hpp"
#include "sniffer/known_source.hpp"
#include "sniffer/number_shape.hpp"
#include "sniffer/price_columns.hpp"
#include "sniffer/text_layout.hpp"
#include "sniffer/time_column.hpp"
#include "sniffer/trading_days.hpp"

namespace barometer::sniffer {

// One text to look at; views are valid as long as their owner.
struct SniffedText {
  std::string path;  // of its file, for messages and for what the name says
  std::string_view text;
  bool json = false;                         // lines of cells made of JSON
  std::optional<core::Timestamp> date = {};  // that the file's or the member's name says
};

// All that texts of one form show. Times are UTC where stamps say so, else wall clock.
struct TextFacts {
  bool json = false;
  TextLayout layout;
  std::optional<KnownSource> source;
  MarksFound marks;
  PriceColumns prices;
  bool many_symbols = false;                 // rows of several stand together
  std::optional<std::size_t> symbol_column;  // that says whose row it is
  std::string symbol;                        // of a column that says the same on every row
  TimeColumn time;
  BarStep step;
  std::vector<core::Timestamp> stamps;  // ascending, each once
  TradingDays days;
  bool midnights = true;  // every stamp is a date, or midnight
  SplitsSeen splits;
  bool whole_prices = true;
  double highest = 0;  // price
};

// Throws Error{bad_input} at "file:1:1" where a text is no table of prices, has no time, or is of
// another form than the first.
TextFacts facts_of(const std::vector<SniffedText>& texts);

}  // namespace barometer::sniffer
