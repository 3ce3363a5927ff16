// SPDX-License-Identifier: Apache-2.0
#include "data/bad_row_log.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "data/symbol_data_report.hpp"

namespace barometer::data {

namespace {

constexpr std::size_t kListedFaults = 20;
constexpr std::int64_t kListedOfAKind = 3;
constexpr std::int64_t kAlwaysSkipped = 10;
constexpr std::int64_t kSkippedOneIn = 100;
constexpr const char* kSkipHint = "mend the row, or leave such rows out with `bad_rows: skip`";

}  // namespace

BadRowLog::Kind& BadRowLog::kind_of(std::string_view name) {
  const auto known = std::ranges::find(kinds_, name, &Kind::name);
  return known != kinds_.end() ? *known : kinds_.emplace_back(Kind{std::string(name), 0, {}});
}

bool BadRowLog::would_report(std::string_view kind) const {
  const auto known = std::ranges::find(kinds_, kind, &Kind::name);
  const std::int64_t rows = known == kinds_.end() ? 0 : known->rows;
  return skips() ? rows == 0 || reasons_.size() < kKeptReasons : rows < kListedOfAKind;
}

void BadRowLog::count_row(std::string_view kind) {
  skipped_ += skips() ? 1 : 0;
  kind_of(kind).rows += 1;
}

void BadRowLog::add_row(std::size_t line, const std::vector<CellFault>& faults) {
  if (skips()) {
    skip_row(line, faults.front());
    return;
  }
  for (const CellFault& fault : faults) {
    Kind& kind = kind_of(fault.kind);
    if (++kind.rows > kListedOfAKind) {
      continue;
    }
    const std::string skip = fault.may_be_skipped ? kSkipHint : "";
    const std::string glue = fault.fix.empty() || skip.empty() ? "" : "; or ";
    kind.first.push_back({place(line, fault.column), fault.what, fault.fix + glue + skip});
  }
}

void BadRowLog::skip_row(std::size_t line, const CellFault& fault) {
  ++skipped_;
  const std::string where = place(line, fault.column);
  if (reasons_.size() < kKeptReasons) {
    reasons_.push_back(where + ": " + fault.what);
  }
  Kind& kind = kind_of(fault.kind);
  if (++kind.rows == 1) {
    kind.first.push_back({where, fault.what, fault.fix});
  }
}

std::optional<core::Fault> BadRowLog::excess(std::int64_t rows) const {
  if (skipped_ <= kAlwaysSkipped || skipped_ * kSkippedOneIn <= rows) {
    return std::nullopt;
  }
  const Kind& kind = *std::ranges::max_element(kinds_, {}, &Kind::rows);
  const std::string advice = kind.first.front().fix.empty()
                                 ? "mend the file or how its columns and times "
                                   "are described"
                                 : kind.first.front().fix;
  return core::Fault{
      kind.first.front().where,
      fmt::format("{} of {} rows would be skipped, {} of them because {}; first here: {}", skipped_,
                  rows, kind.rows, kind.name, kind.first.front().what),
      fmt::format("{}; `bad_rows: skip` leaves out at most {} rows or 1 % of a file", advice,
                  kAlwaysSkipped)};
}

std::string BadRowLog::place(std::size_t line, std::size_t column) const {
  const files::RowPlaces::Place place =
      places_ == nullptr ? files::RowPlaces::Place{line, column} : places_->of(line, column);
  return fmt::format("{}:{}:{}", file_, place.line, place.column);
}

void BadRowLog::write_to(SymbolDataReport& report) const {
  report.skipped_rows = skipped_;
  report.skipped = reasons_;
}

std::vector<core::Fault> BadRowLog::faults() const {
  std::vector<core::Fault> all = faults_;
  std::int64_t unlisted = 0;
  for (const Kind& kind : kinds_) {
    if (skips()) {
      break;
    }
    if (all.size() >= kListedFaults) {
      unlisted += kind.rows;
      continue;
    }
    all.insert(all.end(), kind.first.begin(), kind.first.end());
    if (kind.rows > kListedOfAKind) {
      all.push_back(
          {first_file_,
           fmt::format("and {} more rows like this: {}", kind.rows - kListedOfAKind, kind.name),
           ""});
    }
  }
  if (unlisted > 0) {
    all.push_back({first_file_, fmt::format("and {} more faults of other kinds", unlisted), ""});
  }
  return all;
}

}  // namespace barometer::data
