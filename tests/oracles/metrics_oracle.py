# SPDX-License-Identifier: Apache-2.0
"""Figures of return from their formulas, and beside empyrical-reloaded.

    python3 metrics_oracle.py golden     standard library only: prints tests/analysis/metrics.golden
    build/metrics-oracle/bin/python metrics_oracle.py compare
                                         with empyrical: prints both and the difference; exit 1
                                         where they differ by more than 1e-9

The series are made by a formula of whole numbers (a linear congruential generator), so that
tests/analysis/metrics.golden_test.cpp makes the same ones bit by bit.
"""

import math
import statistics
import sys

PERIODS = 500
YEAR = 252
DAYS_A_YEAR = 365.25


def numbers(seed):
    """Uniform in [-0.5, 0.5), multiples of 2^-31."""
    while True:
        seed = (1103515245 * seed + 12345) % 2**31
        yield seed / 2**31 - 0.5


def equity(seed, other=None):
    """Worth at PERIODS + 1 session ends, one day apart."""
    worth = [100000.0]
    for i, number in zip(range(PERIODS), numbers(seed)):
        moved = 0.0007 + 0.03 * number * abs(number)
        if other:
            moved += 0.5 * (other[i + 1] / other[i] - 1)
        worth.append(worth[-1] * (1 + moved))
    return worth


def returns(worth):
    return [b / a - 1 for a, b in zip(worth, worth[1:])]


def below_peak(worth):
    peak, falls = worth[0], []
    for value in worth:
        peak = max(peak, value)
        falls.append((peak - value) / peak)
    return falls


def quantile(values, q):
    ordered = sorted(values)
    at = (len(ordered) - 1) * q
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def worst(values, q):
    ordered = sorted(values)
    return statistics.fmean(ordered[: int((len(ordered) - 1) * q) + 1])


def autocovariance(values, lag):
    return math.fsum(a * b for a, b in zip(values[lag:], values)) / len(values)


def sharpe_errors(r):
    """Lags one by one, where the engine slides a window over the values."""
    n, mean, sd = len(r), statistics.fmean(r), statistics.stdev(r)
    ratio, year = mean / sd, math.sqrt(YEAR)
    psi = [z - ratio / 2 * (z * z - 1) for z in ((x - mean) / sd for x in r)]
    lags = math.ceil(1.3 * math.sqrt(n))
    omega = autocovariance(psi, 0) + 2 * math.fsum(
        (1 - lag / (lags + 1)) * autocovariance(psi, lag) for lag in range(1, lags + 1))
    error, b = math.sqrt(omega / n), (lags + 1) / n
    q = 1.96 + 2.9694 * b + 0.416 * b**2 - 0.5324 * b**3
    centred = [x - mean for x in r]
    rho = autocovariance(centred, 1) / autocovariance(centred, 0)
    eta = YEAR / math.sqrt(YEAR + 2 * math.fsum((YEAR - k) * rho**k for k in range(1, YEAR)))
    return {
        "sharpe_standard_error": error * year,
        "sharpe_low": (ratio - q * error) * year,
        "sharpe_high": (ratio + q * error) * year,
        "probabilistic_sharpe": statistics.NormalDist().cdf(1.96 * ratio / (q * error)),
        "sharpe_standard_error_independent": math.sqrt((1 + ratio**2 / 2) / n) * year,
        "sharpe_time_aggregated": ratio * eta,
    }


def figures():
    market = equity(7)
    ours = equity(11, market)
    r, b = returns(ours), returns(market)
    n, mean, sd = len(r), statistics.fmean(r), statistics.stdev(r)
    moment = {k: math.fsum((x - mean) ** k for x in r) / n for k in (2, 3, 4)}
    skew, kurtosis = moment[3] / moment[2] ** 1.5, moment[4] / moment[2] ** 2
    downside = math.sqrt(math.fsum(min(x, 0) ** 2 for x in r) / n)
    falls = below_peak(ours)
    cagr = (ours[-1] / ours[0]) ** (DAYS_A_YEAR / n) - 1
    active = [x - y for x, y in zip(r, b)]
    beta = statistics.covariance(r, b) / statistics.variance(b)
    return r, b, {
        "total_return": ours[-1] / ours[0] - 1,
        "cagr": cagr,
        "annual_volatility": sd * math.sqrt(YEAR),
        "sharpe": mean / sd * math.sqrt(YEAR),
        **sharpe_errors(r),
        "sortino": mean / downside * math.sqrt(YEAR),
        "max_drawdown": max(falls),
        "calmar": cagr / max(falls),
        "ulcer_index": math.sqrt(math.fsum(x * x for x in falls[1:]) / n),
        "skew": skew,
        "kurtosis": kurtosis,
        "var_95": quantile(r, 0.05),
        "var_99": quantile(r, 0.01),
        "cvar_95": worst(r, 0.05),
        "cvar_99": worst(r, 0.01),
        "beta": beta,
        "alpha": (1 + mean - beta * statistics.fmean(b)) ** YEAR - 1,
        "tracking_error": statistics.stdev(active) * math.sqrt(YEAR),
        "information_ratio": statistics.fmean(active) / statistics.stdev(active) * math.sqrt(YEAR),
        "benchmark_correlation": statistics.correlation(r, b),
    }


def of_empyrical(r, b):
    import empyrical
    import numpy
    import pandas
    from scipy import stats

    days = pandas.date_range("2000-01-03", periods=len(r), freq="D")
    r, b = pandas.Series(r, days), pandas.Series(b, days)
    return {
        "total_return": empyrical.cum_returns_final(r),
        "annual_volatility": empyrical.annual_volatility(r, annualization=YEAR),
        "sharpe": empyrical.sharpe_ratio(r, annualization=YEAR),
        "sortino": empyrical.sortino_ratio(r, annualization=YEAR),
        "max_drawdown": -empyrical.max_drawdown(r),
        "skew": stats.skew(r),
        "kurtosis": stats.kurtosis(r, fisher=False),
        "var_95": empyrical.value_at_risk(r, 0.05),
        "var_99": empyrical.value_at_risk(r, 0.01),
        "cvar_95": empyrical.conditional_value_at_risk(r, 0.05),
        "cvar_99": empyrical.conditional_value_at_risk(r, 0.01),
        "beta": empyrical.beta(r, b),
        "alpha": empyrical.alpha(r, b, annualization=YEAR),
        "information_ratio": empyrical.excess_sharpe(r, b) * numpy.sqrt(YEAR),
    }


def golden():
    print("# Printed by tests/oracles/metrics_oracle.py golden, Python's standard library alone.")
    for name, value in figures()[2].items():
        print(name, repr(value))


def compare():
    r, b, ours = figures()
    worst_difference = 0
    for name, theirs in of_empyrical(r, b).items():
        difference = abs(ours[name] - theirs)
        worst_difference = max(worst_difference, difference)
        print(f"{name:20} {ours[name]:24.17g} {float(theirs):24.17g} {difference:9.1e}")
    return 1 if worst_difference > 1e-9 else 0


if __name__ == "__main__":
    sys.exit(compare() if sys.argv[1:] == ["compare"] else golden())
