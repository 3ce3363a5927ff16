// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/run_store_reader.hpp"
#include "study/study.hpp"

namespace barometer::study {

// What a study's trials have to beat in place of buy and hold.
struct NamedBenchmark {
  std::string name;             // "run 17"
  std::vector<double> returns;  // between the session ends of the study's window
};

// A run of the store over the study's sessions: those of its returns that end where the study's do.
// Throws Error{bad_input} where no returns were kept of it, where it begins at another bar, or has
// not every session of the study.
NamedBenchmark benchmark_of(const Study& study, const RunStoreReader& store, const StoredRun& run);

}  // namespace barometer::study
