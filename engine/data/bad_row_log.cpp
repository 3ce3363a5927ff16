// SPDX-License-Identifier: Apache-2.0
#include "data/bad_row_log.hpp"

#include <fmt/format.h>

namespace barometer {

namespace {

constexpr std::size_t kListedFaults = 20;
constexpr std::size_t kKeptReasons = 10;
constexpr const char* kSkipHint = "mend the row, or leave such rows out with `bad_rows: skip`";

}  // namespace

void BadRowLog::add_row(std::size_t line, const std::vector<CellFault>& faults) {
  if (skips()) {
    ++skipped_;
    if (reasons_.size() < kKeptReasons) {
      reasons_.push_back(place(line, faults.front().column) + ": " + faults.front().what);
    }
    return;
  }
  for (const CellFault& fault : faults) {
    if (faults_.size() < kListedFaults) {
      const std::string hint = fault.fix.empty() ? kSkipHint : fault.fix + "; or " + kSkipHint;
      faults_.push_back({place(line, fault.column), fault.what, hint});
    } else {
      ++unlisted_;
    }
  }
}

std::string BadRowLog::place(std::size_t line, std::size_t column) const {
  return fmt::format("{}:{}:{}", file_, line, column);
}

void BadRowLog::write_to(SymbolDataReport& report) const {
  report.skipped_rows = skipped_;
  report.skipped = reasons_;
}

std::vector<Fault> BadRowLog::faults() const {
  std::vector<Fault> all = faults_;
  if (unlisted_ > 0) {
    all.push_back({file_, fmt::format("and {} more faults in this file", unlisted_), ""});
  }
  return all;
}

}  // namespace barometer
