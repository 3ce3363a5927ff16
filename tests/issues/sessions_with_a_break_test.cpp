// SPDX-License-Identifier: Apache-2.0
// Hourly bars of Shanghai, Hong Kong and Tokyo were refused as off the grid, since that was counted
// from the session's open right through the lunch break. The grid begins again where trading
// resumes, and a bar ends where the break begins (docs/venues.md). Sources differ: some begin again
// after the break, some go on counting from the open, some cut by the clock; each of them loads, in
// stamps of the open, of the true close and of a whole bar's close, with the spans that a list
// written from those words has.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "calendar/calendar_rows.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "support/catch.hpp"
#include "support/csv_market.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::market_of_rows;
using barometer_test::TempFolder;
using barometer_test::utc;

namespace {

// Minutes of the local day.
struct Hours {
  const char* name;
  const char* zone;
  int offset;  // of the zone from UTC
  int open, lunch, back, close;
};

constexpr Hours kShanghai{"sse", "Asia/Shanghai", 480, 570, 690, 780, 900};
constexpr Hours kHongKong{"hkex", "Asia/Hong_Kong", 480, 570, 720, 780, 960};
constexpr Hours kTokyo{"tse", "Asia/Tokyo", 540, 540, 690, 750, 900};
constexpr Hours kTokyoNow{"tse", "Asia/Tokyo", 540, 540, 690, 750, 930};

enum class Layout { again_after_break, on_from_open, by_clock };
enum class Stamp { open, close, whole_close };

struct Span {
  int open;
  int close;

  friend bool operator==(const Span&, const Span&) = default;
};

bool trades(const Hours& hours, int from, int to) {
  return (from < hours.lunch && to > hours.open) || (from < hours.close && to > hours.back);
}

// Where a bar of a grid that does not mind the break ends.
int end_of(const Hours& hours, int open, int bar) {
  const int end = open + bar;
  if (open < hours.open) {
    return end;
  }
  return open < hours.lunch && end > hours.lunch && end <= hours.back ? hours.lunch
                                                                      : std::min(end, hours.close);
}

std::vector<Span> day_of(const Hours& hours, Layout layout, int bar) {
  std::vector<Span> spans;
  if (layout == Layout::again_after_break) {
    for (int open = hours.open; open < hours.lunch; open += bar) {
      spans.push_back({open, std::min(open + bar, hours.lunch)});
    }
    for (int open = hours.back; open < hours.close; open += bar) {
      spans.push_back({open, std::min(open + bar, hours.close)});
    }
    return spans;
  }
  const int first = layout == Layout::on_from_open ? hours.open : hours.open / bar * bar;
  for (int open = first; open < hours.close; open += bar) {
    if (trades(hours, open, open + bar)) {
      spans.push_back({open, end_of(hours, open, bar)});
    }
  }
  return spans;
}

std::string clock(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string venue_file(const TempFolder& folder, const Hours& hours) {
  const std::string file = (folder / "venue.yaml").string();
  std::ofstream(file) << fmt::format(
      "name: {}\nzone: {}\nyears: 2020-2026\nhours:\n"
      "  - {{open: {}, close: {}, lunch: {}-{}}}\nholidays: [01-01]\n",
      hours.name, hours.zone, clock(hours.open), clock(hours.close), clock(hours.lunch),
      clock(hours.back));
  return file;
}

const std::vector<std::string> kDates{"2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08"};

data::MarketData load(const Hours& hours, const std::vector<int>& clocks, int bar,
                      config::StampSide side) {
  const TempFolder folder;
  std::string rows;
  for (const std::string& date : kDates) {
    for (const int minute : clocks) {
      rows += fmt::format("{} {},100,100,100,100,1000\n", date, clock(minute));
    }
  }
  config::DataConfig config;
  config.bar = bar * core::kMinute;
  config.venue = venue_file(folder, hours);
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "venue";
  config.csv.stamp = side;
  return market_of_rows(rows, config);
}

std::vector<int> stamps_of(const std::vector<Span>& spans, Stamp stamp, int bar) {
  std::vector<int> stamps;
  for (const Span& span : spans) {
    stamps.push_back(stamp == Stamp::open    ? span.open
                     : stamp == Stamp::close ? span.close
                                             : span.open + bar);
  }
  return stamps;
}

std::vector<Span> spans_of(const Hours& hours, const data::MarketData& market) {
  std::vector<Span> spans;
  const core::Timestamp midnight = utc("2024-03-05") - hours.offset * core::kMinute;
  for (std::size_t i = 0; i < market.symbols[0].bars.size() / kDates.size(); ++i) {
    const core::Timestamp close = market.symbols[0].bars[i].close_time_ns;
    const auto& row = market.calendar_at(static_cast<std::int64_t>(i));
    const core::Duration length = calendar::length_of(row, market.bar);
    spans.push_back({static_cast<int>((close - length - midnight) / core::kMinute),
                     static_cast<int>((close - midnight) / core::kMinute)});
  }
  return spans;
}

// Minutes of each of them that are traded: the calendar's word, and counted one by one.
bool traded_as_counted(const Hours& hours, const std::vector<Span>& spans,
                       const data::MarketData& market) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    int counted = 0;
    for (int minute = spans[i].open; minute < spans[i].close; ++minute) {
      counted += trades(hours, minute, minute + 1) ? 1 : 0;
    }
    const auto& row = market.calendar_at(static_cast<std::int64_t>(i));
    const core::Duration said =
        row.traded_ms == 0 ? market.bar : row.traded_ms * core::kMillisecond;
    if (said != counted * core::kMinute) {
      return false;
    }
  }
  return true;
}

std::string text_of(const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) {
    text += clock(span.open) + "-" + clock(span.close) + " ";
  }
  return text;
}

// Two layouts of four hours have the same closes; then the later open is as good as the earlier.
bool closes_alone(Stamp stamp, int bar) {
  return stamp != Stamp::open && bar == 240;
}

// A bar belongs where its middle lies, so one that hardly reaches over the open does not.
std::int64_t bars_of_session(const Hours& hours, const std::vector<Span>& spans) {
  return std::ranges::count_if(
      spans, [&hours](const Span& span) { return (span.open + span.close) / 2 >= hours.open; });
}

}  // namespace

TEST_CASE("every layout of a session with a break loads, with the spans that it has") {
  for (const Hours& hours : {kShanghai, kHongKong, kTokyo, kTokyoNow}) {
    for (const int bar : {5, 15, 30, 60, 120, 240}) {
      for (const Layout layout :
           {Layout::again_after_break, Layout::on_from_open, Layout::by_clock}) {
        for (const Stamp stamp : {Stamp::open, Stamp::close, Stamp::whole_close}) {
          const std::vector<Span> spans = day_of(hours, layout, bar);
          INFO(hours.name << clock(hours.close) << ' ' << bar << " layout "
                          << static_cast<int>(layout) << " stamp " << static_cast<int>(stamp)
                          << ": " << text_of(spans));
          const data::MarketData market =
              load(hours, stamps_of(spans, stamp, bar), bar,
                   stamp == Stamp::open ? config::StampSide::open : config::StampSide::close);
          INFO(text_of(spans_of(hours, market)));
          REQUIRE(market.symbols[0].bars.size() == kDates.size() * spans.size());
          CHECK(traded_as_counted(hours, spans_of(hours, market), market));
          if (closes_alone(stamp, bar)) {
            for (std::size_t i = 0; i < spans.size(); ++i) {
              CHECK(spans_of(hours, market)[i].close == spans[i].close);
            }
          } else {
            CHECK(spans_of(hours, market) == spans);
            CHECK(market.symbols[0].report.missing_bars == 0);
          }
          const auto inside = bars_of_session(hours, spans);
          CHECK(market.symbols[0].report.out_of_session_bars ==
                std::ssize(kDates) * (std::ssize(spans) - inside));
          const auto days =
              data::resample(market, core::SymbolIndex{0}, core::kDay, market.symbols[0].bars);
          REQUIRE(days.bars.size() == kDates.size());
          CHECK(days.bars[0].volume == 1000.0 * static_cast<double>(inside));
        }
      }
    }
  }
}

TEST_CASE("a bar of a day covers the break") {
  const data::MarketData market =
      load(kHongKong, {kHongKong.close}, 24 * 60, config::StampSide::close);
  CHECK(market.symbols[0].bars[0].close_time_ns == utc("2024-03-05T08:00:00Z"));
  CHECK(market.symbols[0].report.missing_bars == 0);
}

TEST_CASE("a bar that is missing beside a break is counted") {
  // Without 11:30-12:00, and without 13:00-14:00.
  for (const auto& clocks : {std::vector{570, 630, 780, 840, 900}, {570, 630, 690, 840, 900}}) {
    const data::MarketData market = load(kHongKong, clocks, 60, config::StampSide::open);
    CHECK(market.symbols[0].report.missing_bars == 4);
  }
}

TEST_CASE("two hours of a session that begins again after its break begin again as well") {
  const auto spans = day_of(kTokyo, Layout::again_after_break, 60);
  const data::MarketData market =
      load(kTokyo, stamps_of(spans, Stamp::open, 60), 60, config::StampSide::open);
  const auto coarse =
      data::resample(market, core::SymbolIndex{0}, 2 * core::kHour, market.symbols[0].bars);
  REQUIRE(coarse.bars.size() == 16);
  CHECK(coarse.bars[1].close_time_ns == utc("2024-03-05T02:30:00Z"));
  CHECK(coarse.bars[1].volume == 1000);
  CHECK(coarse.known_ns[1] == utc("2024-03-05T02:30:00Z"));
  CHECK(coarse.bars[2].close_time_ns == utc("2024-03-05T05:30:00Z"));
  CHECK(coarse.bars[2].volume == 2000);
  CHECK(coarse.bars[3].close_time_ns == utc("2024-03-05T06:00:00Z"));
}

TEST_CASE("what lies on no grid is refused with the opens that were expected") {
  try {
    load(kShanghai, {570, 630, 780, 850}, 60, config::StampSide::open);
    FAIL("loaded");
  } catch (const core::Error& error) {
    const std::string told = error.what();
    INFO(told);
    CHECK(contains(told,
                   "bars of 2024-03-05 begin at 09:30, 10:30, 13:00 and 14:00 "
                   "Asia/Shanghai"));
  }
}
