// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "config/data_config.hpp"
#include "config/file_forms.hpp"
#include "config/forms.hpp"
#include "config/reader.hpp"
#include "config/schema_words.hpp"

// The tables of what stands in the columns of bars' files: part of schema.hpp, which says who walks
// them.

namespace barometer::config::schema {

// A stamp with a time of day has two readings, and one date per session, week or month has one.
inline bool is_session_date(const CsvConfig& csv, core::Duration bar) {
  constexpr std::string_view kClockFields = "HIMSTRcsrX";
  const std::string& format = csv.time_format;
  bool has_clock = format.find('%') == std::string::npos;
  for (std::size_t at = format.find('%'); at != format.npos; at = format.find('%', at + 2)) {
    has_clock |= at + 1 < format.size() && kClockFields.find(format[at + 1]) != kClockFields.npos;
  }
  return bar >= core::kDay && !has_clock && !csv.time_of_day;
}

inline bool side_by_position(const CsvConfig& csv) {
  const auto by_position = [](const ColumnRef& column) { return column.name.empty(); };
  return by_position(csv.time) && by_position(csv.open) && by_position(csv.high) &&
         by_position(csv.low) && by_position(csv.close) &&
         (!csv.volume || by_position(*csv.volume)) && (!csv.symbol || by_position(*csv.symbol)) &&
         (!csv.truth || by_position(*csv.truth)) &&
         (!csv.adjusted_close || by_position(*csv.adjusted_close)) &&
         (!csv.dividend || by_position(*csv.dividend)) && (!csv.split || by_position(*csv.split)) &&
         (!csv.time_of_day || by_position(*csv.time_of_day));
}

inline bool all_by_position(const CsvConfig& csv) {
  return csv.has_quotes() ? side_by_position(bid_side(csv)) && side_by_position(ask_side(csv))
                          : side_by_position(csv);
}

// `bar_known` is false where the bar size was rejected, which then says nothing about the stamp.
template <class Io, class Config>
void csv_time_keys(Io& io, Config& csv, core::Duration bar, bool bar_known) {
  io.value("column", csv.time, ColumnForm{});
  io.value("time_of_day", csv.time_of_day, ColumnForm{});
  io.value("format", csv.time_format, TimeFormatForm{}, kRequired, &csv.time_format_at);
  io.value("zone", csv.zone, ZoneForm{}, {}, &csv.zone_at);
  const bool ambiguous = bar_known && !csv.time_format.empty() && !is_session_date(csv, bar);
  io.value("stamp", csv.stamp, EnumListForm<StampSide>{kStamps},
           {ambiguous, "say whether the time is the bar's open or its close"});
}

template <class Io, class Config>
void price_column_keys(Io& io, Config& prices, Need need) {
  io.value("open", prices.open, ColumnForm{}, need);
  io.value("high", prices.high, ColumnForm{}, need);
  io.value("low", prices.low, ColumnForm{}, need);
  io.value("close", prices.close, ColumnForm{}, need);
}

// Quotes have the prices of either side; of one of them alone there is no middle.
template <class Io, class Config>
void quote_column_keys(Io& io, Config& csv) {
  const auto side = [](auto& inner, auto& prices) { price_column_keys(inner, prices, kRequired); };
  io.optional_group("bid", csv.bid_columns, side);
  io.optional_group("ask", csv.ask_columns, side);
  const bool bid = io.has("bid");
  io.check(bid ? "bid" : "ask", bid == io.has("ask"),
           bid ? "data.columns.ask beside it" : "data.columns.bid beside it",
           "bars are made of both sides; for one of them say columns: {open: ..., high: ...}");
}

template <class Io, class Config>
void action_column_keys(Io& io, Config& csv) {
  io.value("adjusted_close", csv.adjusted_close, ColumnForm{});
  io.value("dividend", csv.dividend, ColumnForm{});
  io.value("split", csv.split, ColumnForm{});
  io.check("adjusted_close", !csv.adjusted_close || !csv.has_action_columns(),
           "no columns.dividend and columns.split beside it", kAdjustedTwice);
}

template <class Io, class Config>
void csv_column_keys(Io& io, Config& csv) {
  quote_column_keys(io, csv);
  if (csv.bid_columns || csv.ask_columns) {
    io.only("without columns.bid and columns.ask", {"open", "high", "low", "close"});
  } else {
    price_column_keys(io, csv, {});
  }
  io.value("volume", csv.volume, OptionalColumnForm{});
  if (csv.has_quotes()) {
    io.only("without bid and ask, beside which data.actions has files of splits and dividends",
            {"adjusted_close", "dividend", "split"});
  } else {
    action_column_keys(io, csv);
  }
  io.value("symbol", csv.symbol, ColumnForm{});
  io.value("truth", csv.truth, ColumnForm{});
}

// Of a table in memory.
template <class Io, class Config>
void table_time_keys(Io& io, Config& csv) {
  io.value("column", csv.time, ColumnForm{});
  io.value("format", csv.time_format, TimeFormatForm{}, {}, &csv.time_format_at);
  io.value("zone", csv.zone, ZoneForm{}, {}, &csv.zone_at);
  io.value("stamp", csv.stamp, EnumListForm<StampSide>{kStamps});
  io.only("with source: csv or json", {"time_of_day"});
}

template <class Io, class Config>
void table_column_keys(Io& io, Config& csv) {
  price_column_keys(io, csv, {});
  io.value("volume", csv.volume, OptionalColumnForm{});
  io.value("symbol", csv.symbol, ColumnForm{});
  io.only("with source: csv or json",
          {"bid", "ask", "adjusted_close", "dividend", "split", "truth"});
}

template <class Io, class Config>
void number_keys(Io& io, Config& numbers) {
  io.value("decimal", numbers.decimal, EnumListForm<char>{kDecimals});
  io.value("thousands", numbers.thousands, EnumListForm<char>{kThousands});
  io.check("thousands", numbers.thousands != numbers.decimal, "another mark than decimal");
  io.value("currency", numbers.currency, CurrencySignForm{});
}

}  // namespace barometer::config::schema
