// SPDX-License-Identifier: Apache-2.0
#include "analysis/metric_table.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace barometer::analysis {

namespace {

using Returns = const ReturnMetrics&;
using Run = const RunAnalysis&;

MetricValue number(std::optional<double> value) {
  return value ? MetricValue(*value) : MetricValue();
}

// A figure of the Sharpe ratio's error.
MetricValue of_error(const ReturnMetrics& returns, std::optional<double> SharpeError::*figure) {
  const SharpeError& error = returns.sharpe_error;
  return error.missing ? MetricValue(*error.missing) : number(error.*figure);
}

// An end of an interval by resampling.
MetricValue of_interval(const ReturnMetrics& returns,
                        std::optional<Interval> ReturnIntervals::*interval, double Interval::*end) {
  const ReturnIntervals& all = returns.intervals;
  if (all.missing) {
    return *all.missing;
  }
  return all.*interval ? MetricValue(*(all.*interval).*end) : MetricValue();
}

// A property of a drawdown that went down at all.
template <class Property>
MetricValue of_fall(const ReturnMetrics& returns, Property property) {
  const bool fell = returns.drawdown && returns.drawdown->depth > 0;
  return fell ? property(*returns.drawdown) : MetricValue();
}

MetricValue recovery(const Drawdown& drawdown) {
  return drawdown.recovery_ns ? MetricValue(*drawdown.recovery_ns) : MetricValue(NotYet{});
}

MetricValue length_days(const Drawdown& drawdown) {
  return static_cast<double>(drawdown.length_ns) / static_cast<double>(core::kDay);
}

// A property of the comparison with output.benchmark.
template <class Property>
MetricValue of_benchmark(const RunAnalysis& analysis, Property property) {
  return analysis.benchmark ? property(*analysis.benchmark) : MetricValue();
}

// r: returns between session ends, N: periods_per_year, sd: standard deviation with ddof 1.
constexpr Metric kMetrics[] = {
    {"periods_per_year", "", MetricUnit::count,
     "N: sessions a year of the venue, 365 for 24x7, 252 for exchanges; of weeks 52.18, months 12",
     [](Returns m) { return number(m.periods_per_year); }},
    {"periods", "", MetricUnit::count, "n: returns r between session ends",
     [](Returns m) { return MetricValue(m.periods); }},
    {"years", "", MetricUnit::years, "first to last sample / 365.25 days",
     [](Returns m) { return number(m.years); }},
    {"start_equity", "", MetricUnit::money, "E_0: cash at the first live step",
     [](Returns m) { return number(m.start_equity); }},
    {"end_equity", "end equity", MetricUnit::money, "E_n: equity at the last session end",
     [](Returns m) { return number(m.end_equity); }},
    {"total_return", "total return", MetricUnit::gain, "E_n / E_0 - 1",
     [](Returns m) { return number(m.total_return); }},
    {"cagr", "CAGR", MetricUnit::gain,
     "a year: (E_n / E_0)^(1 / years) - 1; undefined under 30 days",
     [](Returns m) { return number(m.cagr); }},
    {"cagr_low", "  in the long run, 95 %", MetricUnit::gain,
     "lower end of the 95 % interval of the growth a year that such returns have in the long run: "
     "1000 draws of log(1 + r) in blocks (stationary bootstrap, Politis & Romano 1994), mean block "
     "max(.65 sqrt(n), Politis & White 2004); undefined under 100 returns, or where less than 10 "
     "blocks have one that is not 0",
     [](Returns m) { return of_interval(m, &ReturnIntervals::cagr, &Interval::low); }},
    {"cagr_high", "  in the long run, 95 %", MetricUnit::gain, "upper end of that interval",
     [](Returns m) { return of_interval(m, &ReturnIntervals::cagr, &Interval::high); }},
    {"annual_volatility", "volatility a year", MetricUnit::share,
     "sd(r) x sqrt(N); undefined under 30 days", [](Returns m) { return number(m.volatility); }},
    {"sharpe", "Sharpe ± standard error", MetricUnit::ratio,
     "mean(r) / sd(r) x sqrt(N), riskless rate 0 (Sharpe 1994); undefined under 30 days",
     [](Returns m) { return number(m.sharpe); }},
    {"sharpe_standard_error", "Sharpe ± standard error", MetricUnit::standard_error,
     "sqrt(Omega / n) x sqrt(N), Omega the long-run variance (Bartlett, L = ceil(1.3 sqrt(n)) "
     "lags; "
     "Newey & West 1987) of z - S / 2 (z^2 - 1), z = (r - mean(r)) / sd(r), S = mean(r) / sd(r): "
     "autocorrelated and fat-tailed returns (Lo 2002); undefined under 30 days and 10 returns, or "
     "where less than 10 blocks of .65 sqrt(n) have one that is not 0",
     [](Returns m) { return of_error(m, &SharpeError::standard_error); }},
    {"sharpe_low", "  95 % interval", MetricUnit::ratio,
     "sharpe - q x sharpe_standard_error, q = 1.96 + 2.9694 b + .416 b^2 - .5324 b^3, b = (L + 1) "
     "/ "
     "n (Kiefer & Vogelsang 2005)",
     [](Returns m) { return of_error(m, &SharpeError::low); }},
    {"sharpe_high", "  95 % interval", MetricUnit::ratio, "sharpe + q x sharpe_standard_error",
     [](Returns m) { return of_error(m, &SharpeError::high); }},
    {"probabilistic_sharpe", "  confidence above 0", MetricUnit::share,
     "probabilistic Sharpe ratio against 0 (Bailey & Lopez de Prado 2012): Phi(1.96 sharpe / (q x "
     "sharpe_standard_error)), the share of such samples with a lower ratio if the true one were 0",
     [](Returns m) { return of_error(m, &SharpeError::probability); }},
    {"sharpe_standard_error_independent", "", MetricUnit::ratio,
     "sqrt((1 + S^2 / 2) / n) x sqrt(N), the standard error if returns were independent (Lo 2002)",
     [](Returns m) { return of_error(m, &SharpeError::independent); }},
    {"sharpe_time_aggregated", "", MetricUnit::ratio,
     "S x eta(N), the Sharpe ratio of returns of a year: eta(N) = N / sqrt(N + 2 sum over k < N of "
     "(N - k) rho^k), rho the first autocorrelation of r (Lo 2002)",
     [](Returns m) { return of_error(m, &SharpeError::time_aggregated); }},
    {"sortino", "Sortino", MetricUnit::ratio,
     "mean(r) / sqrt(sum(min(r, 0)^2) / n) x sqrt(N) (Sortino & Price 1994); undefined under 30 "
     "days",
     [](Returns m) { return number(m.sortino); }},
    {"max_drawdown", "max drawdown", MetricUnit::depth,
     "deepest fall from a running peak (Magdon-Ismail & Atiya 2004)",
     [](Returns m) { return m.drawdown ? number(m.drawdown->depth) : MetricValue(); }},
    {"max_drawdown_low", "  of such histories, 95 %", MetricUnit::depth,
     "lower end of the range in which 19 of 20 histories of the same length and kind have their "
     "deepest fall: the draws of cagr_low, each shifted by the error of the mean",
     [](Returns m) { return of_interval(m, &ReturnIntervals::max_drawdown, &Interval::low); }},
    {"max_drawdown_high", "  of such histories, 95 %", MetricUnit::depth, "upper end of that range",
     [](Returns m) { return of_interval(m, &ReturnIntervals::max_drawdown, &Interval::high); }},
    {"max_drawdown_peak_time", "  peak", MetricUnit::time, "session end of the peak",
     [](Returns m) { return of_fall(m, [](auto& d) { return MetricValue(d.peak_ns); }); }},
    {"max_drawdown_trough_time", "  trough", MetricUnit::time, "session end of the trough",
     [](Returns m) { return of_fall(m, [](auto& d) { return MetricValue(d.trough_ns); }); }},
    {"max_drawdown_recovery_time", "  recovered", MetricUnit::time,
     "first session end back at the peak; undefined: not yet",
     [](Returns m) { return of_fall(m, recovery); }},
    {"max_drawdown_days", "  length", MetricUnit::days, "peak to recovery, or to the end",
     [](Returns m) { return of_fall(m, length_days); }},
    {"calmar", "Calmar", MetricUnit::ratio,
     "cagr / max_drawdown (Young 1991); undefined under 30 days",
     [](Returns m) { return number(m.calmar); }},
    {"ulcer_index", "ulcer index", MetricUnit::share,
     "root mean square of the fractions below the running peak (Martin & McCann 1989)",
     [](Returns m) { return number(m.ulcer); }},
    {"skew", "skew, kurtosis", MetricUnit::ratio, "m3 / m2^1.5, central moments of r",
     [](Returns m) { return number(m.shape.skew); }},
    {"kurtosis", "skew, kurtosis", MetricUnit::ratio,
     "m4 / m2^2, central moments of r: 3 for a normal distribution",
     [](Returns m) { return number(m.shape.kurtosis); }},
    {"var_95", "VaR, CVaR 95 %", MetricUnit::gain,
     "5 % quantile of r, linear interpolation (Hyndman & Fan 1996, type 7)",
     [](Returns m) { return number(m.shape.var_95); }},
    {"cvar_95", "VaR, CVaR 95 %", MetricUnit::gain, "mean of the floor((n - 1) 5 %) + 1 smallest r",
     [](Returns m) { return number(m.shape.cvar_95); }},
    {"var_99", "VaR, CVaR 99 %", MetricUnit::gain,
     "1 % quantile of r, linear interpolation (Hyndman & Fan 1996, type 7)",
     [](Returns m) { return number(m.shape.var_99); }},
    {"cvar_99", "VaR, CVaR 99 %", MetricUnit::gain, "mean of the floor((n - 1) 1 %) + 1 smallest r",
     [](Returns m) { return number(m.shape.cvar_99); }},
    {"time_in_market", "", MetricUnit::share, "share of live steps with a position at their close",
     [](Run a) { return number(a.exposure.time_share); }},
    {"average_gross_exposure", "", MetricUnit::share,
     "mean of gross exposure / equity over live steps with equity > 0",
     [](Run a) { return number(a.exposure.average_gross); }},
    {"annual_turnover", "", MetricUnit::ratio,
     "traded_notional / mean equity / years: both sides counted; undefined under 30 days",
     [](Run a) { return number(a.exposure.turnover); }},
    {"commission", "", MetricUnit::money, "paid on fills",
     [](Run a) { return number(a.costs.commission); }},
    {"slippage", "", MetricUnit::money, "sum of quantity x (price - raw price) of fills",
     [](Run a) { return number(a.costs.slippage); }},
    {"borrow_fees", "", MetricUnit::money, "paid on short positions",
     [](Run a) { return number(a.costs.borrow); }},
    {"funding", "", MetricUnit::money, "paid on perpetuals, < 0 received",
     [](Run a) { return number(a.costs.funding); }},
    {"interest", "", MetricUnit::money, "on margin loans less what cash earned, < 0 received",
     [](Run a) { return number(a.costs.interest); }},
    {"total_costs", "", MetricUnit::money,
     "commission + slippage + borrow_fees + funding + interest",
     [](Run a) { return number(a.costs.total()); }},
    {"dividends", "", MetricUnit::money, "received, < 0 paid on short positions: no cost",
     [](Run a) { return number(a.costs.dividends); }},
    {"traded_notional", "", MetricUnit::money, "sum of |quantity| x fill price",
     [](Run a) { return number(a.costs.notional); }},
    {"trading_costs_bps", "", MetricUnit::bps, "(commission + slippage) / traded_notional x 10^4",
     [](Run a) { return number(a.costs.bps); }},
    {"closed_trades", "", MetricUnit::count, "closed round trips, by output.round_trips",
     [](Run a) { return MetricValue(a.trades.closed); }},
    {"open_trades", "", MetricUnit::count, "round trips that are open at the end",
     [](Run a) { return MetricValue(a.trades.open); }},
    {"winning_trades", "", MetricUnit::count, "closed round trips with net > 0",
     [](Run a) { return MetricValue(a.trades.wins); }},
    {"win_rate", "", MetricUnit::share, "winning_trades / closed_trades",
     [](Run a) { return number(a.trades.win_rate); }},
    {"win_rate_low", "", MetricUnit::share, "lower end of win_rate's 95 % interval (Wilson 1927)",
     [](Run a) { return number(a.trades.win_rate_low); }},
    {"win_rate_high", "", MetricUnit::share, "upper end of win_rate's 95 % interval (Wilson 1927)",
     [](Run a) { return number(a.trades.win_rate_high); }},
    {"average_win", "", MetricUnit::money, "mean net of closed round trips with net > 0",
     [](Run a) { return number(a.trades.average_win); }},
    {"average_loss", "", MetricUnit::money, "mean net of closed round trips with net < 0",
     [](Run a) { return number(a.trades.average_loss); }},
    {"profit_factor", "", MetricUnit::ratio, "sum of net > 0 / |sum of net < 0|",
     [](Run a) { return number(a.trades.profit_factor); }},
    {"expectancy", "", MetricUnit::money, "mean net of closed round trips",
     [](Run a) { return number(a.trades.expectancy); }},
    {"longest_losing_streak", "", MetricUnit::count,
     "closed round trips with net < 0 in a row, as they closed",
     [](Run a) { return MetricValue(a.trades.longest_losing_streak); }},
    {"average_holding_hours", "", MetricUnit::hours,
     "mean over closed round trips, close of the entry bar to close of the exit bar",
     [](Run a) { return number(a.trades.average_hours); }},
    {"average_mae", "", MetricUnit::gain, "mean of mae of closed round trips (trades.csv)",
     [](Run a) { return number(a.trades.average_mae); }},
    {"average_mfe", "", MetricUnit::gain, "mean of mfe of closed round trips (trades.csv)",
     [](Run a) { return number(a.trades.average_mfe); }},
    {"benchmark_periods", "", MetricUnit::count,
     "session ends with returns r and b, b of holding output.benchmark; undefined without one",
     [](Run a) { return of_benchmark(a, [](auto& b) { return MetricValue(b.periods); }); }},
    {"benchmark_periods_per_year", "", MetricUnit::count,
     "N: sessions a year of the run's venue or of the symbol's, whichever has fewer; weeks, months",
     [](Run a) { return of_benchmark(a, [](auto& b) { return number(b.periods_per_year); }); }},
    {"alpha", "", MetricUnit::gain,
     "a year: (1 + mean(r) - beta mean(b))^N - 1; undefined under 30 days",
     [](Run a) { return of_benchmark(a, [](auto& b) { return number(b.alpha); }); }},
    {"beta", "", MetricUnit::ratio, "cov(r, b) / var(b)",
     [](Run a) { return of_benchmark(a, [](auto& b) { return number(b.beta); }); }},
    {"tracking_error", "", MetricUnit::share, "sd(r - b) x sqrt(N); undefined under 30 days",
     [](Run a) { return of_benchmark(a, [](auto& b) { return number(b.tracking_error); }); }},
    {"information_ratio", "", MetricUnit::ratio,
     "mean(r - b) / sd(r - b) x sqrt(N); undefined under 30 days",
     [](Run a) { return of_benchmark(a, [](auto& b) { return number(b.information_ratio); }); }},
    {"benchmark_correlation", "", MetricUnit::ratio, "cov(r, b) / (sd(r) sd(b))",
     [](Run a) { return of_benchmark(a, [](auto& b) { return number(b.correlation); }); }},
};

}  // namespace

std::string_view to_string(MetricUnit unit) {
  static constexpr std::string_view kTexts[] = {"account currency",
                                                "fraction, < 0 a loss",
                                                "fraction",
                                                "fraction of the peak",
                                                "ratio",
                                                "standard error",
                                                "basis points",
                                                "count",
                                                "days",
                                                "hours",
                                                "years",
                                                "UTC"};
  return kTexts[static_cast<std::size_t>(unit)];
}

std::span<const Metric> metric_table() {
  return kMetrics;
}

const Metric* find_metric(std::string_view key) {
  const auto* const found = std::ranges::find(kMetrics, key, &Metric::key);
  return found == std::end(kMetrics) ? nullptr : found;
}

std::optional<double> number_of(const MetricValue& value) {
  if (const double* number = std::get_if<double>(&value)) {
    return *number;
  }
  if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) {
    return static_cast<double>(*number);
  }
  return std::nullopt;
}

MetricValue value_of(const Metric& metric, const RunAnalysis& analysis) {
  return metric.of_returns() ? value_of(metric, analysis.returns)
                             : std::get<Metric::OfRun>(metric.value)(analysis);
}

MetricValue value_of(const Metric& metric, const ReturnMetrics& returns) {
  return std::get<Metric::OfReturns>(metric.value)(returns);
}

}  // namespace barometer::analysis
