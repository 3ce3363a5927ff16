// SPDX-License-Identifier: Apache-2.0
#include "study/run_tally.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/hash.hpp"
#include "study/run_store_json.hpp"
#include "study/run_store_sql.hpp"

namespace barometer::study {

namespace {

// The join in this order: rows by id, or by identity, are few.
constexpr std::string_view kRows =
    "SELECT r.id, r.identity, r.variant, v.data_hash, r.state, r.counted, r.first_ns, r.last_ns,"
    " r.metrics FROM runs r CROSS JOIN variants v ON v.id=r.variant"
    " WHERE r.state IN ('done','forgotten') AND v.strategy=?1 AND ";

std::optional<double> sharpe_of(const std::vector<RowMetric>& metrics) {
  const auto found = std::ranges::find(metrics, std::string_view("sharpe"), &RowMetric::key);
  return found == metrics.end() ? std::nullopt : found->value;
}

// What a tally is of, as one key.
std::string question_of(const RunRow& row) {
  core::Hash hash;
  hash.add(std::string_view(row.variant->strategy));
  hash.add(std::string_view(row.variant->data_hash));
  for (const std::string& symbol : row.variant->symbols) {
    hash.add(std::string_view(symbol));
  }
  hash.add(row.first_ns);
  hash.add(row.last_ns);
  return hash.hex();
}

// A row of the store as a tally takes it.
struct Trial {
  std::string identity;
  bool counts = false;
  std::optional<double> ratio = {};
};

class Tallier {
 public:
  Tallier(const Database& database, const RunRow& row)
      : database_(database),
        row_(row),
        later_(database, std::string(kRows) + "r.id>?2 ORDER BY r.id"),
        same_(database, std::string(kRows) + "r.identity=?2 AND r.id<=?3 ORDER BY r.id"),
        symbols_(database, "SELECT symbol FROM variant_symbols WHERE variant=?1") {
    read_kept();
    later_.bind(1, row.variant->strategy).bind(2, kept_);
    while (later_.step()) {
      take(trial_of(later_));
      tally_.last_row = later_.integer(0);
    }
  }

  // An equal identity counts once, and its first ratio.
  void take(const Trial& trial) {
    if (trial.counts && counted_.insert(trial.identity).second && !before(trial, &counts)) {
      ++tally_.distinct;
    }
    if (trial.ratio && rated_.insert(trial.identity).second && !before(trial, &has_ratio)) {
      tally_.add_ratio(*trial.ratio);
    }
  }

  const RunTally& tally() const { return tally_; }

 private:
  static bool counts(const Trial& trial) { return trial.counts; }

  static bool has_ratio(const Trial& trial) { return trial.ratio.has_value(); }

  void read_kept() {
    if (database_.integer("SELECT COUNT(*) FROM sqlite_master WHERE name='tallies'") == 0) {
      return;  // made by whoever writes next
    }
    const std::string question = question_of(row_);
    Statement kept(database_,
                   "SELECT last_row, trials, ratios, mean, squares FROM tallies WHERE question=?");
    kept.bind(1, question);
    while (kept.step()) {
      tally_ = {.last_row = kept.integer(0),
                .distinct = kept.integer(1),
                .ratios = kept.integer(2),
                .mean = kept.real(3),
                .squares = kept.real(4)};
    }
    kept_ = tally_.last_row;
  }

  // Whether one of the rows that are in the kept tally already has the trial's identity.
  bool before(const Trial& trial, bool (*is)(const Trial&)) {
    if (kept_ == 0) {
      return false;
    }
    same_.bind(1, row_.variant->strategy).bind(2, trial.identity).bind(3, kept_);
    bool found = false;
    while (same_.step()) {
      found = is(trial_of(same_)) || found;
    }
    return found;
  }

  Trial trial_of(const Statement& found) {
    Trial trial{.identity = found.text(1)};
    trial.counts = found.integer(5) != 0 && found.integer(6) <= row_.last_ns &&
                   found.integer(7) >= row_.first_ns && shares_symbol(found.integer(2));
    const bool alike = found.text(3) == row_.variant->data_hash && found.text(4) == "done";
    if (alike && !found.null(8)) {
      trial.ratio = sharpe_of(database_.whole(parse_metrics(found.text(8)), "metrics"));
    }
    return trial;
  }

  bool shares_symbol(std::int64_t variant) {
    const auto known = shared_.find(variant);
    if (known != shared_.end()) {
      return known->second;
    }
    const std::vector<std::string>& own = row_.variant->symbols;
    bool shared = false;
    symbols_.bind(1, variant);
    while (symbols_.step()) {
      shared = shared || std::ranges::find(own, symbols_.text(0)) != own.end();
    }
    shared_.emplace(variant, shared);
    return shared;
  }

  const Database& database_;
  const RunRow& row_;
  Statement later_;
  Statement same_;
  Statement symbols_;
  RunTally tally_;
  std::int64_t kept_ = 0;
  std::unordered_set<std::string> counted_;
  std::unordered_set<std::string> rated_;
  std::map<std::int64_t, bool> shared_;
};

// None where a row is damaged: whoever wants to read it hears of that.
std::optional<RunTally> whole_tally(const Database& database, const RunRow& row) {
  try {
    return Tallier(database, row).tally();
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::bad_input) {
      throw;
    }
    return std::nullopt;
  }
}

}  // namespace

void RunTally::add_ratio(double ratio) {
  const double from = ratio - mean;
  mean += from / static_cast<double>(++ratios);
  squares += from * (ratio - mean);
}

double RunTally::standard_deviation() const {
  return std::sqrt(squares / static_cast<double>(ratios - 1));
}

RunTally tally_with(const Database& database, const RunRow& row) {
  Tallier tallier(database, row);
  tallier.take({.identity = row.identity, .counts = true, .ratio = sharpe_of(row.metrics)});
  return tallier.tally();
}

void keep_tally(const Database& database, const RunRow& row) {
  const std::optional<RunTally> found = whole_tally(database, row);
  if (!found) {
    return;
  }
  const RunTally& tally = *found;
  const std::string question = question_of(row);
  Statement keep(database,
                 "INSERT OR REPLACE INTO tallies(question, last_row, trials, ratios, mean, squares)"
                 " VALUES(?,?,?,?,?,?)");
  keep.bind(1, question).bind(2, tally.last_row).bind(3, tally.distinct).bind(4, tally.ratios);
  keep.bind(5, tally.mean).bind(6, tally.squares);
  keep.run();
}

}  // namespace barometer::study
