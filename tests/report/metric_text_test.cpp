// SPDX-License-Identifier: Apache-2.0
#include "report/metric_text.hpp"

#include "support/catch.hpp"

namespace barometer {

using analysis::MetricUnit;
using analysis::MetricValue;
using report::metric_text;

TEST_CASE("a metric is shown by its unit") {
  CHECK(metric_text(analysis::TooFew{60, 100, "returns"}, MetricUnit::gain) == "60 of 100 returns");
  CHECK(metric_text(MetricValue(1234.5), MetricUnit::money) == "1,234.50");
  CHECK(metric_text(MetricValue(0.123), MetricUnit::gain) == "+12.3 %");
  CHECK(metric_text(MetricValue(0.123), MetricUnit::share) == "12.3 %");
  CHECK(metric_text(MetricValue(0.123), MetricUnit::depth) == "-12.3 %");
  CHECK(metric_text(MetricValue(1.5), MetricUnit::ratio) == "1.50");
  CHECK(metric_text(MetricValue(1.25), MetricUnit::hours) == "1.2");
  CHECK(metric_text(MetricValue(1.0), MetricUnit::days) == "1 day");
  CHECK(metric_text(MetricValue(std::int64_t{1234}), MetricUnit::count) == "1,234");
  CHECK(metric_text(MetricValue(std::int64_t{86'400'000'000'000}), MetricUnit::time) ==
        "1970-01-02");
}

TEST_CASE("no drawdown is shown without a sign") {
  CHECK(metric_text(MetricValue(0.0), MetricUnit::depth) == "0.00 %");
}

TEST_CASE("undefined metrics are n/a, undefined times and lengths are blank") {
  CHECK(metric_text(MetricValue(), MetricUnit::ratio) == "n/a");
  CHECK(metric_text(MetricValue(), MetricUnit::depth) == "n/a");
  CHECK(metric_text(MetricValue(), MetricUnit::time).empty());
  CHECK(metric_text(MetricValue(), MetricUnit::days).empty());
  CHECK(metric_text(analysis::NotYet{}, MetricUnit::time) == "not yet");
}

}  // namespace barometer
