// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "data/row_parser.hpp"
#include "files/row_places.hpp"

namespace barometer::data {

struct SymbolDataReport;

// Reasons for skipped rows that a report keeps.
inline constexpr std::size_t kKeptReasons = 10;

// What becomes of a symbol's bad rows: under `refuse` their faults are the file's, under `skip`
// rows are counted and the first ten reasons kept. Skipping is for a few rows: where it would leave
// out more, the order, the time or a column of the whole file is wrong.
class BadRowLog {
 public:
  // `file` names the symbol's first file.
  BadRowLog(std::string file, config::BadRows policy)
      : first_file_(file), file_(std::move(file)), policy_(policy) {}

  // Lines are of this file from here on.
  void enter(const std::string& file, const files::RowPlaces* places = nullptr) {
    file_ = file;
    places_ = places;
  }

  // A row with at least one fault.
  void add_row(std::size_t line, const std::vector<CellFault>& faults);

  // Whether the next row of a kind would be reported; if not, count_row() is enough and nothing
  // need be looked up for it.
  bool would_report(std::string_view kind) const;

  // A row of a kind that is not reported.
  void count_row(std::string_view kind);

  // Something no policy can skip.
  void add(core::Fault fault) { faults_.push_back(std::move(fault)); }

  // "file:line:column"
  std::string place(std::size_t line, std::size_t column) const;

  bool skips() const { return policy_ == config::BadRows::skip; }

  std::int64_t skipped() const { return skipped_; }

  // The fault of skipping more than ten rows and more than 1 % of a file's `rows`; nullopt below.
  std::optional<core::Fault> excess(std::int64_t rows) const;

  // Skipped rows into the report.
  void write_to(SymbolDataReport& report) const;

  // Alike faults together: the first three of a kind, then one line that counts the others. From
  // twenty lines on the kinds that are left are one line.
  std::vector<core::Fault> faults() const;

 private:
  struct Kind {
    std::string name;
    std::int64_t rows;
    std::vector<core::Fault> first;  // at most three
  };

  Kind& kind_of(std::string_view name);
  void skip_row(std::size_t line, const CellFault& fault);

  std::string first_file_;
  std::string file_;
  const files::RowPlaces* places_ = nullptr;  // of its lines, where it is not read as it stands
  config::BadRows policy_;
  std::vector<core::Fault> faults_;
  std::int64_t skipped_ = 0;
  std::vector<std::string> reasons_;
  std::vector<Kind> kinds_;  // of bad rows, in order of their first row
};

}  // namespace barometer::data
