// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace barometer::data {
struct MarketData;
struct SymbolData;
}  // namespace barometer::data

namespace barometer::execution {

// What the sessions before a bar say about a symbol, for the square-root impact. NaN where nothing
// can be said: fewer than three sessions before the bar.
struct SessionFigures {
  double sigma_day = 0;  // standard deviation (ddof 1) of close-to-close returns, a fraction
  double adv = 0;        // mean volume of a session, units of the bar's own session
};

// Splits are no returns. Figures of one symbol over the 20 sessions that ended before a bar's own
// session, or as many as there are. Built once, O(bars); knows nothing of the session at hand.
class SessionStats {
 public:
  SessionStats(const data::MarketData& market, const data::SymbolData& symbol);

  // O(log sessions).
  const SessionFigures& before(std::int64_t bar) const;

 private:
  struct Session {
    std::int64_t first_bar = 0;
    SessionFigures figures;  // of the sessions before it
  };

  std::vector<Session> sessions_;
};

}  // namespace barometer::execution
