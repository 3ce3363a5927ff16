// SPDX-License-Identifier: Apache-2.0
#include "data/row_parser.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "calendar/actions_file.hpp"
#include "calendar/format_guess.hpp"
#include "core/number_notation.hpp"
#include "core/text.hpp"
#include "data/adjusted_prices.hpp"
#include "data/bar_row.hpp"
#include "files/plain_number.hpp"

namespace barometer::data {

namespace {

constexpr std::string_view kAdjustedName = "adjusted close";
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Rounding of a source's own arithmetic: real files have highs one unit in the last place below the
// close. Returns whether high or low has changed.
bool widen(BarRow& bar) {
  constexpr double kRounding = 1e-9;  // of the price
  const auto [low, high] = std::minmax(bar.open, bar.close);
  const bool too_low = bar.high < high && high - bar.high <= kRounding * high;
  const bool too_high = bar.low > low && bar.low - low <= kRounding * low;
  bar.high = too_low ? high : bar.high;
  bar.low = too_high ? low : bar.low;
  return too_low || too_high;
}

// The whole cell or nothing; may be infinite or NaN.
bool parse_number(std::string_view text, double& value) {
  const char* end = text.data() + text.size();
  const auto result = fast_float::from_chars(text.data(), end, value);
  return result.ptr == end && result.ec == std::errc{} && !text.empty();
}

// Date and time of day as one text, without a heap.
class JoinedStamp {
 public:
  std::optional<std::string_view> join(std::string_view date, std::string_view clock) {
    if (date.size() + 1 + clock.size() > buffer_.size()) {
      return std::nullopt;
    }
    std::memcpy(buffer_.data(), date.data(), date.size());
    buffer_[date.size()] = ' ';
    std::memcpy(buffer_.data() + date.size() + 1, clock.data(), clock.size());
    return std::string_view(buffer_.data(), date.size() + 1 + clock.size());
  }

 private:
  std::array<char, 64> buffer_;
};

double* value_of(BarRow& bar, std::size_t i) {
  static constexpr std::array<double BarRow::*, kValueNames.size()> kMembers{
      &BarRow::open, &BarRow::high, &BarRow::low, &BarRow::close, &BarRow::volume};
  return &(bar.*kMembers[i]);
}

// What to do about a cell that is no number.
std::string number_fix(bool is_price, std::string_view text) {
  if (core::is_other_notation(text)) {
    return "write numbers with a decimal point, and without thousands separators, units and "
           "currency signs" +
           std::string(text.starts_with('+') ? ", and no + before them" : "");
  }
  const bool none = !is_price && text.find_first_of("0123456789") == text.npos;
  return none ? "where the source has no volume, say data.columns.volume: none" : "";
}

// Of a price, or of the volume.
CellFault bad_number(std::string_view name, const files::RawCell& cell, double value,
                     bool is_number) {
  const bool is_price = name != kValueNames[4];
  if (cell.text.empty()) {
    return {cell.column, fmt::format("{} is empty", name), fmt::format("{} is empty", name),
            number_fix(is_price, cell.text)};
  }
  if (!is_number || !std::isfinite(value)) {
    return {cell.column, fmt::format("{} is not a finite number", name),
            fmt::format("{} is {}, expected a finite number", name, core::shown(cell.text)),
            number_fix(is_price, cell.text), !core::is_other_notation(cell.text)};
  }
  const bool below = is_price && value < 0;
  const char* expected = is_price ? "a price greater than 0" : "a volume of 0 or more";
  return {cell.column, fmt::format("{} is not {}", name, expected),
          fmt::format("{} is {}, expected {}", name, core::shown(cell.text), expected),
          is_price
              ? "returns are logarithms of prices, so a market with prices of 0 or less cannot be "
                "tested; where the price is wrong, mend it"
              : "",
          !below};
}

CellFault wrong_count(const std::vector<files::RawCell>& cells, std::size_t expected) {
  const bool many = cells.size() > files::kMostCells;
  const std::size_t at = cells[std::min(cells.size() - 1, expected)].column;
  return {
      many ? 1 : at, "the row has too few or too many cells",
      many ? fmt::format("the row has more than {} cells, expected {}", files::kMostCells, expected)
           : fmt::format("the row has {} cells, expected {}", cells.size(), expected),
      many ? "are line ends missing? Export the file again"
           : "where all rows are like this, name the columns by position"};
}

}  // namespace

bool is_sound(const BarRow& bar) {
  // Written so that NaN fails every comparison it is in.
  return bar.low > 0 && bar.low <= bar.open && bar.low <= bar.close && bar.open <= bar.high &&
         bar.close <= bar.high && bar.high < kInfinity && bar.volume >= 0 && bar.volume < kInfinity;
}

bool RowParser::parse_value(std::string_view cell, double& value) const {
  return parse_number(plain_numbers_ ? cell : plain_number_text(cell, plan_.numbers), value);
}

void RowParser::scale_prices(BarRow& bar) const {
  if (!scale_.is_one()) {
    for (double* const price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
      *price = scale_.of(*price);
    }
  }
}

bool RowParser::read_values_fast(const files::RowSplitter& row, BarRow& bar) const {
  std::array<double, kValueNames.size()> values{};
  for (std::size_t i = 0; i < plan_.value_count; ++i) {
    const std::string_view cell = row.cell(plan_.values[i]);
    if (!files::read_plain_number(cell.data() + cell.size(), cell.size(), values[i]) &&
        !parse_number(cell, values[i])) {
      return false;
    }
  }
  // -0 becomes 0: equal volumes must hash alike.
  bar = {bar.close_time_ns, values[0], values[1], values[2], values[3], values[4] + 0.0};
  scale_prices(bar);
  return true;
}

std::optional<core::Timestamp> RowParser::read_time(const files::RowSplitter& row,
                                                    core::Timestamp previous) {
  const std::string_view stamp = row.cell(plan_.time);
  return plan_.time_of_day ? read_joined_time(stamp, row.cell(*plan_.time_of_day), previous)
                           : stamps_.close_time(stamp, previous);
}

std::optional<core::Timestamp> RowParser::read_joined_time(std::string_view date,
                                                           std::string_view clock,
                                                           core::Timestamp previous) {
  JoinedStamp joined;
  const auto text = joined.join(date, clock);
  return stamps_.close_time(text.value_or(std::string_view()), previous);
}

bool RowParser::read_fast(files::RowSplitter& row, core::Timestamp previous, BarRow& bar) {
  if (!plain_numbers_ || row.may_have_quotes() || row.cell_count() != plan_.cells ||
      row.line().data() - text_.data() < files::kReadableBefore) {
    return false;
  }
  if (plan_.time_of_day ||
      !stamps_.read_plain_close_time(row.cell(plan_.time), bar.close_time_ns)) {
    const auto time = read_time(row, previous);
    if (!time) {
      return false;
    }
    bar.close_time_ns = *time;
  }
  if (!read_values_fast(row, bar)) {
    return false;
  }
  return is_sound(bar) && (!has_extras_ || read_extras_fast(row, bar));
}

// Rows that say a split or a dividend are few, and go the careful way.
bool RowParser::read_extras_fast(const files::RowSplitter& row, BarRow& bar) {
  if (plan_.truth) {
    truth_ = core::trimmed(row.cell(*plan_.truth));
  }
  if (plan_.label) {
    label_ = core::trimmed(row.cell(*plan_.label));
  }
  if ((plan_.dividend && !says_nothing(row.cell(*plan_.dividend), kNoDividend)) ||
      (plan_.split && !says_nothing(row.cell(*plan_.split), kNoSplit))) {
    return false;
  }
  action_ = {};
  double adjusted = 0;
  if (!plan_.adjusted_close) {
    return true;
  }
  if (!parse_number(row.cell(*plan_.adjusted_close), adjusted) || !(adjusted > 0)) {
    return false;
  }
  adjust_prices(scale_.of(adjusted), bar);
  return is_sound(bar);
}

std::vector<CellFault> RowParser::read_carefully(std::string_view line, core::Timestamp previous,
                                                 BarRow& bar) {
  const std::vector<files::RawCell> cells = files::split_cells(line, separator_);
  std::vector<CellFault> faults;
  action_ = {};
  for (const files::RawCell& cell : cells) {
    if (cell.quote_open) {
      faults.push_back({cell.column, "a quote does not close",
                        "a quote opens here and does not close on this line", ""});
      return faults;
    }
  }
  if (cells.size() != plan_.cells) {
    faults.push_back(wrong_count(cells, plan_.cells));
    return faults;
  }
  read_time(cells, previous, bar, faults);
  read_values(cells, bar, faults);
  read_extras(cells, faults);
  if (faults.empty()) {
    widened_ += widen(bar) ? 1 : 0;
    check_range(cells, bar, faults);
  }
  if (plan_.adjusted_close) {
    adjust(cells, bar, faults);
  }
  return faults;
}

void RowParser::read_extras(const std::vector<files::RawCell>& cells,
                            std::vector<CellFault>& faults) {
  if (plan_.truth) {
    truth_ = cells[*plan_.truth].text;
  }
  if (plan_.label) {
    label_ = cells[*plan_.label].text;
  }
  if (plan_.dividend) {
    read_dividend(cells[*plan_.dividend], faults);
  }
  if (plan_.split) {
    read_split(cells[*plan_.split], faults);
  }
}

void RowParser::read_dividend(const files::RawCell& cell, std::vector<CellFault>& faults) {
  double value = 0;
  const bool good = says_nothing(cell.text, kNoDividend) || parse_value(cell.text, value);
  if (good && std::isfinite(value) && value >= 0) {
    action_.dividend = value;
    return;
  }
  faults.push_back({cell.column, "the dividend is not a number of 0 or more",
                    fmt::format("the dividend is {}, expected an amount a unit of 0 or more, or "
                                "nothing",
                                core::shown(cell.text)),
                    "leave the cell empty where there is none"});
}

void RowParser::read_split(const files::RawCell& cell, std::vector<CellFault>& faults) {
  const std::string number = plain_numbers_ ? "" : plain_number_text(cell.text, plan_.numbers);
  if (const auto split = split_in(number.empty() ? cell.text : number)) {
    action_.split = *split;
    return;
  }
  faults.push_back({cell.column, "the split is no ratio",
                    fmt::format("the split is {}, expected units after it for one before, {}",
                                core::shown(cell.text), calendar::kSplitExamples),
                    "leave the cell empty where there is none"});
}

// A row with other faults is still told what is wrong with its adjusted close.
void RowParser::adjust(const std::vector<files::RawCell>& cells, BarRow& bar,
                       std::vector<CellFault>& faults) const {
  const files::RawCell& cell = cells[*plan_.adjusted_close];
  double adjusted = 0;
  const bool is_number = parse_value(cell.text, adjusted);
  if (!is_number || !std::isfinite(adjusted) || adjusted <= 0) {
    faults.push_back(bad_number(kAdjustedName, cell, adjusted, is_number));
  } else if (faults.empty()) {
    const double close = bar.close;
    adjust_prices(scale_.of(adjusted), bar);
    if (!is_sound(bar)) {
      faults.push_back({cell.column, "the adjusted close makes no prices of the bar's",
                        fmt::format("the adjusted close {} makes no prices of a bar that closes "
                                    "at {}: they would be 0 or infinite",
                                    core::shown(cell.text), close),
                        ""});
    }
  }
}

std::size_t RowParser::time_column(std::string_view line) const {
  return files::split_cells(line, separator_)[plan_.time].column;
}

std::size_t RowParser::label_column(std::string_view line) const {
  return files::split_cells(line, separator_)[*plan_.label].column;
}

std::size_t RowParser::action_column(std::string_view line) const {
  const bool of_split = plan_.split && action_.split != SplitRatio();
  return files::split_cells(line, separator_)[of_split ? *plan_.split : *plan_.dividend].column;
}

std::string RowParser::stamp_in(const std::vector<files::RawCell>& cells) const {
  std::string stamp(cells[plan_.time].text);
  if (plan_.time_of_day) {
    stamp += fmt::format(" {}", cells[*plan_.time_of_day].text);
  }
  return stamp;
}

// A pattern that reads the times of the rows; the first line may be a header, and what has no digit
// is no time. So many rows say enough.
const std::string& RowParser::time_advice() {
  constexpr std::size_t kLooked = 20'000;
  if (time_advice_ || !stamps_.by_pattern()) {
    return time_advice_ ? *time_advice_ : time_advice_.emplace();
  }
  calendar::FormatGuess guess(stamps_.format());
  files::RowSplitter rows(text_, separator_, 0);
  while (rows.next() && rows.line_number() < kLooked) {
    const std::vector<files::RawCell> cells = files::split_cells(rows.line(), separator_);
    const std::string stamp = cells.size() == plan_.cells ? stamp_in(cells) : "";
    if (stamp.find_first_of("0123456789") != stamp.npos) {
      guess.see(stamp);
    }
  }
  return time_advice_.emplace(guess.question());
}

void RowParser::read_time(const std::vector<files::RawCell>& cells, core::Timestamp previous,
                          BarRow& bar, std::vector<CellFault>& faults) {
  const std::string stamp = stamp_in(cells);
  if (const auto time = stamps_.close_time(stamp, previous)) {
    bar.close_time_ns = *time;
  } else {
    faults.push_back({cells[plan_.time].column, "the time cannot be read",
                      fmt::format("time: {}", stamps_.refusal(stamp)), time_advice()});
  }
}

void RowParser::read_values(const std::vector<files::RawCell>& cells, BarRow& bar,
                            std::vector<CellFault>& faults) const {
  bar.volume = 0;
  for (std::size_t i = 0; i < plan_.value_count; ++i) {
    const files::RawCell& cell = cells[plan_.values[i]];
    double value = 0;
    const bool is_number = parse_value(cell.text, value);
    const bool in_range = std::isfinite(value) && (i < 4 ? value > 0 : value >= 0);
    if (!is_number || !in_range) {
      faults.push_back(bad_number(kValueNames[i], cell, value, is_number));
    }
    *value_of(bar, i) = value;
  }
  bar.volume += 0.0;
  scale_prices(bar);
}

void RowParser::check_range(const std::vector<files::RawCell>& cells, const BarRow& bar,
                            std::vector<CellFault>& faults) const {
  const auto column = [&](std::size_t i) { return cells[plan_.values[i]].column; };
  if (bar.high < bar.low) {
    faults.push_back({column(1), "high is below low",
                      fmt::format("high {} is below low {}", bar.high, bar.low), ""});
    return;
  }
  for (const std::size_t i : {std::size_t{0}, std::size_t{3}}) {
    const double value = i == 0 ? bar.open : bar.close;
    if (value < bar.low || value > bar.high) {
      faults.push_back({column(i), fmt::format("{} lies outside low .. high", kValueNames[i]),
                        fmt::format("{} {} lies outside low {} .. high {}", kValueNames[i], value,
                                    bar.low, bar.high),
                        ""});
    }
  }
}

}  // namespace barometer::data
