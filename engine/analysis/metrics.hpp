// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/distribution.hpp"
#include "analysis/drawdown.hpp"
#include "analysis/return_intervals.hpp"
#include "analysis/session_samples.hpp"
#include "analysis/sharpe_error.hpp"
#include "portfolio/cash_event.hpp"
#include "portfolio/equity_curve.hpp"

// Every metric states its formula and its sample. Undefined metrics are nullopt, never infinite and
// never zero.

namespace barometer::orders {
struct Fill;
}

namespace barometer::analysis {

// On returns r_i = E_i / E_{i-1} - 1 between session ends (session_samples.hpp), i = 1..n. The
// riskless rate is 0. With N periods a year; figures a year are defined from 30 days on:
struct ReturnMetrics {
  double periods_per_year = 0;  // N: 365 for 24x7, 252 for exchanges
  std::int64_t periods = 0;     // n
  bool solvent = false;         // there are returns: equity is positive at every sample
  double years = 0;             // from first to last sample / 365.25 days
  double start_equity = 0;      // account currency
  double end_equity = 0;
  std::optional<double> total_return;  // E_n / E_0 - 1
  std::optional<double> cagr;          // (E_n / E_0)^(1 / years) - 1
  std::optional<double> volatility;    // sd(r), ddof 1, x sqrt(N)
  std::optional<double> sharpe;        // Sharpe 1994: mean(r) / sd(r) x sqrt(N)
  SharpeError sharpe_error;
  std::optional<double> sortino;  // Sortino & Price 1994: mean(r) / sqrt(sum(min(r, 0)^2) / n)
                                  // x sqrt(N), all samples in the denominator
  std::optional<Drawdown> drawdown;
  std::optional<double> calmar;  // Young 1991: cagr / depth of the drawdown
  std::optional<double> ulcer;   // ulcer_index()
  Distribution shape;
  ReturnIntervals intervals;  // resample_returns(), which measure_returns() leaves to its caller
};

// Rounding of a return is about 2e-16, so a smaller standard deviation than this counts as zero.
inline constexpr double kNoSpread = 1e-14;

// Figures that are scaled to a year, Sharpe and its kin included, say nothing of less than 30 days:
// they are undefined.
inline constexpr double kFewestYears = 30 / 365.25;

// Empty when any equity is not positive, because returns are undefined from there on.
std::vector<double> returns_of(std::span<const Sample> samples);

// From the first sample to the last; 0 of none.
double years_of(std::span<const Sample> samples);

ReturnMetrics measure_returns(std::span<const Sample> samples, double periods_per_year);

// The same but for `shape`, which takes longer than all the rest.
ReturnMetrics measure_shapeless_returns(std::span<const Sample> samples, double periods_per_year);

// Measured over all live steps.
struct ExposureMetrics {
  std::optional<double> time_share;     // share of steps with a position at their close
  std::optional<double> average_gross;  // mean of gross / equity, over steps with equity > 0
  std::optional<double> turnover;       // traded notional / mean equity / years: both sides counted
};

ExposureMetrics measure_exposure(std::span<const portfolio::EquityPoint> equity,
                                 double traded_notional, double years);

struct CostMetrics {
  double commission = 0;      // account currency
  double slippage = 0;        // account currency
  double borrow = 0;          // fees on shorts, account currency
  double funding = 0;         // of perpetuals, < 0 received
  double interest = 0;        // on margin loans less what cash earned, < 0 received
  double dividends = 0;       // received, < 0 paid on shorts: income, no cost
  double notional = 0;        // sum of |quantity| x fill price, account currency
  std::optional<double> bps;  // (commission + slippage) / notional x 10^4

  double trading() const { return commission + slippage; }

  double carry() const { return borrow + funding + interest; }

  double total() const { return trading() + carry(); }
};

CostMetrics measure_costs(std::span<const orders::Fill> fills,
                          std::span<const portfolio::CashEvent> events = {});

}  // namespace barometer::analysis
