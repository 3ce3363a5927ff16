// SPDX-License-Identifier: Apache-2.0
#include "report/market_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "report/table.hpp"

namespace barometer::report {

namespace {

// "2022-10-11 10:00", with seconds where there are any.
std::string clock_text(core::Timestamp time) {
  std::string text = core::format_utc(time);
  text.pop_back();
  text[10] = ' ';
  return text.ends_with(":00") ? text.substr(0, text.size() - 3) : text;
}

// Rows of one symbol.
class SymbolHead {
 public:
  SymbolHead(const data::MarketData& market, core::SymbolIndex symbol)
      : bars_(market.symbols[symbol].bars),
        venue_(*market.venue_of(symbol).hours),
        spans_(venue_, market.bar, market.grids[symbol]),
        zone_(venue_.zone),
        by_utc_(venue_.zone == "UTC") {}

  // With all digits where a line has room for them.
  std::string text(std::int64_t shown, const Style& style) {
    Table table = rows(shown);
    if (!table.fits(style, kIndent)) {
      digits_ = kFewDigits;
      table = rows(shown);
    }
    return table.render(style, kIndent);
  }

 private:
  static constexpr std::size_t kIndent = 2;
  static constexpr int kFewDigits = 8;  // significant ones

  Table rows(std::int64_t shown) {
    // The open follows from the close, and the venue's clock from UTC.
    Table table(by_utc_ ? "llrrrrr" : "lllrrrrr",
                by_utc_ ? std::vector<std::size_t>{0} : std::vector<std::size_t>{2, 0});
    add_row("open UTC", "close UTC", "close " + venue_.zone,
            {"open", "high", "low", "close", "volume"}, table);
    const auto count = static_cast<std::int64_t>(bars_.size());
    const bool all = count <= 2 * shown;
    for (std::int64_t i = 0; i < (all ? count : shown); ++i) {
      add(static_cast<std::size_t>(i), table);
    }
    if (!all) {
      table.row({{"..."}});
      for (std::int64_t i = count - shown; i < count; ++i) {
        add(static_cast<std::size_t>(i), table);
      }
    }
    return table;
  }

  std::string number(double value) const {
    return digits_ == 0 ? fmt::format("{}", value) : fmt::format("{:.{}g}", value, digits_);
  }

  void add(std::size_t i, Table& table) {
    const data::BarRow& bar = bars_[i];
    const core::Timestamp close = bar.close_time_ns;
    add_row(clock_text(spans_.from_close(close).open), clock_text(close),
            clock_text(close + zone_.offset(close)),
            {number(bar.open), number(bar.high), number(bar.low), number(bar.close),
             number(bar.volume)},
            table);
  }

  // A venue that goes by UTC has no clock of its own to show.
  void add_row(const std::string& open, const std::string& close, const std::string& by_venue,
               const std::vector<std::string>& values, Table& table) const {
    std::vector<TableCell> cells{{open}, {close}};
    if (!by_utc_) {
      cells.push_back({by_venue});
    }
    for (const std::string& value : values) {
      cells.push_back({value});
    }
    table.row(std::move(cells));
  }

  const core::Rows<data::BarRow>& bars_;
  const calendar::Venue& venue_;
  calendar::BarSpans spans_;
  calendar::Zone zone_;
  bool by_utc_;
  int digits_ = 0;  // 0: all of them
};

}  // namespace

std::string render_head(const data::MarketData& market, std::int64_t bars, const Style& style) {
  std::string text;
  for (std::size_t i = 0; i < market.symbols.size(); ++i) {
    const auto symbol = static_cast<core::SymbolIndex>(i);
    text += fmt::format("{}: {} bars of {}, {}\n", core::printable(market.symbols[i].name),
                        market.symbols[i].bars.size(), core::format_bar_size(market.bar),
                        core::printable(market.venue_of(symbol).hours->name));
    text += SymbolHead(market, symbol).text(bars, style);
  }
  return text;
}

}  // namespace barometer::report
