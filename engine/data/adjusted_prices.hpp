// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "data/bar_row.hpp"

namespace barometer::data {

// Brings a bar into the units of its adjusted close, which takes splits and dividends out of the
// prices (returns are then total returns): open, high and low times adjusted / close, a quotient
// that is rounded once, and the close becomes `adjusted` itself. Rounding moves no price over the
// close, so that a sound bar stays one; where the bar says that two prices are one, they stay it.
// The volume stays. REQUIRES: the bar is sound, `adjusted` > 0. Prices may become 0 or infinite.
inline void adjust_prices(double adjusted, BarRow& bar) {
  const double factor = adjusted / bar.close;
  for (double* const price : {&bar.open, &bar.high, &bar.low}) {
    const double product = *price * factor;
    *price = *price > bar.close   ? std::max(product, adjusted)
             : *price < bar.close ? std::min(product, adjusted)
                                  : adjusted;
  }
  bar.close = adjusted;
}

}  // namespace barometer::data
