// SPDX-License-Identifier: Apache-2.0
#include "profiler/imported.hpp"

#include <utility>

#include "core/fault_collector.hpp"
#include "profile/margin.hpp"
#include "profile/timings_csv.hpp"

namespace barometer::profiler {

profile::ProfileResult imported(const ProfileOptions& options) {
  const double unit = *profile::unit_ns(options.unit.value_or(kDefaultUnit));
  core::FaultCollector found;
  profile::Replicates candidate;
  profile::Replicates baseline;
  found.collect("", [&] { candidate = profile::read_timings(*options.import_file, unit); });
  if (options.baseline) {
    found.collect("", [&] { baseline = profile::read_timings(*options.baseline, unit); });
  }
  found.throw_if_any();
  profile::ProfileResult result =
      options.baseline
          ? profile::result_against(std::move(baseline), std::move(candidate), profile::Margins{})
          : profile::result_alone(std::move(candidate));
  result.subject = "timings in " + options.import_file->string();
  if (options.baseline) {
    result.subject += " against " + options.baseline->string();
  }
  if (options.reported) {
    profile::explain_reported_mean(*profile::parse_time_ns(*options.reported), result);
  }
  return result;
}

}  // namespace barometer::profiler
