// SPDX-License-Identifier: Apache-2.0
#include "stats/overfitting_oracle.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace barometer::test {

namespace {

using Columns = std::vector<std::vector<double>>;
using Ratios = std::vector<long double>;

// Ratios that differ by rounding alone are equals.
bool same(long double a, long double b) {
  return std::abs(a - b) <= 1e-13L * std::max({1.0L, std::abs(a), std::abs(b)});
}

// Mean over deviation (ddof 1); 0 where all values are one.
long double sharpe_of(const std::vector<double>& values) {
  if (std::ranges::all_of(values, [&](double value) { return value == values.front(); })) {
    return 0;
  }
  const auto count = static_cast<long double>(values.size());
  const long double mean = std::accumulate(values.begin(), values.end(), 0.0L) / count;
  long double squares = 0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return mean / std::sqrt(squares / (count - 1));
}

// The Sharpe ratio of each column over the rows of these blocks.
Ratios ratios_of(const Columns& columns, const std::vector<std::size_t>& blocks,
                 std::size_t rows_a_block) {
  Ratios ratios;
  for (const std::vector<double>& column : columns) {
    std::vector<double> half;
    for (const std::size_t block : blocks) {
      for (std::size_t row = 0; row < rows_a_block; ++row) {
        half.push_back(column[block * rows_a_block + row]);
      }
    }
    ratios.push_back(sharpe_of(half));
  }
  return ratios;
}

std::size_t first_maximum(const Ratios& ratios) {
  std::size_t chosen = 0;
  for (std::size_t i = 1; i < ratios.size(); ++i) {
    if (ratios[i] > ratios[chosen] && !same(ratios[i], ratios[chosen])) {
      chosen = i;
    }
  }
  return chosen;
}

// Ascending from 1; equals have the mean of the ranks that they take.
long double rank_of(const Ratios& ratios, std::size_t chosen) {
  long double below = 0;
  long double equals = 0;
  for (const long double ratio : ratios) {
    const bool equal = same(ratio, ratios[chosen]);
    equals += equal ? 1 : 0;
    below += !equal && ratio < ratios[chosen] ? 1 : 0;
  }
  return below + (equals + 1) / 2;
}

// All sets of `size` of the numbers 0 .. count - 1 in lexicographic order.
std::vector<std::vector<std::size_t>> sets_of(std::size_t count, std::size_t size) {
  std::vector<std::vector<std::size_t>> sets;
  std::vector<std::size_t> set;
  const auto extend = [&](const auto& self, std::size_t from) -> void {
    if (set.size() == size) {
      sets.push_back(set);
      return;
    }
    for (std::size_t next = from; next < count; ++next) {
      set.push_back(next);
      self(self, next + 1);
      set.pop_back();
    }
  };
  extend(extend, 0);
  return sets;
}

std::vector<std::size_t> others(const std::vector<std::size_t>& blocks, std::size_t count) {
  std::vector<std::size_t> rest;
  for (std::size_t block = 0; block < count; ++block) {
    if (std::ranges::find(blocks, block) == blocks.end()) {
      rest.push_back(block);
    }
  }
  return rest;
}

std::optional<long double> slope_of(const std::vector<OracleHalf>& halves) {
  const auto count = static_cast<long double>(halves.size());
  long double mean_in = 0;
  long double mean_out = 0;
  for (const OracleHalf& half : halves) {
    mean_in += half.in / count;
    mean_out += half.out / count;
  }
  long double together = 0;
  long double squares = 0;
  bool varies = false;
  for (const OracleHalf& half : halves) {
    together += (half.in - mean_in) * (half.out - mean_out);
    squares += (half.in - mean_in) * (half.in - mean_in);
    varies = varies || !same(half.in, halves.front().in);
  }
  return varies ? std::optional(together / squares) : std::nullopt;
}

}  // namespace

OracleOverfitting overfitting_oracle(const Columns& columns, std::size_t blocks) {
  const std::size_t rows_a_block = columns.front().size() / blocks;
  OracleOverfitting found;
  for (const std::vector<std::size_t>& training : sets_of(blocks, blocks / 2)) {
    const Ratios in = ratios_of(columns, training, rows_a_block);
    const Ratios out = ratios_of(columns, others(training, blocks), rows_a_block);
    const std::size_t chosen = first_maximum(in);
    const long double omega = rank_of(out, chosen) / (static_cast<long double>(columns.size()) + 1);
    found.halves.push_back({.blocks = training,
                            .chosen = chosen,
                            .in = in[chosen],
                            .out = out[chosen],
                            .relative_rank = omega});
    found.probability += std::log(omega / (1 - omega)) <= 0 ? 1 : 0;
    found.losses += out[chosen] < 0 ? 1 : 0;
  }
  found.probability /= static_cast<long double>(found.halves.size());
  found.losses /= static_cast<long double>(found.halves.size());
  found.slope = slope_of(found.halves);
  return found;
}

}  // namespace barometer::test
