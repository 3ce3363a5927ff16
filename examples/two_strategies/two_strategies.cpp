// SPDX-License-Identifier: Apache-2.0
// Loads a market and computes its tags once, then runs two strategies on two threads. The
// fingerprints are those of `barometer run CONFIG` and of the same with the overrides below.
#include <barometer/backtest/api/run.hpp>
#include <cstdio>
#include <future>
#include <string>
#include <vector>

using namespace barometer::backtest;

namespace {

Plan plan_of(const char* config, std::vector<std::string> overrides) {
  return Plan::load({.file = config, .overrides = std::move(overrides)});
}

int compare(const char* config) {
  const std::vector<Plan> plans{plan_of(config, {}),
                                plan_of(config, {"strategy={plugin: sma_cross}"})};
  const Market market = Market::load(plans[0]);
  const Tags tags = Tags::compute(plans, market);
  std::vector<std::future<Result>> runs;
  for (const Plan& plan : plans) {
    runs.push_back(std::async(std::launch::async, [&market, &tags, plan] {
      return run(plan, market, tags, Window{}, Control{.threads = 1});
    }));
  }
  for (std::future<Result>& each : runs) {
    const Result result = each.get();
    std::printf("sharpe %.6f fingerprint %s\n", result.metric("sharpe").value_or(0),
                result.fingerprint().c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return compare(argc > 1 ? argv[1] : "configs/quickstart.yaml");
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
