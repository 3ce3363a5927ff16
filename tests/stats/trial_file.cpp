// SPDX-License-Identifier: Apache-2.0
#include "stats/trial_file.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "stats/deflated_sharpe.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::test {

TrialFile read_trials(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<std::vector<double>> columns;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::size_t column = 0;
    for (std::string cell; std::getline(cells, cell, ','); ++column) {
      if (column == columns.size()) {
        columns.emplace_back();
      }
      columns[column].push_back(std::strtod(cell.c_str(), nullptr));
    }
  }
  TrialFile trials{.values = {}, .periods = columns.empty() ? 0 : columns.front().size()};
  for (const std::vector<double>& column : columns) {
    trials.values.insert(trials.values.end(), column.begin(), column.end());
  }
  return trials;
}

double deflated_sharpe_of(const TrialFile& file, std::size_t column) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < file.rows().size(); ++i) {
    ratios.push_back(stats::sharpe_sample_of(file.rows().row(i)).value().ratio);
  }
  const double deviation = stats::standard_deviation_of(ratios);
  return stats::deflated_sharpe(stats::sharpe_sample_of(file.rows().row(column)).value(),
                                deviation * deviation, static_cast<double>(ratios.size()));
}

}  // namespace barometer::test
