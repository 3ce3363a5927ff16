// SPDX-License-Identifier: Apache-2.0
// ml_common_regime_peer CLOSES TAGS: tags the closes (64-bit floats) bar by bar, writes ten 32-bit
// floats a bar, and prints the nanoseconds of CPU time a bar took, as JSON. See
// bench/peers/ml_common_regime.py.

#include <cstdio>
#include <ctime>
#include <fstream>

#include "driven_tagger.hpp"

namespace {

using namespace barometer::bench;

constexpr std::size_t kNumbers = 10;
constexpr int kRounds = 5;

std::vector<double> read_closes(const char* path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::vector<double> closes(static_cast<std::size_t>(file.tellg()) / sizeof(double));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(closes.data()),
            static_cast<std::streamsize>(closes.size() * sizeof(double)));
  return closes;
}

double nanoseconds_per_bar(DrivenTagger& tagger, const Bars& bars) {
  std::vector<double> rounds;
  for (int round = 0; round < kRounds; ++round) {
    tagger.reset();
    const std::clock_t begin = std::clock();
    tagger.tag(bars, 0, bars.size());
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    rounds.push_back(1e9 * seconds / static_cast<double>(bars.size()));
  }
  std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
  return rounds[kRounds / 2];
}

void write_tags(DrivenTagger& tagger, const Bars& bars, const char* path) {
  std::ofstream file(path, std::ios::binary);
  tagger.reset();
  for (std::int64_t t = 0; t < bars.size(); ++t) {
    tagger.tag(bars, t, t + 1);
    for (std::size_t d = 0; d < kNumbers; ++d) {
      const float value = tagger.value(d);
      file.write(reinterpret_cast<const char*>(&value), sizeof value);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s CLOSES TAGS\n", argv[0]);
    return 2;
  }
  const Bars bars(read_closes(argv[1]));
  DrivenTagger tagger("ml_common_regime", {}, {});
  std::printf("{\"ns_per_bar\": %.2f}\n", nanoseconds_per_bar(tagger, bars));
  write_tags(tagger, bars, argv[2]);
}
