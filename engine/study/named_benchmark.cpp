// SPDX-License-Identifier: Apache-2.0
#include "study/named_benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/timestamp.hpp"

namespace barometer::study {

namespace {

[[noreturn]] void refuse(const StoredRun& run, const std::string& what) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{"", fmt::format("run {} cannot be the benchmark: {}", run.id, what),
                                "name a run on the same bars and dates (`barometer runs`), or "
                                "leave --against out for buy and hold"});
}

}  // namespace

NamedBenchmark benchmark_of(const Study& study, const RunStoreReader& store, const StoredRun& run) {
  const std::optional<RowReturns> returns = store.returns(run.id);
  if (!returns) {
    refuse(run, "no returns were kept of it");
  }
  if (run.first_ns != study.runs().first_ns()) {
    refuse(run, fmt::format("it begins at {}, the study at {}", core::format_utc(run.first_ns),
                            core::format_utc(study.runs().first_ns())));
  }
  // Both begin at one bar, so that the study's sessions are the run's first ones, all of them.
  const std::vector<std::int64_t> times = study.runs().return_times();
  const std::vector<std::int64_t>& ends = *returns->session_ends;
  if (ends.size() < times.size() || !std::equal(times.begin(), times.end(), ends.begin())) {
    refuse(run, "its sessions do not end where those of the study do");
  }
  const auto count = static_cast<std::ptrdiff_t>(times.size());
  return {fmt::format("run {}", run.id),
          {returns->values.begin(), returns->values.begin() + count}};
}

}  // namespace barometer::study
