// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "study/run_store_rows.hpp"

namespace barometer::study {

class Database;

// What the rows of a store up to one of them come to for a run: how often its strategy has been
// tried, and how far the results lie apart. Ratios are Sharpe ratios a year.
struct RunTally {
  std::int64_t last_row = 0;  // the id up to which rows are in it
  // Identities that count (TrialCount in run_store_reader.hpp) for the run's strategy, in its
  // period and with a symbol of it.
  std::int64_t distinct = 0;
  // Identities that are done, of its strategy on its data: how many have a ratio, their mean, and
  // the sum of squares about it.
  std::int64_t ratios = 0;
  double mean = 0;
  double squares = 0;

  // B. P. Welford, Technometrics 4 (1962) 419.
  void add_ratio(double ratio);

  // With ddof 1. REQUIRES: ratios >= 2.
  double standard_deviation() const;
};

// Of all rows there are, and `row` as if it were one of them. Rows that the kept tally of an equal
// question knows are not read again.
RunTally tally_with(const Database& database, const RunRow& row);

// Keeps the tally of what `row` asks, of all rows there are: those that are added later are few.
// Nothing where one of them is damaged, which is no reason not to add others.
// A row that is changed or deleted ends what is kept (run_store_schema.cpp). In a transaction of
// the caller, so that no row is changed meanwhile.
void keep_tally(const Database& database, const RunRow& row);

}  // namespace barometer::study
