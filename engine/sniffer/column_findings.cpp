// SPDX-License-Identifier: Apache-2.0
#include "sniffer/column_findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace barometer::sniffer {

namespace {

// By its name where that is one and no other column has it, else by its position.
std::string column_value(const TextFacts& facts, std::size_t column) {
  const auto& names = facts.layout.names;
  const bool named = names.size() == facts.layout.cells && !names[column].empty() &&
                     std::ranges::count(names, names[column]) == 1;
  return named ? yaml_value(names[column]) : std::to_string(column + 1);
}

std::string marks_value(const config::NumberMarks& marks) {
  std::vector<std::string> parts;
  if (marks.decimal != '.') {
    parts.push_back("decimal: " + yaml_value(std::string(1, marks.decimal)));
  }
  if (marks.thousands != '\0') {
    parts.push_back("thousands: " + yaml_value(std::string(1, marks.thousands)));
  }
  if (marks.currency) {
    parts.push_back("currency: " + yaml_value(*marks.currency));
  }
  return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

bool is_plain(const config::NumberMarks& marks) {
  return marks.decimal == '.' && marks.thousands == '\0' && !marks.currency;
}

void add_volume(const TextFacts& facts, Findings& found) {
  const PriceColumns& prices = facts.prices;
  if (prices.volumes.empty()) {
    found.add("data.columns.volume", "none", "no column of numbers is called so");
    return;
  }
  if (!prices.volume_clear) {
    OpenQuestion question{
        "data.columns.volume", "Which column is the volume? None is called so.", {}};
    for (const std::size_t column : prices.volumes) {
      question.answers.push_back({column_value(facts, column), "this column"});
    }
    question.answers.push_back({"none", "the volume is 0"});
    found.ask(std::move(question));
    return;
  }
  const std::size_t others = prices.volumes.size() - 1;
  found.add("data.columns.volume", column_value(facts, prices.volumes.front()),
            others == 0 ? ""
                        : fmt::format("the first of {} columns of volumes that is not all zeros",
                                      others + 1));
}

// Raw prices fall by a split, adjusted ones do not; without a split it does not matter.
void add_price_series(const TextFacts& facts, Findings& found) {
  const SplitsSeen& seen = facts.splits;
  if (seen.prices == config::PriceSeries::split_adjusted) {
    found.add("data.actions.prices", "split_adjusted",
              fmt::format("prices do not move by the splits of {} rows", seen.splits));
  } else if (seen.prices == config::PriceSeries::raw) {
    found.add("data.actions.prices", "raw",
              fmt::format("prices move by the splits of {} rows", seen.splits));
  } else if (seen.splits > 0) {
    found.ask(
        {"data.actions.prices",
         fmt::format("Are the prices adjusted for splits? {} rows with a split move by it, {} "
                     "do not.",
                     seen.raw, seen.adjusted),
         {{"raw", "as traded on the day"}, {"split_adjusted", "in units of today"}}});
  }
}

// Splits and dividends that the file says are booked at their bars; without them an adjusted close
// makes total returns.
void add_adjustments(const TextFacts& facts, Findings& found) {
  const PriceColumns& prices = facts.prices;
  if (prices.dividend) {
    found.add("data.columns.dividend", column_value(facts, *prices.dividend), "booked at its bar");
  }
  if (prices.split) {
    found.add("data.columns.split", column_value(facts, *prices.split), "likewise");
  }
  if (prices.dividend || prices.split) {
    add_price_series(facts, found);
  } else if (prices.adjusted_close) {
    found.add(
        "data.columns.adjusted_close", column_value(facts, *prices.adjusted_close),
        "total returns, in money of the last day; without this line the prices as they stand");
  }
}

// Open, high, low and close below a key.
void add_four(const std::string& key, const std::array<std::size_t, 4>& columns, const char* why,
              const TextFacts& facts, Findings& found) {
  constexpr std::array<const char*, 4> kNames{"open", "high", "low", "close"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    found.add(fmt::format("{}.{}", key, kNames.at(i)), column_value(facts, columns.at(i)),
              i == 1 ? why : "");
  }
}

void add_prices(const TextFacts& facts, Findings& found) {
  const PriceColumns& prices = facts.prices;
  const char* const why = prices.by_name ? "" : "highest in every row, and low the lowest";
  if (prices.asks) {
    add_four("data.columns.bid", prices.prices, why, facts, found);
    add_four("data.columns.ask", *prices.asks, "likewise, and above the bids", facts, found);
  } else {
    add_four("data.columns", prices.prices, why, facts, found);
  }
  if (!prices.by_name && !prices.open_seen) {
    found.assumed.push_back(fmt::format(
        "data.columns.open: {} (the open stands before the close, as nearly everywhere)",
        prices.prices[0] + 1));
  }
}

}  // namespace

void add_layout(const TextFacts& facts, Findings& found) {
  const TextLayout& layout = facts.layout;
  if (!facts.json) {
    if (layout.separator != ',') {
      found.add("data.separator", yaml_value(std::string(1, layout.separator)),
                fmt::format("gives {} cells a row", layout.cells));
    }
    if (!layout.header) {
      found.add("data.header", "false", "the first row is prices already");
    }
    if (!layout.skip_lines.empty()) {
      found.add("data.skip_lines", fmt::format("[{}]", fmt::join(layout.skip_lines, ", ")),
                "lines before the first row that name no columns");
    }
  }
  if (facts.step.newest_first) {
    found.add("data.order", "newest_first", "each row is earlier than the one before");
  }
}

void add_numbers(const TextFacts& facts, Findings& found) {
  const MarksFound& marks = facts.marks;
  if (!marks.clear) {
    found.ask({"data.numbers",
               "Does the comma part thousands, or is it the decimal mark?",
               {{marks_value(marks.other), "it is the decimal mark"},
                {marks_value(marks.marks), "it parts thousands"}}});
  } else if (!is_plain(marks.marks)) {
    found.add("data.numbers", marks_value(marks.marks), "as the prices are written");
  }
  constexpr double kBillionths = 1e7;
  const bool known = facts.source && facts.whole_prices;
  if (known && !facts.source->scale.empty()) {
    found.add("data.scale", facts.source->scale,
              facts.source->name + " writes prices of this market as whole numbers");
  } else if (known && facts.source->name == "Databento" && facts.highest >= kBillionths) {
    found.add("data.scale", "1e-9", "whole billionths");
  }
}

void add_time(const TextFacts& facts, Findings& found) {
  const TimeColumn& time = facts.time;
  found.add("data.time.column", column_value(facts, time.column));
  if (time.time_of_day) {
    found.add("data.time.time_of_day", column_value(facts, *time.time_of_day));
  }
  const auto value = [](const StampFormat& format) {
    return format.format().starts_with('%') ? yaml_value(format.format()) : format.format();
  };
  if (time.formats.size() == 1) {
    found.add("data.time.format", value(time.formats.front()),
              "reads every row that was looked at");
    return;
  }
  OpenQuestion question{
      "data.time.format", "How is the date written? Each of these reads all rows in order.", {}};
  for (const StampFormat& format : time.formats) {
    question.answers.push_back({value(format), "as if written so"});
  }
  found.ask(std::move(question));
}

void add_columns(const TextFacts& facts, Findings& found) {
  if (facts.many_symbols) {
    found.add("data.columns.symbol", column_value(facts, *facts.symbol_column),
              "rows of several symbols stand together");
  }
  add_prices(facts, found);
  add_volume(facts, found);
  add_adjustments(facts, found);
}

}  // namespace barometer::sniffer
