// SPDX-License-Identifier: Apache-2.0
// The tags of the shipped `regime` plug-in for bench/peers/regime_peers.py: reads trials of closes
// (BARS numbers of 8 bytes each) from standard input, and writes per trial and bar the class of
// rule `ratio`, then of `robust`: 0 quiet, 1 wild, below 0 unknown, a byte each.
//
//   regime_peer BARS

#include <cstdio>
#include <cstdlib>

#include "shipped_regime.hpp"

int main(int argc, char** argv) {
  using namespace barometer::yardsticks;
  if (argc != 2) {
    std::fprintf(stderr, "usage: regime_peer BARS\n");
    return 2;
  }
  std::vector<double> closes(std::strtoul(argv[1], nullptr, 10));
  const ShippedRegime ratio;
  const ShippedRegime robust({{"volatility.rule", {}, {"robust", false, {}}}});
  while (!closes.empty() &&
         std::fread(closes.data(), sizeof(double), closes.size(), stdin) == closes.size()) {
    for (const ShippedRegime* regime : {&ratio, &robust}) {
      const auto classes = two_classes(regime->tag(closes).volatility);
      std::fwrite(classes.data(), 1, classes.size(), stdout);
    }
  }
  return 0;
}
