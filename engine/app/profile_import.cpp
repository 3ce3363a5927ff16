// SPDX-License-Identifier: Apache-2.0
#include "app/profile_import.hpp"

#include <utility>

#include "core/error.hpp"
#include "profile/margin.hpp"
#include "profile/timings_csv.hpp"

namespace barometer {

ProfileResult imported(const ProfileOptions& options) {
  const double unit = *unit_ns(options.unit.value_or(kDefaultUnit));
  FaultCollector found;
  Replicates candidate;
  Replicates baseline;
  found.collect("", [&] { candidate = read_timings(*options.import_file, unit); });
  if (options.baseline) {
    found.collect("", [&] { baseline = read_timings(*options.baseline, unit); });
  }
  found.throw_if_any();
  ProfileResult result = options.baseline
                             ? judged_against(std::move(baseline), std::move(candidate), Margins{})
                             : judged_alone(std::move(candidate));
  result.subject = "timings in " + options.import_file->string();
  if (options.baseline) {
    result.subject += " against " + options.baseline->string();
  }
  if (options.reported) {
    judge_reported_mean(*parse_time_ns(*options.reported), result);
  }
  return result;
}

}  // namespace barometer
