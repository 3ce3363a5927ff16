// SPDX-License-Identifier: Apache-2.0
#include "study/compare_regimes.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "core/timestamp.hpp"
#include "study/csv_cells.hpp"

namespace barometer::study {

namespace {

namespace fs = std::filesystem;

// A label of each session, by dimension; empty where it is not known.
using SessionLabels = std::map<std::string, std::vector<std::string>>;

// The rows of tags.csv of the first symbol at these times.
class TagRows {
 public:
  TagRows(const fs::path& path, const std::vector<std::int64_t>& times)
      : file_(path, std::ios::binary), times_(times.begin(), times.end()) {
    std::string line;
    std::getline(file_, line);
    names_ = CsvHeader(line).names();
    while (std::getline(file_, line)) {
      take(line);
    }
  }

  SessionLabels labels(const std::vector<std::int64_t>& times) const {
    constexpr std::size_t kFirstDimension = 2;  // behind time and symbol
    SessionLabels all;
    for (std::size_t column = kFirstDimension; column < names_.size(); ++column) {
      std::vector<std::string> labels;
      for (const std::int64_t time : times) {
        const auto row = rows_.find(time);
        labels.emplace_back(row == rows_.end() ? "" : CsvHeader::cell_at(row->second, column));
      }
      if (std::ranges::any_of(labels, is_word)) {
        all.emplace(names_[column], std::move(labels));
      }
    }
    return all;
  }

 private:
  static bool is_word(const std::string& text) {
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  }

  void take(const std::string& line) {
    const std::string symbol(CsvHeader::cell_at(line, 1));
    first_symbol_ = first_symbol_.empty() ? symbol : first_symbol_;
    const auto time = core::parse_utc(std::string(CsvHeader::cell_at(line, 0)));
    if (symbol == first_symbol_ && time && times_.contains(*time)) {
      rows_.emplace(*time, line);
    }
  }

  std::ifstream file_;
  std::set<std::int64_t> times_;
  std::vector<std::string> names_;
  std::string first_symbol_;
  std::map<std::int64_t, std::string> rows_;
};

RegimeDifference difference_in(const std::string& dimension, const std::string& label,
                               const std::vector<std::string>& labels, const CommonSessions& common,
                               std::uint64_t seed) {
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == label) {
      a.push_back(common.a[i]);
      b.push_back(common.b[i]);
    }
  }
  return {dimension, label, a.size(), stats::sharpe_difference(a, b, seed)};
}

}  // namespace

void compare_regimes(const ComparedRun& a, const ComparedRun& b, const CommonSessions& common,
                     std::uint64_t seed, RunComparison& result) {
  for (const ComparedRun* run : {&a, &b}) {
    std::error_code ignored;
    if (!run->folder || !fs::exists(*run->folder / "tags.csv", ignored)) {
      result.regimes_missing =
          run->name + " has no run folder with tags.csv (output.tags: true writes it)";
      return;
    }
  }
  const SessionLabels all = TagRows(*a.folder / "tags.csv", common.begins).labels(common.begins);
  for (const auto& [dimension, labels] : all) {
    const std::set<std::string> names(labels.begin(), labels.end());
    for (const std::string& name : names) {
      if (!name.empty() && names.size() > 1) {
        result.regimes.push_back(difference_in(dimension, name, labels, common, seed));
      }
    }
  }
  if (result.regimes.empty()) {
    result.regimes_missing = "no label of a's tags.csv is known where a common session begins";
  }
}

}  // namespace barometer::study
