// SPDX-License-Identifier: Apache-2.0
// What `barometer study` says of strategies that draw their positions, on prices that nobody can
// foretell: whole studies by the program, from the files of prices to the JSON.
#include <fmt/format.h>

#include <cmath>
#include <fstream>

#include "app/barometer_program.hpp"
#include "inference/proof_table.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"
#include "support/sanitized.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr int kSessions = 500;
constexpr std::int64_t kStudies = kSanitized ? 4 : 20;  // 2,000 in the long form

// How often the volume of a bar tells the side of the next one: then going with it has a ratio of
// .25 a session, 4 a year and more, since E|z| (2p - 1) / sqrt(1 - (E|z| (2p - 1))^2) = .25.
constexpr double kTold = 0.652;

struct SimulatedWorld {
  const char* name;
  std::string params = "";  // of the strategy
  int first_seed = 1;       // 0: the first of the hundred trials has an edge
};

const SimulatedWorld kIndependent{.name = "independent"};
const SimulatedWorld kAlike{.name = "equicorrelated .7", .params = ", correlation: 0.7"};
const SimulatedWorld kFamilies{.name = "ten families of .7",
                               .params = ", correlation: 0.7, families: 10"};
const SimulatedWorld kEdge{.name = "one edge of .25 a session",
                           .params = ", correlation: 0.7, families: 10",
                           .first_seed = 0};

// Daily bars of 2 % a day without drift or memory. The volume is 2 where it tells of a rise,
// else 1.
void write_prices(const std::filesystem::path& file, std::uint64_t seed) {
  stats::Random random(seed, 41);
  std::ofstream out(file);
  out << "timestamp,open,high,low,close,volume\n";
  double price = 100;
  double change = 0.02 * random.normal();
  for (int bar = 0; bar <= kSessions; ++bar) {
    const double close = price * std::exp(change - 0.0002);
    const double next = 0.02 * random.normal();
    const bool told = random.uniform() < kTold ? next > 0 : next <= 0;
    out << fmt::format("{},{:.9f},{:.9f},{:.9f},{:.9f},{}\n",
                       1'577'836'800'000 + 86'400'000LL * bar, price, std::max(price, close),
                       std::min(price, close), close, told ? 2 : 1);
    price = close;
    change = next;
  }
}

// What a study of 100 trials says as JSON; another seed, other prices and other positions.
nlohmann::json study_of(const SimulatedWorld& world, std::uint64_t seed) {
  const TempFolder folder;
  write_prices(folder / "X.csv", seed);
  const auto config = write_file(
      folder / "study.yaml",
      fmt::format("data:\n"
                  "  source: csv\n"
                  "  path: {0}/{{symbol}}.csv\n"
                  "  symbols: [X]\n"
                  "  bar: 1d\n"
                  "  venue: 24x7\n"
                  "  time: {{column: timestamp, format: epoch_ms, zone: UTC, stamp: open}}\n"
                  "strategy: {{plugin: drawn_positions, params: {{world: {1}{2}}}}}\n"
                  "broker: {{cash: 1000000}}\n"
                  "output: {{dir: {0}/runs}}\n"
                  "study: {{over: {{strategy.params.seed: {{from: {3}, to: {4}, step: 1}}}}}}\n",
                  folder.path().string(), seed, world.params, world.first_seed,
                  world.first_seed + 99));
  const std::string file = (folder / "study.json").string();
  const Finished run =
      run_program("study " + config.string() + " --quiet --threads 1 --json " + file,
                  "BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR "/tests/inference");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  nlohmann::json json = nlohmann::json::parse(read_file(file));
  REQUIRE(json["counts"]["counted"] == 100);
  REQUIRE(json["sessions"] == kSessions);
  return json;
}

// What the studies of one world came to.
struct Verdicts {
  test::ProofCount deflated;    // above .95
  test::ProofCount lucky;       // a chance of 5 % at most
  test::ProofCount overfitted;  // PBO of .1 at least
  test::ProofCount above_half;  // PBO
  std::vector<double> pbo;

  double mean_pbo() const { return stats::mean_of(pbo); }
};

Verdicts verdicts_of(const SimulatedWorld& world, std::int64_t studies) {
  Verdicts verdicts;
  for (std::int64_t study = 0; study < studies; ++study) {
    const nlohmann::json figures = study_of(world, static_cast<std::uint64_t>(study))["figures"];
    verdicts.deflated.add(figures["deflated_sharpe"]["probability"] > 0.95);
    verdicts.lucky.add(figures["luck"]["chance"] <= 0.05);
    verdicts.pbo.push_back(figures["overfitting"]["probability"]);
    verdicts.overfitted.add(verdicts.pbo.back() >= 0.1);
    verdicts.above_half.add(verdicts.pbo.back() > 0.5);
  }
  return verdicts;
}

void print(const SimulatedWorld& world, const Verdicts& verdicts) {
  const auto row = [&](const char* what, const test::ProofCount& count) {
    test::print_proof(world.name, what, count.trials, fmt::format("{:.1f}", 100 * count.rate()));
  };
  row("program: DSR > .95", verdicts.deflated);
  row("program: chance <= 5 %", verdicts.lucky);
  row("program: PBO > .5", verdicts.above_half);
  row("program: PBO >= .1", verdicts.overfitted);
  test::print_proof(
      world.name, "program: PBO, mean; 5 to 95 % of studies",
      static_cast<std::int64_t>(verdicts.pbo.size()),
      fmt::format("{:.3f}; {:.2f} to {:.2f}", verdicts.mean_pbo(),
                  stats::quantile_of(verdicts.pbo, 0.05), stats::quantile_of(verdicts.pbo, 0.95)));
}

}  // namespace

TEST_CASE("the program believes at most a twentieth of its studies of positions that are drawn") {
  const SimulatedWorld world = GENERATE(kIndependent, kAlike, kFamilies);
  const Verdicts verdicts = verdicts_of(world, test::proof_trials(kStudies));
  CAPTURE(world.name, verdicts.deflated.hits, verdicts.lucky.hits, verdicts.above_half.hits);
  CHECK(verdicts.deflated.inside(0, 0.05));
  CHECK(verdicts.lucky.inside(0, 0.065));
  CHECK(verdicts.above_half.inside(0.45, 0.55));
  if (test::long_form()) {  // the mean of a few studies has an error of its own
    CHECK(std::abs(verdicts.mean_pbo() - 0.5) <= 0.05);
  }
  print(world, verdicts);
}

TEST_CASE("the program believes in one true edge among positions that are drawn") {
  const Verdicts verdicts = verdicts_of(kEdge, test::proof_trials(kStudies));
  CAPTURE(verdicts.deflated.hits, verdicts.lucky.hits, verdicts.overfitted.hits);
  CHECK(verdicts.deflated.inside(0.8, 1));
  CHECK(verdicts.lucky.inside(0.8, 1));
  CHECK(verdicts.overfitted.inside(0, 0.1));
  print(kEdge, verdicts);
}
