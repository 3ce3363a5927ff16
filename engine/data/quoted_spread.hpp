// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::data {

// Ask less bid when a bar opened and when it closed, quote currency, >= 0.
struct QuotedSpread {
  double open = 0;
  double close = 0;

  // What is assumed between open and close, of which nobody knows: the larger of the two.
  double widest() const { return open > close ? open : close; }
};

}  // namespace barometer::data
