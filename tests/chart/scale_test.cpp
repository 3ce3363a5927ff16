// SPDX-License-Identifier: Apache-2.0
#include "chart/scale.hpp"

#include <limits>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::chart;

namespace {

std::vector<std::string> labels(const Scale& scale, int wanted) {
  std::vector<std::string> out;
  for (const Tick& tick : scale.ticks(wanted)) {
    out.push_back(tick.label);
  }
  return out;
}

double utc(const char* text) {
  return static_cast<double>(core::parse_utc(text).value());
}

}  // namespace

TEST_CASE("a linear scale maps its ends to 0 and 1 and ticks at 1, 2 or 5 times a power of ten") {
  const Scale scale = Scale::linear(-0.3, 1.1);
  CHECK(scale.place(-0.3) == 0);
  CHECK(scale.place(1.1) == 1);
  CHECK(labels(scale, 7) == std::vector<std::string>{"-0.2", "0", "0.2", "0.4", "0.6", "0.8", "1"});
}

TEST_CASE("a logarithmic scale gives equal ratios equal lengths") {
  const Scale scale = Scale::logarithmic(10, 100'000, nanoseconds_label);
  CHECK(scale.place(1000) == Approx(0.5));
  CHECK(labels(scale, 6) == std::vector<std::string>{"10 ns", "100 ns", "1 us", "10 us", "100 us"});
}

TEST_CASE("a logarithmic scale of less than three decades ticks between the tens too") {
  CHECK(labels(Scale::logarithmic(15, 220), 6) ==
        std::vector<std::string>{"20", "50", "100", "200"});
}

TEST_CASE("a logarithmic scale of many decades leaves out tens, not the ends' order") {
  CHECK(Scale::logarithmic(1, 1e12).ticks(4).size() <= 7);
}

TEST_CASE("time ticks fall on years, months, days or hours, whichever fit") {
  CHECK(labels(Scale::time(utc("2017-08-17"), utc("2022-10-19")), 6) ==
        std::vector<std::string>{"2018", "2019", "2020", "2021", "2022"});
  CHECK(labels(Scale::time(utc("2024-01-15"), utc("2024-04-02")), 3) ==
        std::vector<std::string>{"2024-02", "2024-03", "2024-04"});
  CHECK(labels(Scale::time(utc("2024-03-30 20:00"), utc("2024-03-31 09:00")), 4) ==
        std::vector<std::string>{"03-31 00:00", "03-31 06:00"});
}

TEST_CASE("time before 1970 has ticks too") {
  CHECK(labels(Scale::time(utc("1962-01-02"), utc("1968-06-01")), 4) ==
        std::vector<std::string>{"1964", "1966", "1968"});
}

TEST_CASE("an empty range is widened") {
  CHECK(Scale::linear(5, 5).place(5) == Approx(0.5));
  CHECK(Scale::linear(0, 0).place(0) == Approx(0.5));
  CHECK(Scale::logarithmic(8, 8).place(8) == Approx(0.5));
  CHECK(Scale::time(0, 0).place(0) == Approx(0.5));
}

TEST_CASE("labels choose the unit") {
  CHECK(nanoseconds_label(250) == "250 ns");
  CHECK(nanoseconds_label(147'552'000) == "148 ms");
  CHECK(percent_label(0.125) == "12.5 %");
  CHECK(number_label(45'024) == "45 k");
  CHECK(number_label(1.2e6) == "1.2 M");
  CHECK(number_label(1e-17) == "0");
}
