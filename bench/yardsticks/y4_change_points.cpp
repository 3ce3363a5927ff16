// SPDX-License-Identifier: Apache-2.0
// Yardstick Y4: the change point detector of `regime_model` on the well-log series of the Turing
// Change Point Benchmark (G. J. J. van den Burg, C. K. I. Williams 2020, "An Evaluation of Change
// Point Detection Algorithms", arXiv:2003.06222), scored as there: F1 with a margin of 5. The
// benchmark's own BOCPD runs the R package ocp, whose segmentation is what `Segmentation` follows.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "regime_model/change_points.hpp"
#include "yardstick_table.hpp"

namespace {

using barometer::regime_model::ChangePoints;
using barometer::regime_model::ChangePointSettings;
using barometer::regime_model::RunLength;

std::vector<double> read_values(const std::string& path) {
  std::ifstream file(path);
  std::vector<double> values;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    values.push_back(std::stod(line.substr(line.find(',') + 1)));
  }
  return values;
}

// Mean 0, variance 1 with n - 1 in the denominator.
void standardise(std::vector<double>& values) {
  double mean = 0;
  for (const double x : values) {
    mean += x / static_cast<double>(values.size());
  }
  double squares = 0;
  for (const double x : values) {
    squares += (x - mean) * (x - mean);
  }
  const double sd = std::sqrt(squares / static_cast<double>(values.size() - 1));
  for (double& x : values) {
    x = (x - mean) / sd;
  }
}

// The most probable set of change points, grown value by value: behind value t (from 1), the best
// set for a run that began with value s is the best set that was stored under s, and s. Under s
// stands what was best behind value s - 2, and nothing for the first two: so the benchmark does it.
class Segmentation {
 public:
  void add(std::span<const RunLength> runs) {
    const auto t = static_cast<std::int64_t>(best_.size()) - 2;
    Best winner{-std::numeric_limits<double>::infinity(), 0};
    for (const RunLength& run : runs) {
      const std::int64_t start = t + 1 - run.values;
      const double score = std::log(run.probability) + best_[static_cast<std::size_t>(start)].score;
      if (score > winner.score) {
        winner = {score, start};
      }
    }
    best_.push_back(winner);
  }

  // From 0.
  std::set<std::int64_t> change_points() const {
    std::set<std::int64_t> found;
    for (std::int64_t start = best_.back().start; start > 0;
         start = best_[static_cast<std::size_t>(start)].start) {
      found.insert(start - 1);
    }
    return found;
  }

 private:
  struct Best {
    double score;
    std::int64_t start;  // of the last run, values counted from 1; 0: none
  };

  std::vector<Best> best_{{0, 0}, {0, 0}, {0, 1}};  // entry 0 is never used
};

using Indices = std::set<std::int64_t>;

// Matches each true index with the nearest unused prediction no farther than the margin.
std::size_t hits(const Indices& truth, Indices predictions) {
  constexpr std::int64_t kMargin = 5;
  std::size_t found = 0;
  for (const std::int64_t tau : truth) {
    const auto nearest =
        std::min_element(predictions.begin(), predictions.end(),
                         [tau](auto a, auto b) { return std::abs(a - tau) < std::abs(b - tau); });
    if (nearest != predictions.end() && std::abs(*nearest - tau) <= kMargin) {
      ++found;
      predictions.erase(nearest);
    }
  }
  return found;
}

// Precision against all annotators together, recall as the mean over annotators.
double f1(const std::vector<Indices>& annotators, const Indices& predictions) {
  Indices together;
  double recall = 0;
  for (const Indices& marks : annotators) {
    together.insert(marks.begin(), marks.end());
    recall += static_cast<double>(hits(marks, predictions)) / static_cast<double>(marks.size());
  }
  recall /= static_cast<double>(annotators.size());
  const double precision =
      static_cast<double>(hits(together, predictions)) / static_cast<double>(predictions.size());
  return 2 * precision * recall / (precision + recall);
}

double score(const std::vector<double>& values, const std::vector<Indices>& annotators,
             const ChangePointSettings& settings) {
  ChangePoints detector(settings);
  Segmentation segmentation;
  for (const double x : values) {
    detector.update(x);
    segmentation.add(detector.runs());
  }
  Indices predictions = segmentation.change_points();
  predictions.insert(0);
  return f1(annotators, predictions);
}

}  // namespace

int main() {
  using barometer::yardsticks::Row;
  const char* root = std::getenv("BAROMETER_DATA");
  const std::string folder =
      std::string(root == nullptr ? "../shared/data" : root) + "/changepoint";
  std::vector<double> values = read_values(folder + "/well_log.csv");
  std::ifstream file(folder + "/annotations.json");
  if (values.empty() || !file) {
    fmt::print("Y4 skipped: there is no {} (set BAROMETER_DATA)\n", folder);
    return 0;
  }
  standardise(values);
  std::vector<Indices> annotators;
  const nlohmann::json marked = nlohmann::json::parse(file);
  for (const auto& marks : marked["well_log"]) {
    annotators.push_back(marks.get<Indices>());
    annotators.back().insert(0);
  }
  const std::size_t all = values.size() + 1;
  const double plain = score(values, annotators, {{0, 1, 1, 1}, 1.0 / 100, 1e-4, all});
  const double oracle = score(values, annotators, {{0, 100, 0.1, 0.01}, 1.0 / 10, 1e-4, all});
  const std::vector<Row> rows{
      {"BOCPD, defaults", "F1", ".796488", "== .796488", "", 6, {plain}},
      {"BOCPD, oracle parameters", "F1", ".907717", "== .907717", "", 6, {oracle}}};
  return print_rows("Y4  change points of the well-log series (nothing random, one run)", rows);
}
