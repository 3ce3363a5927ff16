// SPDX-License-Identifier: Apache-2.0
#include "app/compare_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "analysis/metric_table.hpp"
#include "core/safe_text.hpp"
#include "report/metric_text.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"

namespace barometer::app {

namespace {

using report::Table;
using report::Tone;
using study::ComparedRun;
using study::RunComparison;

// Of all metrics, which --json has, these fit a screen.
constexpr std::array<std::string_view, 11> kShown{
    "total_return", "annual_volatility", "sharpe",        "sharpe_standard_error",
    "sortino",      "max_drawdown",      "calmar",        "closed_trades",
    "win_rate",     "total_costs",       "time_in_market"};
constexpr std::size_t kMostKeys = 10;
constexpr std::size_t kMostRegimes = 8;

std::string keys_text(const RunComparison& comparison, const report::Style& style) {
  if (comparison.keys.empty()) {
    return "Config  no key differs that changes a figure\n";
  }
  Table table("lll");
  for (std::size_t i = 0; i < comparison.keys.size() && i < kMostKeys; ++i) {
    const study::DifferentKey& key = comparison.keys[i];
    table.row({{core::clipped(key.key, 34), Tone::faint},
               {key.a.empty() ? "-" : core::clipped(key.a, 18)},
               {key.b.empty() ? "-" : core::clipped(key.b, 18)}});
  }
  std::string text = fmt::format("Config  {}\n{}",
                                 report::counted(std::ssize(comparison.keys), "key") +
                                     (comparison.keys.size() == 1 ? " differs" : " differ"),
                                 table.render(style, 2));
  if (comparison.keys.size() > kMostKeys) {
    text += fmt::format("  and {} more (--json has all)\n", comparison.keys.size() - kMostKeys);
  }
  return text;
}

std::string metrics_text(const RunComparison& comparison, const report::Style& style) {
  Table table("lrr");
  table.row({{"Metrics", Tone::plain}, {"A", Tone::faint}, {"B", Tone::faint}});
  for (const study::MetricPair& pair : comparison.metrics) {
    if (std::ranges::find(kShown, pair.key) != kShown.end()) {
      table.row({{"  " + pair.key, Tone::faint},
                 {metric_words(pair.key, pair.a)},
                 {metric_words(pair.key, pair.b)}});
    }
  }
  return table.render(style, 0);
}

std::string fills_text(const RunComparison& comparison) {
  if (!comparison.fills_missing.empty()) {
    return "Fills   not compared: " + core::printable(comparison.fills_missing) + "\n";
  }
  if (!comparison.first_fill) {
    return "Fills   all are the same\n";
  }
  const auto shown = [](const std::string& fill) {
    return fill.empty() ? std::string("none any more") : core::clipped(fill, 70);
  };
  return fmt::format("Fills   number {} is the first that differs\n  A  {}\n  B  {}\n",
                     report::grouped(static_cast<std::int64_t>(comparison.first_fill->number)),
                     shown(comparison.first_fill->a), shown(comparison.first_fill->b));
}

std::string sharpe_text(const ComparedRun& a, const ComparedRun& b,
                        const RunComparison& comparison) {
  std::string text = fmt::format("Sharpe  {} common sessions (A has {}, B {})\n",
                                 report::grouped(static_cast<std::int64_t>(comparison.sessions)),
                                 report::grouped(std::ssize(a.returns.values)),
                                 report::grouped(std::ssize(b.returns.values)));
  if (a.returns_from != b.returns_from) {
    text += fmt::format("  A by {}, B by {}\n", a.returns_from, b.returns_from);
  }
  if (!comparison.difference) {
    return text + fmt::format(
                      "  no difference can be judged: it takes {} common sessions that "
                      "differ\n",
                      stats::kFewestPairs);
  }
  return text + fmt::format("  A - B {}: {} (Ledoit & Wolf 2008)\n  {}\n",
                            comparison.sessions_per_year > 0 ? "a year" : "a session",
                            difference_words(*comparison.difference, comparison.sessions_per_year),
                            verdict_of(comparison));
}

std::string regimes_text(const RunComparison& comparison, const report::Style& style) {
  if (!comparison.regimes_missing.empty()) {
    return "Regimes not compared: " + core::printable(comparison.regimes_missing) + "\n";
  }
  std::vector<study::RegimeDifference> sorted = comparison.regimes;
  std::ranges::stable_sort(sorted, [](const auto& one, const auto& other) {
    return one.difference.has_value() && !other.difference.has_value();
  });
  sorted.resize(std::min(sorted.size(), kMostRegimes));
  Table table("llrl");
  for (const study::RegimeDifference& regime : sorted) {
    table.row(
        {{core::clipped(regime.dimension, 16), Tone::faint},
         {core::clipped(regime.label, 14)},
         {report::grouped(static_cast<std::int64_t>(regime.sessions))},
         {regime.difference ? difference_words(*regime.difference, comparison.sessions_per_year)
                            : "too few"}});
  }
  std::string text = "Regimes A - B on the sessions that began in each\n" + table.render(style, 2);
  if (comparison.regimes.size() > kMostRegimes) {
    text +=
        fmt::format("  and {} more (--json has all)\n", comparison.regimes.size() - kMostRegimes);
  }
  return text;
}

}  // namespace

std::string metric_words(const std::string& key, const std::optional<double>& value) {
  const analysis::Metric* const known = analysis::find_metric(key);
  if (known == nullptr || !value) {
    return report::fixed(value, 2);
  }
  return known->unit == analysis::MetricUnit::time
             ? report::metric_text(static_cast<std::int64_t>(*value), known->unit)
             : report::metric_text(*value, known->unit);
}

std::string difference_words(const stats::SharpeDifference& difference, double per_year) {
  const double scale = std::sqrt(per_year > 0 ? per_year : 1);
  const int decimals = per_year > 0 ? 2 : 4;  // a session's are about a twentieth of a year's
  return fmt::format("{0:.{4}f}, 95 % {1:.{4}f} to {2:.{4}f}, p {3:.3f}",
                     difference.difference * scale, difference.low * scale, difference.high * scale,
                     difference.p, decimals);
}

std::string verdict_of(const RunComparison& comparison) {
  const bool told = comparison.difference->low > 0 || comparison.difference->high < 0;
  if (!told) {
    return fmt::format(
        "Chance alone gives as large a difference in {:.0f} % of cases: neither is "
        "shown to be better.",
        comparison.difference->p * 100);
  }
  return fmt::format(
      "{} had the higher ratio, by more than chance gives, if these two were all that was "
      "tried.",
      comparison.difference->low > 0 ? "A" : "B");
}

std::string render_comparison(const ComparedRun& a, const ComparedRun& b,
                              const RunComparison& comparison, const report::Style& style) {
  const std::string heads =
      fmt::format("A  {}\nB  {}\n", core::clipped(a.name, 77), core::clipped(b.name, 77));
  if (comparison.same_results) {
    return heads + keys_text(comparison, style) +
           "The fingerprints are equal: fills and equity are the same to the bit.\n";
  }
  return heads + keys_text(comparison, style) + metrics_text(comparison, style) +
         fills_text(comparison) + sharpe_text(a, b, comparison) + regimes_text(comparison, style);
}

}  // namespace barometer::app
