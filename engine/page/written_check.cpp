// SPDX-License-Identifier: Apache-2.0
#include "page/written_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "core/error.hpp"
#include "report/json_parts.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;
using Figure = std::optional<double>;
using core::Fault;

constexpr double kRounding = 1e-9;

std::string text_of(const Figure& figure) {
  return figure ? fmt::format("{}", *figure) : "undefined";
}

// Figures of one file that were measured again.
class FigureCheck {
 public:
  FigureCheck(const ReadBack& back, const char* file, std::vector<Fault>& faults)
      : where_((back.run.folder / file).string()), faults_(faults) {}

  void compare(const char* name, const Figure& found, const Figure& stored) {
    if (!is_same_figure(found, stored)) {
      faults_.push_back({.where = where_,
                         .what = fmt::format("its rows are not those of run.json: {} of them is "
                                             "{}, and run.json says {}",
                                             name, text_of(found), text_of(stored)),
                         .fix = "put back the file that the run wrote"});
    }
  }

 private:
  std::string where_;
  std::vector<Fault>& faults_;
};

void check_trades(const ReadBack& back, std::vector<Fault>& faults) {
  const analysis::TradeMetrics& stored = back.analysis.trades;
  const analysis::TradeMetrics found = analysis::measure_trades(back.analysis.round_trips);
  FigureCheck check(back, "trades.csv", faults);
  check.compare("closed_trades", static_cast<double>(found.closed),
                static_cast<double>(stored.closed));
  check.compare("average_holding_hours", found.average_hours, stored.average_hours);
  check.compare("average_mae", found.average_mae, stored.average_mae);
  check.compare("average_mfe", found.average_mfe, stored.average_mfe);
  if (!back.record.config.output.decimals) {
    check.compare("expectancy", found.expectancy, stored.expectancy);
  }
}

void check_orders(const ReadBack& back, std::vector<Fault>& faults) {
  const Json& stored = back.run.json.at("orders");
  const analysis::OrderCounts found = analysis::count_orders(back.record.logs.orders);
  FigureCheck check(back, "orders.csv", faults);
  check.compare("filled", static_cast<double>(found.filled), stored.at("filled").get<double>());
  check.compare("working", static_cast<double>(found.working), stored.at("working").get<double>());
}

// Of each row, equity is cash and what is held. Names the first at which it is not.
void check_rows(const ReadBack& back, std::vector<Fault>& faults) {
  const auto points = back.record.logs.equity;
  const auto wrong = std::ranges::find_if(points, [](const portfolio::EquityPoint& point) {
    const double error = std::abs(point.cash + point.net - point.equity);
    return error > kRounding * std::max({std::abs(point.cash), point.gross, 1.0});
  });
  if (wrong != points.end()) {
    faults.push_back({.where = fmt::format("{}:{}", (back.run.folder / "equity.csv").string(),
                                           wrong - points.begin() + 2),
                      .what = fmt::format("equity is {}, and cash and net_exposure are {} together",
                                          wrong->equity, wrong->cash + wrong->net),
                      .fix = "put back the file that the run wrote"});
  }
}

void check_equity(const ReadBack& back, std::vector<Fault>& faults) {
  if (back.record.config.output.decimals) {
    return;
  }
  check_rows(back, faults);
  FigureCheck check(back, "equity.csv", faults);
  const analysis::ReturnMetrics& stored = back.analysis.returns;
  if (!back.sessions.empty()) {
    const analysis::ReturnMetrics found =
        analysis::measure_shapeless_returns(back.sessions, stored.periods_per_year);
    check.compare("total_return", found.total_return, stored.total_return);
    check.compare("annual_volatility", found.volatility, stored.volatility);
  }
  if (!back.record.logs.equity.empty()) {
    const analysis::ExposureMetrics found = analysis::measure_exposure(
        back.record.logs.equity, back.analysis.costs.notional, stored.years);
    check.compare("average_gross_exposure", found.average_gross,
                  back.analysis.exposure.average_gross);
    check.compare("annual_turnover", found.turnover, back.analysis.exposure.turnover);
  }
}

// Keys that this version does not know, or that the run's did not, are passed over.
void check_json(const ReadBack& back, std::vector<Fault>& faults) {
  const Json made = {{"metrics", report::json::metrics(back.analysis)},
                     {"buy_and_hold", report::json::buy_and_hold(back.analysis.buy_and_hold)},
                     {"regimes", report::json::regimes(back.analysis)},
                     {"identity", report::json::identity(back.analysis.identity)}};
  for (const auto& [key, part] : made.items()) {
    const Json& stored = back.run.json.at(key);
    for (const Json& change : Json::diff(stored, part)) {
      if (change.at("op") == "replace") {
        const std::string path = change.at("path");
        faults.push_back({.where = (back.run.folder / "run.json").string(),
                          .what = fmt::format("/{}{} is {}, which this version does not read", key,
                                              path, stored.at(Json::json_pointer(path)).dump()),
                          .fix = "use the version of Barometer that made the run, or run its "
                                 "config again"});
      }
    }
  }
}

}  // namespace

bool is_same_figure(std::optional<double> a, std::optional<double> b) {
  return a && b ? std::abs(*a - *b) <= kRounding * std::max(std::abs(*a), std::abs(*b))
                : a.has_value() == b.has_value();
}

void check_written(const ReadBack& back) {
  std::vector<Fault> faults;
  check_json(back, faults);
  check_trades(back, faults);
  check_orders(back, faults);
  check_equity(back, faults);
  core::throw_if_any(std::move(faults));
}

}  // namespace barometer::page
