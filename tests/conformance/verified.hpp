// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "conformance/verify.hpp"
#include "support/catch.hpp"

namespace barometer_test {

namespace conformance = barometer::conformance;

inline const std::string kBuild = BAROMETER_BINARY_DIR;

// The reports on one of the two fixtures that break the law that they are told to.
inline std::vector<conformance::LawReport> verified(const std::string& plugin,
                                                    const std::string& sin) {
  const std::string key = plugin == "lawless_tagger" ? "regime" : "strategy";
  std::vector<conformance::LawReport> reports;
  conformance::verify_here(
      {.plugin = kBuild + "/tests/fixtures/" + plugin + ".so",
       .overrides = {key + ".params.sin=" + sin},
       .folders = {kBuild + "/plugins"}},
      {}, {.tried = [&](const conformance::LawReport& report) { reports.push_back(report); }});
  return reports;
}

// The names of the laws with this outcome, a blank behind each.
inline std::string laws_with(const std::vector<conformance::LawReport>& reports,
                             conformance::LawOutcome outcome) {
  std::string names;
  for (const conformance::LawReport& report : reports) {
    names += report.outcome == outcome ? report.law + " " : "";
  }
  return names;
}

// What a fixture is told to do, and the laws that this breaks, as laws_with() names them.
struct Sin {
  const char* sin;
  const char* broken;
};

// Each sin breaks its laws and no other.
inline void check_sins(const std::string& plugin, std::span<const Sin> sins) {
  for (const Sin& expected : sins) {
    INFO(expected.sin);
    CHECK(laws_with(verified(plugin, expected.sin), conformance::LawOutcome::broken) ==
          expected.broken);
  }
}

// Instances that share a variable disturb each other in turn; on threads only where they meet.
inline void check_shared(const std::string& plugin) {
  const std::string broken = laws_with(verified(plugin, "shared"), conformance::LawOutcome::broken);
  INFO(broken);
  CHECK(broken.starts_with("together "));
}

// REQUIRES: there is a report on this law.
inline const conformance::LawReport& report_on(const std::vector<conformance::LawReport>& reports,
                                               const std::string& law) {
  return *std::ranges::find(reports, law, &conformance::LawReport::law);
}

}  // namespace barometer_test
