// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "core/timestamp.hpp"

namespace barometer::sniffer {

// Bars without a pause between them, by the first and the last of their stamps: a session, a week
// of currencies, or all of a market that never closes.
struct TradingBlock {
  core::Timestamp first = 0;
  core::Timestamp last = 0;
};

// Cuts ascending stamps where nothing is for six hours and more than two bars.
std::vector<TradingBlock> trading_blocks(const std::vector<core::Timestamp>& stamps,
                                         core::Duration bar);

// One way to read stamps, and how well the sessions of a venue fit it.
struct SessionFit {
  std::string venue;
  std::string zone;
  config::StampSide side = config::StampSide::open;
  std::size_t blocks = 0;
  std::size_t inside = 0;  // blocks that begin and end in trading hours, extended ones included
  std::size_t edges = 0;   // of 2 × blocks: begins that are an open, ends that are a close

  // Nearly all inside, and half of the edges where they should be. One block has no pause that
  // would tell a venue from one that never closes.
  bool holds() const { return inside * 10 >= blocks * 9 && edges >= blocks && blocks > 1; }
};

// Every way to read them by the hours of us_equity and fx, the best first; by the clocks that
// sources of such files use, or by `zone` alone where one is named.
std::vector<SessionFit> session_fits(const std::vector<TradingBlock>& blocks, core::Duration bar,
                                     const std::string& zone);

}  // namespace barometer::sniffer
