// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "study/run_store.hpp"

namespace barometer_test {

inline std::shared_ptr<const barometer::study::RunVariant> some_variant(
    const std::string& hash = "v1", const std::string& strategy = "sma_cross") {
  return std::make_shared<const barometer::study::RunVariant>(
      barometer::study::RunVariant{.hash = hash,
                                   .strategy = strategy,
                                   .config = "{\"run\":{\"seed\":1}}",
                                   .data_hash = "d1",
                                   .engine = "e1",
                                   .plugins = "[]",
                                   .symbols = {"AAA", "BBB"}});
}

inline barometer::study::StudyRow some_study() {
  return {.hash = "h1",
          .name = "grid",
          .config = "study: {}",
          .axes = {"strategy.params.fast", "strategy.params.slow"},
          .objective = "sharpe",
          .seed = 18'446'744'073'709'551'615U,
          .planned = 1000,
          .strategy = "sma_cross",
          .data_hash = "d1"};
}

// Trial `number` of a study, done, traded from 1,000 to 2,000 ns.
inline barometer::study::RunRow some_trial(
    std::int64_t study, std::uint64_t number,
    const std::shared_ptr<const barometer::study::RunVariant>& variant) {
  const double objective = 1.0 / (static_cast<double>(number) + 3);
  return {.kind = barometer::study::RunKind::trial,
          .variant = variant,
          .identity = "identity-" + std::to_string(number),
          .study = study,
          .number = number,
          .values = {std::to_string(number % 7), "slow"},
          .metrics = {{"sharpe", objective}, {"calmar", std::nullopt}},
          .objective = objective,
          .fingerprint = "f" + std::to_string(number),
          .first_ns = 1000,
          .last_ns = 2000,
          .seconds = 0.25};
}

}  // namespace barometer_test
