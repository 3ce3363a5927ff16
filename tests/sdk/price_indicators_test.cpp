// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/indicators/adx.hpp>
#include <barometer/sdk/indicators/bollinger.hpp>
#include <barometer/sdk/indicators/donchian.hpp>
#include <barometer/sdk/indicators/keltner.hpp>
#include <barometer/sdk/indicators/macd.hpp>
#include <barometer/sdk/indicators/obv.hpp>
#include <barometer/sdk/indicators/session_vwap.hpp>
#include <barometer/sdk/indicators/wma.hpp>
#include <barometer/sdk/state.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "saved_state.hpp"
#include "sdk/allocation_count.hpp"
#include "support/catch.hpp"

namespace {

using namespace barometer;
using barometer_test::saved;

struct Row {
  double high;
  double low;
  double close;
  double volume;
};

// Input of Tulip Indicators' published regression vectors (tests/untest.txt). The expected figures
// below were printed by indicator_figures.py, which evaluates the formulas in exact fractions.
const std::vector<Row> kRows{
    {82.15, 81.29, 81.59, 5653100}, {81.89, 80.64, 81.06, 6447400}, {83.03, 81.31, 82.87, 7690900},
    {83.30, 82.65, 83.00, 3831400}, {83.85, 83.07, 83.61, 4455100}, {83.90, 83.11, 83.15, 3798000},
    {83.33, 82.49, 82.84, 3936200}, {84.30, 82.30, 83.99, 4732000}, {84.84, 84.15, 84.55, 4841300},
    {85.00, 84.11, 84.36, 3915300}, {85.90, 84.03, 85.53, 6830800}, {86.58, 85.39, 86.54, 6694100},
    {86.98, 85.76, 86.89, 5293600}, {88.00, 87.17, 87.77, 7985800}, {87.87, 87.01, 87.29, 4807900}};

// How each indicator is given a bar, and its value afterwards.
struct Feed {
  static void update(Wma& x, std::size_t, const Row& row) { x.update(row.close); }

  static void update(Macd& x, std::size_t, const Row& row) { x.update(row.close); }

  static void update(Bollinger& x, std::size_t, const Row& row) { x.update(row.close); }

  static void update(Donchian& x, std::size_t, const Row& row) { x.update(row.high, row.low); }

  static void update(Adx& x, std::size_t, const Row& row) {
    x.update(row.high, row.low, row.close);
  }

  static void update(Keltner& x, std::size_t, const Row& row) {
    x.update(row.high, row.low, row.close);
  }

  static void update(SessionVwap& x, std::size_t t, const Row& row) {
    x.update(static_cast<std::int64_t>(t / 6), row.high, row.low, row.close, row.volume);
  }

  static void update(Obv& x, std::size_t, const Row& row) { x.update(row.close, row.volume); }
};

struct Says {
  static std::vector<double> all(const Wma& x) { return {x.value()}; }

  static std::vector<double> all(const Macd& x) { return {x.line(), x.signal()}; }

  static std::vector<double> all(const Bollinger& x) { return {x.middle(), x.upper(), x.lower()}; }

  static std::vector<double> all(const Donchian& x) { return {x.upper(), x.lower()}; }

  static std::vector<double> all(const Adx& x) { return {x.value(), x.plus(), x.minus()}; }

  static std::vector<double> all(const Keltner& x) { return {x.middle(), x.upper(), x.lower()}; }

  static std::vector<double> all(const SessionVwap& x) { return {x.value()}; }

  static std::vector<double> all(const Obv& x) { return {x.value()}; }
};

// Checks every figure from the bar on at which the indicator is ready, and that warmup() names it.
template <class Indicator>
void check_figures(Indicator indicator, const std::vector<std::vector<double>>& want) {
  const auto first = static_cast<std::size_t>(indicator.warmup()) - 1;
  REQUIRE(first + want.size() == kRows.size());
  for (std::size_t t = 0; t < kRows.size(); ++t) {
    Feed::update(indicator, t, kRows[t]);
    REQUIRE(indicator.ready() == (t >= first));
    for (std::size_t i = 0; t >= first && i < want[t - first].size(); ++i) {
      CHECK(Says::all(indicator)[i] == Approx(want[t - first][i]).epsilon(1e-12).margin(1e-11));
    }
  }
}

std::vector<Row> random_rows(std::size_t count) {
  std::mt19937_64 bits(11);
  const auto uniform = [&] { return static_cast<double>(bits() >> 11) * 0x1p-53; };
  std::vector<Row> rows;
  double close = 100;
  while (rows.size() < count) {
    const double open = close;
    close += uniform() - 0.5;
    rows.push_back({std::max(open, close) + uniform(), std::min(open, close) - uniform(), close,
                    std::floor(1000 * uniform())});
  }
  return rows;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  bool same = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    same = same && (a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])));
  }
  return same;
}

// Saved anywhere and loaded elsewhere, it goes on to the same bits; and updates never allocate.
template <class Indicator>
void check_streaming(const Indicator& fresh) {
  const std::vector<Row> rows = random_rows(90);
  for (std::size_t cut = 0; cut < rows.size(); cut += 7) {
    Indicator whole = fresh;
    for (std::size_t t = 0; t < cut; ++t) {
      Feed::update(whole, t, rows[t]);
    }
    Indicator resumed = fresh;
    const auto bytes = saved(whole);
    StateReader reader(bytes);
    reader(resumed);
    CHECK(reader.at_end());
    for (std::size_t t = cut; t < rows.size(); ++t) {
      const std::size_t before = allocation_count();
      Feed::update(whole, t, rows[t]);
      Feed::update(resumed, t, rows[t]);
      REQUIRE(allocation_count() == before);
      REQUIRE(same_bits(Says::all(whole), Says::all(resumed)));
    }
  }
}

}  // namespace

TEST_CASE("Wma: weights 1 to n") {
  check_figures(Wma(5), {{82.824666666667},
                         {83.066},
                         {83.1},
                         {83.398666666667},
                         {83.809333333333},
                         {84.053333333333},
                         {84.637333333333},
                         {85.399333333333},
                         {86.031333333333},
                         {86.763333333333},
                         {87.120666666667}});
}

TEST_CASE("Macd: line and signal") {
  check_figures(Macd(2, 5, 3), {{0.239, 0.564111111111},
                                {0.50137037037, 0.532740740741},
                                {0.634925925926, 0.583833333333},
                                {0.460176954733, 0.522005144033},
                                {0.709082304527, 0.61554372428},
                                {0.943487425697, 0.779515574989},
                                {0.902580246914, 0.841047910951},
                                {0.98624970787, 0.91364880941},
                                {0.625676319667, 0.769662564539}});
}

TEST_CASE("Bollinger: the population's deviation") {
  check_figures(Bollinger(5, 2), {{82.426, 84.321957805438, 80.530042194562},
                                  {82.738, 84.488858075345, 80.987141924655},
                                  {83.094, 83.65465675774, 82.53334324226},
                                  {83.318, 84.164016548302, 82.471983451698},
                                  {83.628, 84.838249561041, 82.417750438959},
                                  {83.778, 85.120797080724, 82.435202919276},
                                  {84.254, 85.996669217035, 82.511330782965},
                                  {84.994, 86.845382186368, 83.142617813632},
                                  {85.574, 87.611512208552, 83.536487791448},
                                  {86.218, 88.565676297959, 83.870323702041},
                                  {86.804, 88.319129037409, 85.288870962591}});
}

TEST_CASE("Donchian: the newest bar counts") {
  check_figures(Donchian(4), {{83.3, 80.64},
                              {83.85, 80.64},
                              {83.9, 81.31},
                              {83.9, 82.49},
                              {84.3, 82.3},
                              {84.84, 82.3},
                              {85, 82.3},
                              {85.9, 82.3},
                              {86.58, 84.03},
                              {86.98, 84.03},
                              {88, 84.03},
                              {88, 85.39}});
}

TEST_CASE("Adx: Wilder's index and both directional indicators") {
  check_figures(Adx(4), {{37.807455071459, 36.027143738433, 14.592843923504},
                         {42.101487873365, 41.05528482608, 11.924886573685},
                         {46.219033858856, 36.362662763612, 9.500084784335},
                         {53.182170868132, 40.632634302122, 6.052337316516},
                         {60.178907538926, 44.519687450642, 4.627416705268},
                         {66.258539713525, 41.663102851641, 3.50077985733},
                         {72.273055707232, 53.115870952988, 2.702559939112},
                         {73.320491687949, 42.989867431008, 5.734132778807}});
}

TEST_CASE("Keltner: average of closes and true ranges") {
  check_figures(Keltner(5, 4, 1.5), {{82.426, 84.0750625, 80.7769375},
                                     {82.667333333333, 84.200380208333, 81.134286458333},
                                     {82.724888888889, 84.189674045139, 81.260103732639},
                                     {83.146592592593, 84.99518145978, 81.298003725405},
                                     {83.614395061728, 85.319586712119, 81.909203411338},
                                     {83.862930041152, 85.475573778945, 82.250286303359},
                                     {84.418620027435, 86.32935283078, 82.50788722409},
                                     {85.125746684957, 87.005046287465, 83.246447082448},
                                     {85.713831123304, 87.580805825186, 83.846856421423},
                                     {86.39922074887, 88.215701775281, 84.582739722459},
                                     {86.696147165913, 88.381007935721, 85.011286396105}});
}

TEST_CASE("SessionVwap: starts anew with each session") {
  check_figures(SessionVwap(), {{81.676666666667},
                                {81.420912606917},
                                {81.802679412944},
                                {81.99417057532},
                                {82.234686129186},
                                {82.371944122885},
                                {82.886666666667},
                                {83.23786453166},
                                {83.694944890633},
                                {83.873591375511},
                                {84.233989030712},
                                {84.652728179379},
                                {86.543333333333},
                                {87.206842176604},
                                {87.255528520011}});
}

TEST_CASE("Obv: volume by the direction of the close") {
  check_figures(Obv(), {{0},
                        {-6447400},
                        {1243500},
                        {5074900},
                        {9530000},
                        {5732000},
                        {1795800},
                        {6527800},
                        {11369100},
                        {7453800},
                        {14284600},
                        {20978700},
                        {26272300},
                        {34258100},
                        {29450200}});
}

TEST_CASE("Adx: a market that does not move has no direction") {
  Adx adx(3);
  for (int t = 0; t < 10; ++t) {
    adx.update(5, 5, 5);
  }
  CHECK(adx.value() == 0);
  CHECK(adx.plus() == 0);
}

TEST_CASE("SessionVwap: not known while the session has had no volume") {
  SessionVwap vwap;
  vwap.update(1, 10, 8, 9, 100);
  vwap.update(2, 20, 18, 19, 0);
  CHECK_FALSE(vwap.ready());
  CHECK(std::isnan(vwap.value()));
}

TEST_CASE("price indicators go on to the same bits from a saved state, and never allocate") {
  check_streaming(Wma(6));
  check_streaming(Macd(3, 8, 4));
  check_streaming(Bollinger(9, 2));
  check_streaming(Donchian(5));
  check_streaming(Adx(5));
  check_streaming(Keltner(6, 4, 1.5));
  check_streaming(SessionVwap());
  check_streaming(Obv());
}

TEST_CASE("price indicators refuse windows that make no sense") {
  CHECK_THROWS_AS(Wma(0), std::invalid_argument);
  CHECK_THROWS_AS(Macd(9, 9, 3), std::invalid_argument);
  CHECK_THROWS_AS(Bollinger(1, 2), std::invalid_argument);
  CHECK_THROWS_AS(Donchian(0), std::invalid_argument);
}
