// SPDX-License-Identifier: Apache-2.0
#include "chart/scale.hpp"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "stats/random.hpp"
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

// Of either sign and between 1e-9 and 1e12.
double any_number(stats::Random& random) {
  const double size = std::pow(10, -9 + 21 * random.uniform());
  return random.uniform() < 0.5 ? size : -size;
}

void check_ticks(const Scale& scale, int wanted) {
  const std::vector<Tick> ticks = scale.ticks(wanted);
  std::set<std::string> seen;
  double before = -0.001;
  std::string all;
  for (const Tick& tick : ticks) {
    all += tick.label + "|";
  }
  INFO(scale.low() << " to " << scale.high() << ": " << all);
  for (const Tick& tick : ticks) {
    const double at = scale.place(tick.value);
    CHECK(at > before);
    CHECK(at < 1.001);
    CHECK(seen.insert(tick.label).second);
    CHECK(tick.label.find("-0 ") == std::string::npos);
    CHECK(tick.label != "-0");
    before = at;
  }
  CHECK(ticks.size() >= 3);
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
  CHECK(labels(Scale::time(utc("2024-03-30 20:00"), utc("2024-03-31 13:00")), 4) ==
        std::vector<std::string>{"03-31 00:00", "03-31 06:00", "03-31 12:00"});
}

TEST_CASE("time before 1970 has ticks too") {
  CHECK(labels(Scale::time(utc("1962-01-02"), utc("1968-06-01")), 4) ==
        std::vector<std::string>{"1964", "1966", "1968"});
}

TEST_CASE("a range without three ticks of the wanted step has finer ones") {
  CHECK(labels(Scale::time(utc("2024-03-30 20:00"), utc("2024-03-31 09:00")), 4) ==
        std::vector<std::string>{"03-30 21:00", "03-31 00:00", "03-31 03:00", "03-31 06:00",
                                 "03-31 09:00"});
  CHECK(labels(Scale::linear(0.9, 2.1), 1) == std::vector<std::string>{"1", "1.5", "2"});
  CHECK(labels(Scale::logarithmic(103, 131), 3) == std::vector<std::string>{"110", "120", "130"});
}

TEST_CASE("labels have as many digits as tell them apart") {
  CHECK(labels(Scale::linear(12'340, 12'350), 2) ==
        std::vector<std::string>{"12.34 k", "12.345 k", "12.35 k"});
}

TEST_CASE(
    "of any range there are three ticks or more, inside it, ascending, each with a label of its "
    "own") {
  stats::Random random(1, 1);
  for (int i = 0; i < 3000; ++i) {
    const double low = any_number(random);
    const double high = random.uniform() < 0.1 ? low : low + std::abs(any_number(random));
    const int wanted = 1 + static_cast<int>(random.uniform() * 10);
    check_ticks(Scale::linear(low, high), wanted);
    check_ticks(Scale::linear(low, high, percent_label), wanted);
    check_ticks(
        Scale::logarithmic(std::abs(low), std::abs(low) + std::abs(high), nanoseconds_label),
        wanted);
    const double begin = 1e18 * (2 * random.uniform() - 1);
    check_ticks(Scale::time(begin, begin + std::pow(10, 8 + 10 * random.uniform())), wanted);
  }
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
  CHECK(number_label(0) == "0");
  CHECK(number_label(-0.0) == "0");
  CHECK(number_label(12'345, 5) == "12.345 k");
  CHECK(number_label(2e18) == "2e+18");
}
