// SPDX-License-Identifier: Apache-2.0
// A corrupt file names file:line:column or gives bars that are provably those of the clean file:
// cut at every byte, and twenty corruptions of every cell of a row in the middle.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <regex>

#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::vector<std::string> kColumns{"timestamp", "open",   "high", "low",
                                        "close",     "volume", "note"};

// About 4 KiB: 70 hourly bars of seven columns.
std::vector<std::vector<std::string>> clean_rows() {
  std::vector<std::vector<std::string>> rows{kColumns};
  for (int i = 0; i < 70; ++i) {
    const double open = 100 + (i * 37) % 11 + 0.25;
    rows.push_back({std::to_string(1'502'942'400'000 + i * 3'600'000LL),
                    fmt::format("{:.2f}", open), fmt::format("{:.3f}", open + 2.125),
                    fmt::format("{:.2f}", open - 1.5), fmt::format("{:.4f}", open + 0.5),
                    fmt::format("{:.6f}", 17.03125 * (i + 1)), "n" + std::to_string(i)});
  }
  return rows;
}

std::string joined(const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ",") + row[i];
    }
    text += "\n";
  }
  return text;
}

struct Corruption {
  const char* name;
  std::function<std::string(const std::string&)> apply;
};

const std::vector<Corruption>& corruptions() {
  static const std::vector<Corruption> kAll{
      {"empty", [](const std::string&) { return ""; }},
      {"blank", [](const std::string&) { return " "; }},
      {"nan", [](const std::string&) { return "nan"; }},
      {"NaN", [](const std::string&) { return "NaN"; }},
      {"inf", [](const std::string&) { return "inf"; }},
      {"minus inf", [](const std::string&) { return "-inf"; }},
      {"word", [](const std::string&) { return "oops"; }},
      {"zero", [](const std::string&) { return "0"; }},
      {"negative", [](const std::string& cell) { return "-" + cell; }},
      {"plus", [](const std::string& cell) { return "+" + cell; }},
      {"too large", [](const std::string&) { return "1e999"; }},
      {"hexadecimal", [](const std::string& cell) { return "0x" + cell; }},
      {"second point", [](const std::string& cell) { return cell + ".5.5"; }},
      {"letter behind", [](const std::string& cell) { return cell + "x"; }},
      {"blank inside",
       [](const std::string& cell) { return cell.substr(0, 1) + " " + cell.substr(1); }},
      {"quoted", [](const std::string& cell) { return "\"" + cell + "\""; }},
      {"quote opens", [](const std::string& cell) { return "\"" + cell; }},
      {"quote closes", [](const std::string& cell) { return cell + "\""; }},
      {"blanks around", [](const std::string& cell) { return " " + cell + "\t"; }},
      {"cell twice", [](const std::string& cell) { return cell + "," + cell; }},
      {"line break", [](const std::string& cell) { return cell + "\n"; }},
      {"NUL", [](const std::string& cell) { return cell + std::string(1, '\0'); }},
      {"high bytes", [](const std::string& cell) { return cell + "\xff\xfe"; }},
      {"carriage return", [](const std::string& cell) { return cell + "\r"; }},
      {"thousands", [](const std::string& cell) { return cell + "e12"; }},
  };
  return kAll;
}

bool names_a_place(const core::Fault& fault) {
  static const std::regex kPlace(R"(x\.csv:[1-9][0-9]*:[1-9][0-9]*)");
  return std::regex_match(fault.where, kPlace) && !fault.what.empty();
}

// The clean bars with one cell's value as the text says it, read by means other than ours: what the
// file truly says where the changed cell is a good value too (a high of 1e14, a volume of 0).
std::vector<data::BarRow> with_cell(std::vector<data::BarRow> bars, std::size_t line,
                                    std::size_t column, std::string cell) {
  std::erase_if(cell, [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '\r'; });
  if (line == 1 || kColumns[column] == "note") {
    return bars;
  }
  data::BarRow& bar = bars[line - 2];
  double* const values[] = {&bar.open, &bar.high, &bar.low, &bar.close, &bar.volume};
  if (column == 0) {
    bar.close_time_ns = std::stoll(cell) * core::kMillisecond + core::kHour;
  } else {
    *values[column - 1] = std::strtod(cell.c_str(), nullptr);
  }
  return bars;
}

// By a rule of its own: sound, in order and on the hour.
bool holds_together(const std::vector<data::BarRow>& bars) {
  core::Timestamp previous = std::numeric_limits<core::Timestamp>::min();
  for (const data::BarRow& bar : bars) {
    const auto [low, high] = std::minmax({bar.open, bar.high, bar.low, bar.close});
    const bool sound = low > 0 && std::isfinite(high) && low == bar.low && high == bar.high &&
                       bar.volume >= 0 && std::isfinite(bar.volume);
    if (!sound || bar.close_time_ns <= previous || bar.close_time_ns % core::kHour != 0) {
      return false;
    }
    previous = bar.close_time_ns;
  }
  return true;
}

bool is_prefix(const std::vector<data::BarRow>& part, const std::vector<data::BarRow>& whole) {
  return part.size() <= whole.size() &&
         same_bars(part, {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(part.size())});
}

}  // namespace

// A last row may go without a line end; it needs all of its cells, and here the last one is no part
// of the bar.
TEST_CASE("cut at every byte: a place, or exactly the bars of the rows that are whole") {
  const std::string text = joined(clean_rows());
  REQUIRE(text.size() > 4000);
  const auto whole = read_text(text, hourly_csv()).bars;
  REQUIRE(whole.size() == 70);
  for (std::size_t size = 0; size < text.size(); ++size) {
    const data::CsvBars read = read_text(text.substr(0, size), hourly_csv());
    if (!read.faults.empty()) {
      CHECK(names_a_place(read.faults.front()));
    } else {
      CHECK(is_prefix(read.bars, whole));
    }
  }
}

TEST_CASE("cut at every byte and skipped: never a bar that the whole file does not have") {
  config::DataConfig config = hourly_csv();
  config.csv.bad_rows = config::BadRows::skip;
  const std::string text = joined(clean_rows());
  const auto whole = read_text(text, hourly_csv()).bars;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const data::CsvBars read = read_text(text.substr(0, size), config);
    CHECK((!read.faults.empty() || is_prefix(read.bars, whole)));
  }
}

TEST_CASE("every corruption of every cell: its place, or the bars that the text says") {
  const auto rows = clean_rows();
  const auto whole = read_text(joined(rows), hourly_csv()).bars;
  int refused = 0;
  for (const std::size_t line : {std::size_t{1}, std::size_t{2}, std::size_t{37}, rows.size()}) {
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
      for (const Corruption& corruption : corruptions()) {
        INFO(corruption.name << " at line " << line << " column " << kColumns[column]);
        auto changed = rows;
        changed[line - 1][column] = corruption.apply(rows[line - 1][column]);
        const data::CsvBars read = read_text(joined(changed), hourly_csv());
        if (read.faults.empty()) {
          CHECK(holds_together(read.bars));
          CHECK(same_bars(read.bars, with_cell(whole, line, column, changed[line - 1][column])));
        } else {
          ++refused;
          CHECK(names_a_place(read.faults.front()));
          const std::string place = fmt::format("x.csv:{}:", line);
          const std::string next = fmt::format("x.csv:{}:", line + 1);
          const std::string& where = read.faults.front().where;
          CHECK((where.starts_with(place) || where.starts_with(next)));
        }
      }
    }
  }
  CHECK(refused > 300);
}

TEST_CASE("any single byte lost or doubled: a place, or sound bars that differ in one row only") {
  const std::string text = joined(clean_rows());
  const auto whole = read_text(text, hourly_csv()).bars;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const bool doubled : {false, true}) {
      std::string changed = text;
      changed.replace(i, 1, doubled ? 2 : 0, text[i]);
      const data::CsvBars read = read_text(changed, hourly_csv());
      if (!read.faults.empty()) {
        CHECK(names_a_place(read.faults.front()));
        continue;
      }
      REQUIRE(read.bars.size() == whole.size());
      CHECK(holds_together(read.bars));
      int different = 0;
      for (std::size_t bar = 0; bar < whole.size(); ++bar) {
        different += same_bars({read.bars[bar]}, {whole[bar]}) ? 0 : 1;
      }
      CHECK(different <= 1);
    }
  }
}
