// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/metric_table.hpp"
#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "core/timestamp.hpp"
#include "data/market_data.hpp"
#include "page/html.hpp"
#include "page/parts.hpp"
#include "report/metric_text.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

using report::counted;

template <class Source>
std::string figure(std::string_view key, const Source& source) {
  const analysis::Metric* const metric = analysis::find_metric(key);
  return report::metric_text(analysis::value_of(*metric, source), metric->unit);
}

// What ran, on what, when.
std::string subject(const PartInput& input) {
  const data::MarketData& market = input.record.market;
  return fmt::format("{} on {}: {} of {} in {}, {} to {} UTC, venue {}.",
                     input.record.config.strategy.plugin,
                     counted(static_cast<std::int64_t>(market.symbols.size()), "symbol"),
                     counted(input.analysis.extent.bars, "bar"), core::format_bar_size(market.bar),
                     counted(input.analysis.extent.steps, "step"),
                     core::format_date(input.analysis.extent.first_ns),
                     core::format_date(input.analysis.extent.last_ns), market.venue);
}

const char* tone_of(std::optional<double> value) {
  return !value || *value == 0 ? "" : *value > 0 ? "good" : "bad";
}

std::string tiles(const PartInput& input) {
  const analysis::RunAnalysis& run = input.analysis;
  const analysis::ReturnMetrics& hold = run.buy_and_hold;
  const auto beside = [&](std::string_view key) { return "buy and hold " + figure(key, hold); };
  std::string error = figure("sharpe_standard_error", run);
  error = run.returns.sharpe_error.standard_error ? "± " + error + "; " : "";
  return "<dl class=\"tiles\">\n" +
         tile("total return", figure("total_return", run), beside("total_return"),
              tone_of(run.returns.total_return), "total_return") +
         tile("Sharpe ratio a year", figure("sharpe", run), error + beside("sharpe"), "",
              "sharpe") +
         tile("deepest drawdown", figure("max_drawdown", run), beside("max_drawdown"), "",
              "max_drawdown") +
         tile("costs" + money_unit(input.record), figure("total_costs", run),
              figure("closed_trades", run) + " trades closed", "", "total_costs") +
         "</dl>\n";
}

// Whether the run shows an edge at all, by the interval of its Sharpe ratio.
std::string edge(const analysis::ReturnMetrics& returns) {
  const analysis::SharpeError& error = returns.sharpe_error;
  if (!returns.solvent) {
    return "The account was lost: equity was not above 0 at every session end, and returns are not "
           "defined from there on.";
  }
  if (!error.low || !error.high) {
    return "Too little was traded to say how sure the Sharpe ratio is.";
  }
  const std::string interval = fmt::format(
      "its 95 % interval is {} to {}", report::fixed(error.low, 2), report::fixed(error.high, 2));
  return *error.low > 0    ? "The Sharpe ratio is above 0: " + interval + "."
         : *error.high < 0 ? "The Sharpe ratio is below 0: " + interval + "."
                           : "The Sharpe ratio is not shown to differ from 0: " + interval + ".";
}

std::string among(const std::optional<KnownRuns>& known) {
  if (!known || known->distinct < 1) {
    return "";
  }
  std::string text =
      fmt::format("One of {} of this strategy on these data that the run store knows",
                  counted(known->distinct, "distinct run"));
  if (known->deflated_sharpe) {
    text += fmt::format(
        "; were it the best of them, the probability that it is more than luck "
        "(deflated Sharpe) would be {}",
        report::percent(known->deflated_sharpe));
  }
  return paragraph(text + ".");
}

std::string budgets(const latency::LatencyReport& latency) {
  std::string text;
  for (const latency::BudgetReport& budget : latency.budgets) {
    text += fmt::format("{}{} {}", text.empty() ? "Budgets: " : "; ", report::budget_name(budget),
                        latency::to_string(budget.state));
  }
  return text.empty() ? "" : paragraph(text + ".", latency.breached ? "bad" : "");
}

std::string warnings(const nlohmann::ordered_json& warnings) {
  if (warnings.empty()) {
    return paragraph("No warnings.", "faint");
  }
  std::string items;
  for (const nlohmann::ordered_json& warning : warnings) {
    items += fmt::format("<li>{}</li>\n", escaped(warning.at("text").get<std::string>()));
  }
  return fmt::format("<h3>{}</h3>\n<ul class=\"warnings\">\n{}</ul>\n",
                     counted(static_cast<std::int64_t>(warnings.size()), "warning"), items);
}

}  // namespace

std::string money_unit(const analysis::RunRecord& record) {
  const std::string& currency = record.config.broker.currency;
  return currency.empty() ? "" : ", " + currency;
}

std::string verdict_part(const PartInput& input) {
  const std::string& left_out = input.source.left_out.says;
  return (left_out.empty() ? "" : paragraph(left_out, "thin")) +
         paragraph(subject(input), "faint") + tiles(input) +
         paragraph(edge(input.analysis.returns)) + among(input.known) +
         budgets(input.record.latency) + warnings(input.source.json.at("warnings"));
}

}  // namespace barometer::page
