// SPDX-License-Identifier: Apache-2.0
#include "data/corporate_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <optional>

#include "calendar/day.hpp"
#include "config/data_config.hpp"
#include "config/scalar.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/source_text.hpp"
#include "data/symbol_input.hpp"
#include "data/text.hpp"

namespace barometer::data {

namespace {

constexpr int kLargestDenominator = 20;
constexpr double kRatioTolerance = 2e-5;
constexpr double kVisibleSplit = 1.4;  // 3:2, less what a day may move

using Cells = std::array<std::string_view, 4>;

// The row's cells, or how many there are instead.
std::size_t split_cells(std::string_view line, Cells& cells) {
  std::size_t count = 0;
  for (std::size_t at = 0; at <= line.size(); ++count) {
    const std::size_t end = std::min(line.find(',', at), line.size());
    if (count < cells.size()) {
      cells[count] = trimmed(line.substr(at, end - at));
    }
    at = end + 1;
  }
  return count;
}

std::optional<core::Day> read_day(std::string_view text) {
  if (text.size() == 8 && text.find('-') == text.npos) {
    return read_day(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
  }
  const auto time = text.size() == 10 ? core::parse_utc(text) : std::nullopt;
  return time ? std::optional{calendar::day_of(*time)} : std::nullopt;
}

// 7, 0.05 or 1/3.
std::optional<SplitRatio> read_split(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto after = config::read_number(trimmed(text.substr(0, slash)));
  const auto before = slash == text.npos ? std::optional{1.0}
                                         : config::read_number(trimmed(text.substr(slash + 1)));
  if (!after || !before || *after <= 0 || *before <= 0) {
    return std::nullopt;
  }
  return slash == text.npos ? SplitRatio(*after) : SplitRatio(*after, *before);
}

// 6.99997 is 7, 1.50001 is 3/2; 1.0027 is what it is.
SplitRatio simple_ratio(double ratio) {
  const double large = std::max(ratio, 1 / ratio);
  for (int q = 1; q <= kLargestDenominator; ++q) {
    const double p = std::round(large * q);
    if (std::fabs(large * q - p) <= kRatioTolerance * p) {
      return ratio >= 1 ? SplitRatio(p, q) : SplitRatio(q, p);
    }
  }
  return ratio;
}

// Walks a file line by line and keeps what is wrong with it.
class ActionsReader {
 public:
  ActionsReader(const std::string& file, const config::ActionsConfig& config)
      : file_(file), splits_(config.prices == config::PriceSeries::raw) {}

  ActionsFile read(std::string_view text, config::ActionsFormat format) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = trimmed(text.substr(at, end - at));
      ++line_;
      at = end + 1;
      if (!line.empty()) {
        format == config::ActionsFormat::csv ? csv_line(line) : lean_line(line);
      }
    }
    return std::move(result_);
  }

 private:
  struct LeanRow {
    core::Day date;
    double price_factor;
    double split_factor;
  };

  void csv_line(std::string_view line) {
    if (line_ == 1) {
      if (line != "date,split,dividend") {
        fault("expected the header date,split,dividend, found " + shown(line));
      }
      return;
    }
    Cells cells;
    if (split_cells(line, cells) != 3) {
      fault("expected three columns: date, split, dividend");
      return;
    }
    const auto date = read_day(cells[0]);
    const auto split = cells[1].empty() ? std::optional{SplitRatio{}} : read_split(cells[1]);
    const auto dividend = cells[2].empty() ? std::optional{0.0} : config::read_number(cells[2]);
    if (!date) {
      fault("expected a date such as 2014-06-09, found " + shown(cells[0]));
    } else if (!split) {
      fault("expected units after the split for one before, such as 7, 0.05 or 1/3, found " +
            shown(cells[1]));
    } else if (!dividend || *dividend < 0) {
      fault("expected a dividend a unit, 0 or more, found " + shown(cells[2]));
    } else {
      add({*date, splits_ ? *split : SplitRatio{}, *dividend, 0});
    }
  }

  void lean_line(std::string_view line) {
    Cells cells;
    const bool whole = split_cells(line, cells) == 4;
    const auto date = whole ? read_day(cells[0]) : std::nullopt;
    const auto price = whole ? config::read_number(cells[1]) : std::nullopt;
    const auto split = whole ? config::read_number(cells[2]) : std::nullopt;
    if (!date || !price || !split || *price <= 0 || *split <= 0) {
      fault("expected date, price factor, split factor and reference price, found " + shown(line));
      return;
    }
    const LeanRow row{*date, *price, *split};
    if (previous_) {
      between(*previous_, row);
    }
    previous_ = row;
  }

  // Restated factors round: what is less than a hundredth of a basis point is none.
  void between(const LeanRow& before, const LeanRow& after) {
    constexpr double kNothing = 1e-6;
    const double share = 1 - before.price_factor / after.price_factor;
    const SplitRatio split = simple_ratio(after.split_factor / before.split_factor);
    CorporateAction action{before.date + 1, splits_ ? split : SplitRatio{}, 0, 0};
    action.dividend_share = std::fabs(share) > kNothing ? share : 0;
    add(action);
  }

  void add(const CorporateAction& action) {
    if (!result_.actions.empty() && action.ex_date <= result_.actions.back().ex_date) {
      fault("expected a later date than in the row before");
    } else if (action.split != 1 || action.dividend != 0 || action.dividend_share != 0) {
      result_.actions.push_back(action);
    }
  }

  void fault(const std::string& what) {
    result_.faults.push_back({fmt::format("{}:{}", file_, line_), what, ""});
  }

  const std::string& file_;
  bool splits_;
  int line_ = 0;
  std::optional<LeanRow> previous_;
  ActionsFile result_;
};

std::string path_of(const config::ActionsConfig& config, std::string symbol) {
  if (config.format == config::ActionsFormat::lean) {
    std::ranges::transform(symbol, symbol.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  constexpr std::string_view kSymbol = "{symbol}";
  std::string path = config.path;
  for (std::size_t at = path.find(kSymbol); at != path.npos; at = path.find(kSymbol, at)) {
    path.replace(at, kSymbol.size(), symbol);
    at += symbol.size();
  }
  return path;
}

// Whether the first price at or after the ex-date lies nearer to where the split would put it.
bool jumps(const SymbolInput& symbol, std::size_t bar, double split) {
  const double move = std::log(symbol.bars[bar].open / symbol.bars[bar - 1].close);
  return std::fabs(move + std::log(split)) < std::fabs(move);
}

// `raw_splits` as the file has them, whatever the bars are.
std::vector<core::Fault> held_against_bars(const config::ActionsConfig& config,
                                           const SymbolInput& symbol,
                                           std::span<const bm_calendar_row> calendar,
                                           const std::vector<CorporateAction>& raw_splits,
                                           const std::string& file) {
  std::vector<core::Fault> faults;
  const bool raw = config.prices == config::PriceSeries::raw;
  for (const CorporateAction& action : raw_splits) {
    const auto row =
        std::ranges::lower_bound(calendar, action.ex_date, {}, &bm_calendar_row::session_date);
    const auto bar = static_cast<std::size_t>(row - calendar.begin());
    const double split = action.split.value();
    const bool large = std::max(split, 1 / split) >= kVisibleSplit;
    if (large && bar > 0 && bar < symbol.bars.size() && jumps(symbol, bar, split) != raw) {
      faults.push_back(
          {file,
           fmt::format("the split of {:.6g} on {} {} the prices of {}: {} before, {} after", split,
                       core::format_date(action.ex_date * core::kDay),
                       raw ? "does not show in" : "shows in", symbol.name,
                       symbol.bars[bar - 1].close, symbol.bars[bar].open),
           raw ? "they are adjusted already: set data.actions.prices: split_adjusted"
               : "they are not adjusted: set data.actions.prices: raw"});
    }
  }
  return faults;
}

// A dividend above half of the price that it leaves is most often one of another unit: pence where
// the prices are pounds.
std::vector<core::Fault> large_dividends(const config::ActionsConfig& config,
                                         const SymbolInput& symbol,
                                         std::span<const bm_calendar_row> calendar,
                                         const std::string& file) {
  constexpr double kLargest = 0.5;  // of the last close before, in units after a split
  std::vector<core::Fault> faults;
  for (const CorporateAction& action : symbol.actions) {
    const auto row =
        std::ranges::lower_bound(calendar, action.ex_date, {}, &bm_calendar_row::session_date);
    const auto bar = static_cast<std::size_t>(row - calendar.begin());
    const std::string date = core::format_date(action.ex_date * core::kDay);
    if (bar == 0 || bar >= symbol.bars.size() ||
        std::ranges::find(config.accept, date) != config.accept.end()) {
      continue;
    }
    const double before = action.split.divide(symbol.bars[bar - 1].close);
    if (action.dividend + action.dividend_share * before > kLargest * before) {
      faults.push_back(
          {file,
           fmt::format("the dividend of {:.6g} on {} of {} is more than half of the price {:.6g}",
                       action.dividend + action.dividend_share * before, date, symbol.name, before),
           fmt::format("mend its unit, or say data.actions.accept: [{}]", date)});
    }
  }
  return faults;
}

}  // namespace

ActionsFile read_actions(std::string_view text, const std::string& file,
                         const config::ActionsConfig& config) {
  return ActionsReader(file, config).read(text, config.format);
}

std::vector<core::Fault> load_actions(const config::ActionsConfig& config, SymbolInput& symbol,
                                      std::span<const bm_calendar_row> calendar) {
  const std::string path = path_of(config, symbol.name);
  if (!std::filesystem::exists(path)) {
    return {};
  }
  const SourceText text{path};
  ActionsFile file = read_actions(text.view(), path, config);
  if (!file.faults.empty()) {
    return std::move(file.faults);
  }
  config::ActionsConfig raw = config;
  raw.prices = config::PriceSeries::raw;
  symbol.actions = std::move(file.actions);
  std::vector<core::Fault> faults = held_against_bars(
      config, symbol, calendar, read_actions(text.view(), path, raw).actions, path);
  std::ranges::move(large_dividends(config, symbol, calendar, path), std::back_inserter(faults));
  return faults;
}

void place_actions(MarketData& market) {
  for (SymbolData& symbol : market.symbols) {
    if (symbol.actions.empty()) {
      continue;
    }
    const std::vector<std::int64_t> steps = steps_of(market, symbol);
    const auto date = [&](std::int64_t step) { return market.calendar_at(step).session_date; };
    for (CorporateAction& action : symbol.actions) {
      action.bar = std::ranges::lower_bound(steps, action.ex_date, {}, date) - steps.begin();
    }
  }
}

std::span<const CorporateAction> actions_at(const SymbolData& symbol, std::size_t bar) {
  if (bar == 0 || symbol.actions.empty()) {
    return {};
  }
  // Two searches and no std::ranges::equal_range: clang 14 knows no subrange of libstdc++.
  const auto wanted = static_cast<std::int64_t>(bar);
  const auto first = std::ranges::lower_bound(symbol.actions, wanted, {}, &CorporateAction::bar);
  const auto last = std::ranges::upper_bound(symbol.actions, wanted, {}, &CorporateAction::bar);
  return {first, last};
}

SplitRatio split_at(const SymbolData& symbol, std::size_t bar) {
  SplitRatio ratio;
  for (const CorporateAction& action : actions_at(symbol, bar)) {
    ratio *= action.split;
  }
  return ratio;
}

}  // namespace barometer::data
