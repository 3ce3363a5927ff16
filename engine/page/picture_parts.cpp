// SPDX-License-Identifier: Apache-2.0
// The parts that the script draws: what stands around their pictures.
#include <fmt/format.h>

#include <utility>

#include "data/market_data.hpp"
#include "page/cells.hpp"
#include "page/html.hpp"
#include "page/market_series.hpp"
#include "page/parts.hpp"
#include "page/shown_symbols.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

std::string count_of(std::size_t count, std::string_view noun) {
  return report::counted(static_cast<std::int64_t>(count), noun);
}

// What the script's kActions do; without a script there are no controls. {}: kHoldSwitch.
constexpr const char* kPeriodControls =
    R"(<div class="controls" data-controls="period" hidden>
<label>Symbol <select data-symbols></select></label>
<label><input type="checkbox" data-switch="log"> logarithmic</label>
{}<label>From <input type="date"></label> <label>to <input type="date"></label>
<button type="button" data-do="zoom-in" aria-label="Zoom in">+</button>
<button type="button" data-do="zoom-out" aria-label="Zoom out">&minus;</button>
<button type="button" data-do="earlier" aria-label="Earlier">&#9664;</button>
<button type="button" data-do="later" aria-label="Later">&#9654;</button>
<button type="button" data-do="whole">Whole run</button>
<p class="readout" role="status"></p>
</div>
)";

constexpr const char* kHoldSwitch =
    "<label><input type=\"checkbox\" data-switch=\"hold\"> buy and hold</label>\n";

constexpr const char* kPriceControls =
    R"(<div class="controls" data-controls="symbol" hidden>
<label>Symbol <select data-symbols></select></label>
<button type="button" data-do="fill-before" aria-label="The fill before">&#9664; fill</button>
<button type="button" data-do="fill-after" aria-label="The next fill">fill &#9654;</button>
<button type="button" data-do="whole">Whole run</button>
<button type="button" data-do="back" hidden>Back to the trade</button>
<p class="readout"></p>
</div>
)";

// Figures of the chosen period; the script writes them.
std::string period_table(bool hold) {
  std::string rows;
  for (const auto& [key, name] : {std::pair{"total", "total return"},
                                  {"volatility", "volatility a year"},
                                  {"sharpe", "Sharpe ratio a year"},
                                  {"fall", "deepest drawdown"}}) {
    rows += fmt::format(
        "<tr><th scope=\"row\" class=\"word\">{1}</th><td data-period=\"{0}\"></td>{2}</tr>\n", key,
        name, hold ? fmt::format("<td data-period=\"hold-{}\"></td>", key) : "");
  }
  return "<div data-table=\"period\" aria-live=\"polite\"><p class=\"faint\" "
         "data-period-says></p>\n"
         "<div class=\"scroll\" hidden><table><thead><tr><td></td><th scope=\"col\">strategy</th>" +
         std::string(hold ? "<th scope=\"col\">buy and hold</th>" : "") + "</tr></thead><tbody>\n" +
         rows + "</tbody></table></div></div>\n";
}

// What a point of a picture over time is made of, where it is not a step.
std::string resolution(const PartInput& input) {
  const StepCells account = account_cells(input.record);
  const bool bars = !input.source.left_out.bars;
  const std::size_t prices =
      bars ? price_cells(input.record, shown_symbols(input.record).size()).per : account.per;
  if (prices == 1) {
    return "Every step is drawn; the time axis has steps side by side, closed hours take no room.";
  }
  return fmt::format(
      "Drawn are the lowest and the highest value of every {} (account){}; "
      "the time axis has steps side by side, closed hours take no room.",
      count_of(account.per, "step"),
      bars ? fmt::format(" and {} (prices)", count_of(prices, "step")) : "");
}

// "1,000 of 4,830 trades are here: ...", where some are left out.
std::string left_out(std::size_t shown, std::size_t all, std::string_view noun,
                     std::string_view which) {
  return shown == all ? ""
                      : paragraph(fmt::format("{} of {} are here: {}.",
                                              report::grouped(static_cast<std::int64_t>(shown)),
                                              count_of(all, noun), which),
                                  "faint");
}

}  // namespace

std::string equity_part(const PartInput& input) {
  const LeftOutParts& left_out = input.source.left_out;
  if (left_out.steps) {
    return paragraph("Equity, drawdown and exposure of each step are left out.", "thin");
  }
  const bool bars = !left_out.bars;
  return fmt::format(kPeriodControls, bars ? kHoldSwitch : "") +
         picture_place("equity", bars ? "Equity of the account and of buy and hold over time"
                                      : "Equity of the account over time") +
         picture_place("drawdown", "Drawdown from the highest equity before, over time") +
         picture_place("exposure", "Gross and net exposure as shares of equity over time") +
         (bars ? picture_place("lanes", "The label of each dimension over time, a lane each")
               : "") +
         (left_out.sessions ? "" : period_table(bars)) + "<noscript>" +
         equity_picture(input.record) + "</noscript>\n" + paragraph(resolution(input), "faint") +
         (left_out.sessions ? "" : "<div data-table=\"sessions\"></div>\n");
}

std::string price_part(const PartInput& input) {
  if (input.source.left_out.bars) {
    return "";
  }
  return kPriceControls + picture_place("price", "Price of the chosen symbol with the fills") +
         "<div data-table=\"fill\" aria-live=\"polite\"></div>\n" +
         left_out(input.rows.fills.size(), input.record.logs.fills.size(), "fill",
                  "those of the largest notional; fills.csv has all") +
         paragraph(left_out_symbols(input.record), "faint") +
         "<div data-table=\"fills\"></div>\n<div data-table=\"prices\"></div>\n";
}

std::string trades_part(const PartInput& input) {
  const std::size_t trades = input.analysis.round_trips.size();
  const std::size_t orders = input.record.logs.orders.size();
  return "<h3>Trades</h3>\n" +
         left_out(input.rows.trades.size(), trades, "trade",
                  "those of the largest net gain or loss; trades.csv has all") +
         "<div data-table=\"trades\"></div>\n<h3>Orders</h3>\n" +
         left_out(input.rows.orders.size(), orders, "order",
                  "those that were not filled, then the latest; orders.csv has all") +
         "<div data-table=\"orders\"></div>\n<noscript>" +
         paragraph("trades.csv and orders.csv in the run folder have these tables.") +
         "</noscript>\n";
}

}  // namespace barometer::page
