// SPDX-License-Identifier: Apache-2.0
#include "latency/dispersion.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

double online(const std::vector<int>& over, double rate) {
  latency::BlockCounts counts;
  for (const int one : over) {
    counts.add(one != 0);
  }
  return counts.of(rate);
}

// From the definition, with all blocks at once.
double defined(const std::vector<int>& over, double rate) {
  double most = 0;
  double all = 0;
  for (const int one : over) {
    all += one;
  }
  for (std::size_t length = 32; 8 * length <= over.size(); length *= 2) {
    const std::size_t blocks = over.size() / length;
    std::vector<double> counts(blocks);
    double sum = 0;
    for (std::size_t i = 0; i < blocks * length; ++i) {
      counts[i / length] += over[i];
      sum += over[i];
    }
    const double mean = sum / static_cast<double>(blocks);
    double squares = 0;
    for (const double count : counts) {
      squares += (count - mean) * (count - mean);
    }
    const double variance = squares / static_cast<double>(blocks - 1);
    const double share = mean / static_cast<double>(length);
    const double d = mean > 0 ? variance / (mean * (1 - std::min(rate, share))) : 1;
    most = std::max(most, (d - 1) * (1 + 4 / static_cast<double>(blocks)));
  }
  return std::min(1 + most, std::max(all, 1.0));
}

}  // namespace

TEST_CASE("counts by arrival have the dispersion of the definition") {
  std::mt19937_64 random(7);
  for (const std::size_t size : {5u, 255u, 256u, 511u, 512u, 1'000u, 4'096u, 10'007u}) {
    for (const double rate : {0.001, 0.01, 0.5}) {
      std::vector<int> over(size);
      for (std::size_t i = 0; i < size; ++i) {
        const bool hang = (i / 37) % 11 == 3;
        over[i] = static_cast<double>(random() >> 11) * 0x1p-53 < (hang ? 0.4 : 0.01) ? 1 : 0;
      }
      CAPTURE(size, rate);
      CHECK(online(over, rate) == Approx(defined(over, rate)).epsilon(1e-9));
    }
  }
}

TEST_CASE("exceedances one by one, all the time or never do not disperse") {
  std::vector<int> even(8'192);
  for (std::size_t i = 0; i < even.size(); i += 100) {
    even[i] = 1;
  }
  CHECK(online(even, 0.01) == 1);
  CHECK(online(std::vector<int>(8'192, 1), 0.01) == 1);
  CHECK(online(std::vector<int>(8'192, 0), 0.01) == 1);
}

TEST_CASE("independent exceedances of far less than a low quantile allows do not disperse") {
  // Held against the variance of the allowed half, these had a D of 2.5 in the middle.
  std::vector<double> found;
  std::mt19937_64 random(9);
  for (int run = 0; run < 21; ++run) {
    std::vector<int> lone(65'536);
    for (int& one : lone) {
      one = random() % 20 == 0 ? 1 : 0;
    }
    found.push_back(online(lone, 0.5));
  }
  std::sort(found.begin(), found.end());
  CHECK(found[10] < 1.6);
}

TEST_CASE("bursts of five count five each and a little more, a lone one counts one") {
  std::vector<double> found;
  std::mt19937_64 random(8);
  for (int run = 0; run < 21; ++run) {
    std::vector<int> bursts(65'536);
    for (std::size_t i = 0; i + 5 < bursts.size(); ++i) {
      if (random() % 500 == 0) {
        std::fill_n(bursts.begin() + static_cast<std::ptrdiff_t>(i), 5, 1);
        i += 5;
      }
    }
    found.push_back(online(bursts, 0.01));
  }
  std::sort(found.begin(), found.end());
  CHECK(found.front() > 4);
  CHECK(found[10] < 9);
  std::vector<int> lone(4'096);
  lone[4'000] = 1;
  CHECK(online(lone, 0.01) == 1);
}
