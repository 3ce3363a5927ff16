// SPDX-License-Identifier: Apache-2.0
#include "sniffer/session_fit.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"

namespace barometer::sniffer {

namespace {

constexpr core::Duration kPause = 6 * core::kHour;
constexpr std::size_t kMostBlocks = 1500;  // say as much as all

// The clocks that sources write by: the venue's own, UTC and Warsaw's (Stooq) of stocks; New York's
// winter time all year (HistData) and that of most MetaTrader servers of currencies. `longest` is
// how many days a block may go on.
struct MarketHours {
  const char* venue;
  std::array<const char*, 4> zones;
  core::Day longest;
};

constexpr std::array kMarkets{
    MarketHours{"us_equity", {"America/New_York", "UTC", "Europe/Warsaw", "America/New_York"}, 0},
    MarketHours{"fx", {"America/New_York", "UTC", "Etc/GMT+5", "Europe/Athens"}, 4}};

// A bar on the clock may begin before its session and go on past its end.
struct Span {
  core::Timestamp begin = 0;
  core::Timestamp end = 0;
};

class Fitter {
 public:
  Fitter(const MarketHours& market, core::Duration bar)
      : venue_(calendar::find_venue(market.venue)),
        own_(venue_.zone),
        bar_(bar),
        longest_(market.longest) {}

  SessionFit fit(const std::vector<TradingBlock>& blocks, const std::string& zone,
                 config::StampSide side) {
    calendar::Zone clock(zone);
    SessionFit found{.venue = venue_.name, .zone = zone, .side = side};
    const std::size_t step = std::max<std::size_t>(blocks.size() / kMostBlocks, 1);
    for (std::size_t i = 0; i < blocks.size(); i += step) {
      const core::Duration shift = side == config::StampSide::close ? bar_ : 0;
      const core::Timestamp first = clock.instants(blocks[i].first).first - shift;
      const core::Timestamp last = clock.instants(blocks[i].last).first - shift;
      add({first, first + bar_}, {last, last + bar_}, found);
    }
    return found;
  }

 private:
  void add(const Span& first, const Span& last, SessionFit& found) {
    ++found.blocks;
    const core::Day begin = date_of(first);
    const core::Day end = date_of(last);
    const auto opened = calendar::session_of(venue_, own_, begin);
    const auto closed = calendar::session_of(venue_, own_, end);
    const bool fits = end - begin <= longest_ && trades_in(first, begin) && trades_in(last, end);
    found.inside += fits ? 1 : 0;
    const auto whole_open = calendar::extended_session_of(venue_, own_, begin).open;
    const auto whole_close = calendar::extended_session_of(venue_, own_, end).close;
    const auto begins_with = [&](core::Timestamp open) {
      return first.begin <= open && open < first.end;
    };
    const auto ends_with = [&](core::Timestamp close) {
      return last.begin < close && close <= last.end;
    };
    found.edges += begins_with(opened.open) || begins_with(whole_open) ? 1 : 0;
    found.edges += ends_with(closed.close) || ends_with(whole_close) ? 1 : 0;
  }

  core::Day date_of(const Span& bar) {
    return calendar::session_date_at(venue_, own_, bar.begin + bar_ / 2);
  }

  // By its middle, and no more than half of it before or after hours.
  bool trades_in(const Span& bar, core::Day date) {
    const auto hours = calendar::extended_session_of(venue_, own_, date);
    const core::Timestamp middle = bar.begin + bar_ / 2;
    return calendar::has_session(venue_, date) && middle >= hours.open && middle < hours.close;
  }

  calendar::Venue venue_;
  calendar::Zone own_;
  core::Duration bar_;
  core::Day longest_;  // days from a block's begin to its end
};

}  // namespace

std::vector<TradingBlock> trading_blocks(const std::vector<core::Timestamp>& stamps,
                                         core::Duration bar) {
  const core::Duration pause = std::max(kPause, 2 * bar + 1);
  std::vector<TradingBlock> blocks;
  for (const core::Timestamp stamp : stamps) {
    if (blocks.empty() || stamp - blocks.back().last >= pause) {
      blocks.push_back({stamp, stamp});
    }
    blocks.back().last = stamp;
  }
  return blocks;
}

std::vector<SessionFit> session_fits(const std::vector<TradingBlock>& blocks, core::Duration bar,
                                     const std::string& zone) {
  std::vector<SessionFit> fits;
  for (const MarketHours& market : kMarkets) {
    Fitter fitter(market, bar);
    std::set<std::string> zones(market.zones.begin(), market.zones.end());
    if (!zone.empty()) {
      zones = {zone};
    }
    for (const std::string& each : zones) {
      for (const auto side : {config::StampSide::open, config::StampSide::close}) {
        fits.push_back(fitter.fit(blocks, each, side));
      }
    }
  }
  std::ranges::stable_sort(fits, [](const SessionFit& a, const SessionFit& b) {
    return a.inside + a.edges > b.inside + b.edges;
  });
  return fits;
}

}  // namespace barometer::sniffer
