// SPDX-License-Identifier: Apache-2.0
#include "backtest/signal_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "core/hash.hpp"

namespace barometer::backtest {

namespace {

struct FlagColumn {
  const char* name;
  SignalFlag flag;
  std::vector<std::uint8_t> SymbolSignals::*values;
};

constexpr std::array<FlagColumn, 4> kFlagColumns{
    {{"entries", kEntry, &SymbolSignals::entries},
     {"exits", kExit, &SymbolSignals::exits},
     {"short_entries", kShortEntry, &SymbolSignals::short_entries},
     {"short_exits", kShortExit, &SymbolSignals::short_exits}}};

// Two flags that say opposite things in one row.
struct FlagClash {
  unsigned both;
  const char* what;
};

constexpr std::array<FlagClash, 3> kClashes{
    {{kEntry | kExit, "entry and exit"},
     {kShortEntry | kShortExit, "short entry and short exit"},
     {kEntry | kShortEntry, "entry and short entry"}}};

// Checks one symbol's columns and takes from them what asks for something.
class SymbolReader {
 public:
  SymbolReader(const SignalTable& table, const SymbolSignals& signals,
               std::vector<core::Fault>& faults)
      : signals_(signals),
        where_(signals.symbol.empty() ? table.name : table.name + " of " + signals.symbol),
        faults_(faults) {}

  SymbolSignalRows read() {
    if (!has_columns()) {
      return {};
    }
    check_times();
    SymbolSignalRows read{signals_.symbol, {}};
    if (signals_.weights.empty()) {
      take_flags(read.rows);
    } else {
      take_weights(read.rows);
    }
    return read;
  }

 private:
  std::size_t rows() const { return signals_.times_ns.size(); }

  void fault(std::string what, std::string fix) {
    faults_.push_back({where_, std::move(what), std::move(fix)});
  }

  void fault(const RowNumbers& at, const char* what, const char* fix) {
    if (at.count() > 0) {
      fault(fmt::format("{} in {}", what, at.text()), fix);
    }
  }

  void check_length(const char* column, std::size_t values, bool& good) {
    if (values != 0 && values != rows()) {
      fault(fmt::format("{} has {} values, times_ns has {}", column, values, rows()),
            "give a value a row");
      good = false;
    }
  }

  // Whether there are rows, and columns of one kind and their length.
  bool has_columns() {
    if (rows() == 0) {
      fault("has no rows", "give a time and a value a row");
      return false;
    }
    bool good = true;
    bool flags = false;
    check_length("weights", signals_.weights.size(), good);
    for (const FlagColumn& column : kFlagColumns) {
      check_length(column.name, (signals_.*column.values).size(), good);
      flags = flags || !(signals_.*column.values).empty();
    }
    if (flags == !signals_.weights.empty()) {
      fault(flags ? "has weights beside entries and exits" : "has neither weights nor entries",
            "give weights, or entries and exits");
      good = false;
    }
    return good;
  }

  void check_times() {
    RowNumbers same;
    RowNumbers earlier;
    for (std::size_t i = 1; i < rows(); ++i) {
      const std::int64_t before = signals_.times_ns[i - 1];
      if (signals_.times_ns[i] <= before) {
        (signals_.times_ns[i] == before ? same : earlier).add(static_cast<std::int64_t>(i) + 1);
      }
    }
    fault(same, "the time of the row before comes again", "keep one row of each time");
    fault(earlier, "the time is before that of the row before", "sort the rows by time");
  }

  void take(std::size_t i, double weight, std::uint8_t flags, std::vector<SignalRow>& taken) const {
    taken.push_back({signals_.times_ns[i], weight, static_cast<std::int64_t>(i) + 1, flags});
  }

  void take_weights(std::vector<SignalRow>& taken) {
    RowNumbers infinite;
    for (std::size_t i = 0; i < rows(); ++i) {
      const double weight = signals_.weights[i];
      if (std::isinf(weight)) {
        infinite.add(static_cast<std::int64_t>(i) + 1);
      } else if (!std::isnan(weight)) {
        take(i, weight == 0 ? 0 : weight, 0, taken);  // of -0 too
      }
    }
    fault(infinite, "the weight is infinite", "give a fraction of equity, or NaN to leave it");
  }

  // Whether every flag of the row is 0 or 1.
  bool read_flags(std::size_t i, std::uint8_t& flags) const {
    bool good = true;
    flags = 0;
    for (const FlagColumn& column : kFlagColumns) {
      const auto& values = signals_.*column.values;
      const std::uint8_t value = values.empty() ? 0 : values[i];
      good = good && value <= 1;
      flags |= value != 0 ? column.flag : 0;
    }
    return good;
  }

  void take_flags(std::vector<SignalRow>& taken) {
    RowNumbers no_flag;
    std::array<RowNumbers, kClashes.size()> clashes;
    for (std::size_t i = 0; i < rows(); ++i) {
      std::uint8_t flags = 0;
      if (!read_flags(i, flags)) {
        no_flag.add(static_cast<std::int64_t>(i) + 1);
      }
      if (flags == 0) {
        continue;
      }
      for (std::size_t clash = 0; clash < kClashes.size(); ++clash) {
        if ((flags & kClashes[clash].both) == kClashes[clash].both) {
          clashes[clash].add(static_cast<std::int64_t>(i) + 1);
        }
      }
      take(i, 0, flags, taken);
    }
    fault(no_flag, "a flag is neither 0 nor 1", "give 0 or 1");
    for (std::size_t clash = 0; clash < kClashes.size(); ++clash) {
      fault(clashes[clash], kClashes[clash].what, "say which of the two is meant");
    }
  }

  const SymbolSignals& signals_;
  std::string where_;
  std::vector<core::Fault>& faults_;
};

void check_weight(const SignalTable& table, std::vector<core::Fault>& faults) {
  if (!table.weight) {
    return;
  }
  if (!std::isfinite(*table.weight) || *table.weight <= 0) {
    faults.push_back({table.name,
                      fmt::format("weight: expected a number above 0, found {}", *table.weight),
                      "give a fraction of equity"});
  }
  const auto of_weights = [](const SymbolSignals& each) { return !each.weights.empty(); };
  if (std::ranges::all_of(table.symbols, of_weights)) {
    faults.push_back(
        {table.name, "weight: no symbol has entries that it would be of", "leave it out"});
  }
}

void check_symbols(const SignalTable& table, std::vector<core::Fault>& faults) {
  if (table.symbols.empty()) {
    faults.push_back({table.name, "there are no signals", "give the rows of a symbol"});
  }
  std::vector<std::string> names;
  for (const SymbolSignals& each : table.symbols) {
    names.push_back(each.symbol);
  }
  std::ranges::sort(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0 && names[i] == names[i - 1]) {
      faults.push_back({table.name, fmt::format("the symbol '{}' comes twice", names[i]),
                        "give all rows of a symbol together"});
    } else if (names[i].empty() && names.size() > 1) {
      faults.push_back({table.name, "a symbol has no name", "name it, as there are several"});
    }
  }
}

template <class Value>
void add_column(core::Hash& hash, const std::vector<SignalRow>& rows, Value SignalRow::*member) {
  std::vector<Value> column;
  column.reserve(rows.size());
  for (const SignalRow& row : rows) {
    column.push_back(row.*member);
  }
  hash.add(std::as_bytes(std::span(column)));
}

// Of the rows that ask for something: two tables of one hash do the same. A weight that is not
// given is of no table.
std::string hash_of(const SignalRows& rows) {
  core::Hash hash;
  hash.add(rows.weight.value_or(0));
  for (const SymbolSignalRows& symbol : rows.symbols) {
    hash.add(static_cast<std::uint64_t>(symbol.symbol.size()));
    hash.add(std::string_view(symbol.symbol));
    hash.add(static_cast<std::uint64_t>(symbol.rows.size()));
    add_column(hash, symbol.rows, &SignalRow::stamp_ns);
    add_column(hash, symbol.rows, &SignalRow::weight);
    add_column(hash, symbol.rows, &SignalRow::flags);
  }
  return hash.hex();
}

}  // namespace

void RowNumbers::add(std::int64_t row) {
  constexpr std::size_t kMost = 5;
  ++count_;
  if (first_.size() < kMost) {
    first_.push_back(row);
  }
}

std::string RowNumbers::text() const {
  const auto more = count_ - static_cast<std::int64_t>(first_.size());
  return fmt::format("row{} {}{}", count_ == 1 ? "" : "s", fmt::join(first_, ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
}

const SymbolSignalRows* SignalRows::of(std::string_view symbol) const {
  if (symbols.front().symbol.empty()) {
    return &symbols.front();
  }
  const auto found = std::ranges::lower_bound(
      symbols, symbol, {},
      [](const SymbolSignalRows& each) { return std::string_view(each.symbol); });
  return found != symbols.end() && found->symbol == symbol ? &*found : nullptr;
}

SignalRows checked_rows(SignalTable table) {
  std::vector<core::Fault> faults;
  check_symbols(table, faults);
  check_weight(table, faults);
  SignalRows rows{.name = table.name, .weight = table.weight, .symbols = {}, .hash = {}};
  for (const SymbolSignals& each : table.symbols) {
    rows.symbols.push_back(SymbolReader(table, each, faults).read());
  }
  core::throw_if_any(std::move(faults));
  std::ranges::sort(rows.symbols, {}, &SymbolSignalRows::symbol);
  rows.hash = hash_of(rows);
  return rows;
}

}  // namespace barometer::backtest
