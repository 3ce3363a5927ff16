// SPDX-License-Identifier: Apache-2.0
#include "report/metric_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "core/timestamp.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

using analysis::MetricUnit;

std::string number_text(std::optional<double> value, MetricUnit unit) {
  switch (unit) {
    case MetricUnit::gain:
      return gain_percent(value);
    case MetricUnit::share:
      return percent(value);
    case MetricUnit::depth:
      return gain_percent(value ? std::optional(-*value) : value);
    case MetricUnit::hours:
      return fixed(value, 1);
    case MetricUnit::days:
      return value ? counted(std::llround(*value), "day") : "";
    case MetricUnit::time:
      return "";
    case MetricUnit::count:
      return fixed(value, 0);
    case MetricUnit::money:
    case MetricUnit::ratio:
    case MetricUnit::standard_error:
    case MetricUnit::bps:
    case MetricUnit::years:
      break;
  }
  return fixed(value, 2);
}

}  // namespace

std::string metric_text(const analysis::MetricValue& value, MetricUnit unit) {
  if (std::holds_alternative<analysis::NotYet>(value)) {
    return "not yet";
  }
  if (const auto* few = std::get_if<analysis::TooFew>(&value)) {
    return fmt::format("{} of {} {}", few->have, few->need, few->what);
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return unit == MetricUnit::time ? core::format_date(*whole) : grouped(*whole);
  }
  const auto* number = std::get_if<double>(&value);
  return number_text(number != nullptr ? std::optional(*number) : std::nullopt, unit);
}

}  // namespace barometer::report
