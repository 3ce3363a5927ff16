// SPDX-License-Identifier: Apache-2.0
#include "calendar/actions_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "calendar/day.hpp"
#include "config/data_config.hpp"
#include "config/scalar.hpp"
#include "core/date_fault.hpp"
#include "core/file_kind.hpp"
#include "core/text.hpp"

namespace barometer::calendar {

namespace {

using core::shown;
using core::trimmed;

constexpr int kLargestDenominator = 20;
constexpr double kRatioTolerance = 2e-5;

// One cell of a row, without the blanks and quotes around it.
struct ActionCell {
  std::string_view text;
  std::size_t column = 1;  // byte position in its line, from 1
};

using Cells = std::array<ActionCell, 4>;

// The row's cells, and how many there are, which may be more.
std::size_t split_cells(std::string_view line, Cells& cells) {
  std::size_t count = 0;
  for (std::size_t at = 0; at <= line.size(); ++count) {
    const std::size_t end = std::min(line.find(',', at), line.size());
    std::string_view text = trimmed(line.substr(at, end - at));
    const auto column = static_cast<std::size_t>(text.data() - line.data()) + 1;
    if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"')) {
      text = text.substr(1, text.size() - 2);
    }
    if (count < cells.size()) {
      cells[count] = {text, column};
    }
    at = end + 1;
  }
  return count;
}

// Another separator that the first line has, a comma otherwise.
char separator_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t other = line.find_first_of(";\t|");
  return line.find(',') == line.npos && other != line.npos ? line[other] : ',';
}

std::optional<core::Day> read_day(std::string_view text) {
  if (text.size() == 8 && text.find('-') == text.npos) {
    return read_day(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
  }
  const auto time = text.size() == 10 ? core::parse_utc(text) : std::nullopt;
  return time ? std::optional{day_of(*time)} : std::nullopt;
}

struct When {
  core::Day date;
  std::optional<core::Timestamp> time_ns;
};

// A session date, or a UTC time.
std::optional<When> read_when(std::string_view text) {
  if (const auto date = read_day(text)) {
    return When{*date, std::nullopt};
  }
  const auto time = core::parse_utc(text);
  return time ? std::optional(When{day_of(*time), time}) : std::nullopt;
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
    text.remove_prefix(text.starts_with("\xef\xbb\xbf") ? 3 : 0);
    if (!is_table(text)) {
      return std::move(result_);
    }
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      line.remove_suffix(line.ends_with('\r') ? 1 : 0);
      ++line_;
      at = end + 1;
      if (!trimmed(line).empty()) {
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

  // Whether these are lines of cells between commas; reported otherwise.
  bool is_table(std::string_view text) {
    line_ = 1;
    const char separator = separator_of(text);
    if (auto wrong = core::wrong_kind(text, separator)) {
      fault(1, wrong->what, wrong->fix);
    } else if (separator != ',') {
      fault(1,
            fmt::format("the cells of the first line are separated by {}, not by ','",
                        separator == '\t' ? "a tab" : fmt::format("'{}'", separator)),
            "write the file with commas");
    }
    line_ = 0;
    return result_.faults.empty();
  }

  void csv_header(std::string_view line, const Cells& cells, std::size_t count) {
    constexpr std::array<std::string_view, 3> kHeader{"date", "split", "dividend"};
    const auto same = [](std::string_view name, const ActionCell& cell) {
      return cell.text == name;
    };
    if (count != kHeader.size() ||
        !std::equal(kHeader.begin(), kHeader.end(), cells.begin(), same)) {
      fault(1, "expected the header date,split,dividend, found " + shown(line));
    }
  }

  void csv_line(std::string_view line) {
    Cells cells;
    const std::size_t count = split_cells(line, cells);
    if (!std::exchange(header_seen_, true)) {
      csv_header(line, cells, count);
    } else if (count != 3) {
      fault(1, "expected three columns: date, split, dividend");
    } else if (cells[1].text.empty() && cells[2].text.empty()) {
      fault(1, "the row has neither a split nor a dividend", "leave such rows out");
    } else {
      csv_row(cells);
    }
  }

  void csv_row(const Cells& cells) {
    const auto [date, split_cell, dividend_cell, rest] = cells;
    const auto when = read_when(date.text);
    const auto split =
        split_cell.text.empty() ? std::optional{SplitRatio{}} : read_split(split_cell.text);
    const auto dividend =
        dividend_cell.text.empty() ? std::optional{0.0} : config::read_number(dividend_cell.text);
    if (!when) {
      fault(date.column,
            "expected a date such as 2014-06-09, or a UTC time such as 2014-06-09T17:00:00Z, "
            "found " +
                shown(date.text),
            core::date_fault(date.text));
    } else if (!split) {
      fault(split_cell.column,
            fmt::format("expected units after the split for one before, {}, found {}",
                        kSplitExamples, shown(split_cell.text)));
    } else if (!dividend || *dividend < 0) {
      fault(dividend_cell.column,
            "expected a dividend a unit, 0 or more, found " + shown(dividend_cell.text));
    } else {
      CorporateAction action{when->date, splits_ ? *split : SplitRatio{}, *dividend, 0};
      action.time_ns = when->time_ns;
      add(action);
    }
  }

  void lean_line(std::string_view line) {
    Cells cells;
    const bool whole = split_cells(line, cells) == 4;
    const auto date = whole ? read_day(cells[0].text) : std::nullopt;
    const auto price = whole ? config::read_number(cells[1].text) : std::nullopt;
    const auto split = whole ? config::read_number(cells[2].text) : std::nullopt;
    if (!date || !price || !split || *price <= 0 || *split <= 0) {
      fault(1,
            "expected date, price factor, split factor and reference price, found " + shown(line));
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
    if (!result_.actions.empty() && begin_of(action) <= begin_of(result_.actions.back())) {
      fault(1, "expected a later date than in the row before");
    } else if (action.split != 1 || action.dividend != 0 || action.dividend_share != 0) {
      result_.actions.push_back(action);
    }
  }

  // A session date comes before every time of that day.
  static core::Timestamp begin_of(const CorporateAction& action) {
    return action.time_ns ? *action.time_ns : action.ex_date * core::kDay - 1;
  }

  void fault(std::size_t column, std::string what, std::string fix = "") {
    result_.faults.push_back(
        {fmt::format("{}:{}:{}", file_, line_, column), std::move(what), std::move(fix)});
  }

  const std::string& file_;
  bool splits_;
  int line_ = 0;
  bool header_seen_ = false;
  std::optional<LeanRow> previous_;
  ActionsFile result_;
};

}  // namespace

std::optional<SplitRatio> read_split(std::string_view text) {
  const std::size_t mark = text.find_first_of("/:");
  const auto after = config::read_number(trimmed(text.substr(0, mark)));
  const auto before =
      mark == text.npos ? std::optional{1.0} : config::read_number(trimmed(text.substr(mark + 1)));
  if (!after || !before || *after <= 0 || *before <= 0) {
    return std::nullopt;
  }
  return mark == text.npos ? SplitRatio(*after) : SplitRatio(*after, *before);
}

ActionsFile read_actions(std::string_view text, const std::string& file,
                         const config::ActionsConfig& config) {
  return ActionsReader(file, config).read(text, config.format);
}

}  // namespace barometer::calendar
