// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "page/html.hpp"
#include "page/monthly.hpp"
#include "page/parts.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

HtmlCell month_cell(std::optional<double> value) {
  return value ? HtmlCell{.text = fmt::format("{}", report::gain(*value * 100, 1)),
                          .tone = *value > 0   ? "good"
                                  : *value < 0 ? "bad"
                                               : ""}
               : HtmlCell{};
}

std::string monthly_table(const std::vector<analysis::Sample>& samples) {
  HtmlTable table("Returns by month, %", {"year", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
                                          "Aug", "Sep", "Oct", "Nov", "Dec", "year, %"});
  for (const YearOfMonths& year : monthly_returns(samples)) {
    std::vector<HtmlCell> cells{{std::to_string(year.year)}};
    for (const std::optional<double>& month : year.months) {
      cells.push_back(month_cell(month));
    }
    cells.push_back(month_cell(year.whole));
    table.row(cells);
  }
  return table.empty() ? paragraph("No session ended, so there is no return.") : table.html();
}

// From what the positions gained to the change of equity.
std::string cost_table(const PartInput& input) {
  const analysis::CostMetrics& costs = input.analysis.costs;
  HtmlTable table("From gross to net" + money_unit(input.record), {"", "money"});
  const auto row = [&](const char* name, double value, const char* key = "") {
    table.row({{name}, {report::gain(value, 2), "", key}});
  };
  row("gross, dividends included", input.analysis.attribution.total.gross,
      "regimes.total.gross_pnl");
  row("commission", -costs.commission, "-metrics.commission");
  row("slippage", -costs.slippage, "-metrics.slippage");
  row("borrow fees", -costs.borrow, "-metrics.borrow_fees");
  row("funding", -costs.funding, "-metrics.funding");
  row("interest", -costs.interest, "-metrics.interest");
  row("change of equity", input.analysis.identity.equity_change, "identity.equity_change");
  return table.html();
}

std::string rolling(const LeftOutParts& left_out) {
  return left_out.steps || left_out.sessions
             ? ""
             : "<h3>Rolling year</h3>\n" +
                   picture_place("rolling-sharpe",
                                 "Sharpe ratio of the year up to each session end") +
                   picture_place("rolling-volatility",
                                 "Volatility of the year up to each session end") +
                   "<div data-table=\"rolling\"></div>\n";
}

std::string of_sessions(const PageSource& source) {
  if (source.left_out.sessions) {
    return paragraph("Returns by month, by year and by session are left out.", "thin");
  }
  return monthly_table(source.sessions) + rolling(source.left_out) +
         "<h3>Distribution of returns</h3>\n" +
         picture_place("distribution", "How many sessions had which return") +
         "<div data-table=\"distribution\"></div>\n";
}

}  // namespace

std::string returns_part(const PartInput& input) {
  return of_sessions(input.source) + "<h3>Costs</h3>\n" +
         picture_place("costs", "From gross to net, a bar for each kind of cost") +
         unfolded("Table of costs", cost_table(input)) + "<h3>Excursions of trades</h3>\n" +
         picture_place("excursions",
                       "Largest loss and largest gain while a trade was held, a point a trade") +
         paragraph("The trades of the table below; mae and mfe are fractions of the entry price.",
                   "faint");
}

}  // namespace barometer::page
