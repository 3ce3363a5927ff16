// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "regime_harness.hpp"
#include "support/catch.hpp"

// Every cell of the Python module's own output (golden/reference_regimes.csv beside the market
// data): labels, durations and percentiles equal after rounding to 32-bit floats, the other scalars
// to 1e-5 relative or 1e-6 absolute. Without the file the program exits with 77: skipped.

namespace {

using namespace barometer;

struct Column {
  const char* name;
  bool exact;
};

constexpr std::array kColumns{Column{"volatility", true},
                              Column{"volatility_percentile", true},
                              Column{"volatility_duration", true},
                              Column{"volatility_stability", false},
                              Column{"trend", true},
                              Column{"trend_strength", false},
                              Column{"trend_duration", true},
                              Column{"trend_acceleration", false}};

struct Reference {
  std::vector<double> closes;
  std::vector<std::array<double, kColumns.size()>> rows;  // NaN where the file is empty
};

Reference& of_series(std::vector<std::pair<std::string, Reference>>& all, const std::string& name) {
  if (all.empty() || all.back().first != name) {
    all.emplace_back(name, Reference{});
  }
  return all.back().second;
}

std::vector<std::pair<std::string, Reference>> read_reference() {
  const std::string path = harness::data_root() + "/../golden/reference_regimes.csv";
  std::ifstream file(path);
  if (!file) {
    std::printf("skipped: no %s; set BAROMETER_DATA\n", path.c_str());
    std::exit(77);
  }
  std::vector<std::pair<std::string, Reference>> all;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string cell;
    std::getline(cells, cell, ',');
    Reference& series = of_series(all, cell);
    std::getline(cells, cell, ',');
    std::getline(cells, cell, ',');
    series.closes.push_back(std::stod(cell));
    auto& row = series.rows.emplace_back();
    for (double& value : row) {
      cell.clear();
      std::getline(cells, cell, ',');
      value = cell.empty() ? std::nan("") : std::stod(cell);
    }
  }
  return all;
}

// The plug-in's tag as the module's number.
double value_of(const harness::Table& table, const bm_dimension& dimension, std::size_t t) {
  if (dimension.kind == BM_DIMENSION_SCALAR) {
    return table.scalar.at(dimension.name)[t];
  }
  const std::int8_t label = table.category.at(dimension.name)[t];
  return label < 0 ? std::nan("") : dimension.label_values[label];
}

bool agree(double got, double want, bool exact) {
  if (std::isnan(want) || std::isnan(got)) {
    return std::isnan(want) && std::isnan(got);
  }
  return exact ? static_cast<float>(got) == static_cast<float>(want)
               : std::fabs(got - want) <= std::max(1e-5 * std::fabs(want), 1e-6);
}

}  // namespace

TEST_CASE("ml_common_regime equals the Python module in every cell") {
  const auto all = read_reference();
  CHECK(all.size() == 4);
  std::size_t cells = 0;
  for (const auto& [name, reference] : all) {
    const harness::Series series = harness::hourly(reference.closes);
    const harness::Tagger tagger({}, series.instrument, {}, "ml_common_regime");
    const auto table = harness::tag_all(series, {}, 1, "ml_common_regime");
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      const bm_dimension& dimension = tagger.dimension(kColumns[c].name);
      for (std::size_t t = 0; t < reference.rows.size(); ++t, ++cells) {
        const double got = value_of(table, dimension, t);
        const double want = reference.rows[t][c];
        INFO(name << " bar " << t << " " << dimension.name << ": " << got << ", module " << want);
        CHECK(agree(got, want, kColumns[c].exact));
      }
    }
  }
  CHECK(cells == 3600 * kColumns.size());
}
