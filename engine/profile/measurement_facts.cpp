// SPDX-License-Identifier: Apache-2.0
#include "profile/measurement_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barometer::profile {

namespace {

const Fact* find(const std::vector<Fact>& facts, std::string_view name) {
  const auto found =
      std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.name == name; });
  return found == facts.end() ? nullptr : &*found;
}

bool may_differ(std::string_view name, Compared compared) {
  return compared == Compared::binaries && (name == kEngineFact || name == kPluginsFact);
}

std::string value_of(const Fact* fact) {
  return fact == nullptr ? "not recorded" : fact->value.empty() ? "unknown" : fact->value;
}

}  // namespace

std::string MeasurementFacts::strict_value(std::string_view name) const {
  const Fact* fact = find(strict, name);
  return fact == nullptr ? "" : fact->value;
}

std::vector<std::string> strict_differences(const MeasurementFacts& baseline,
                                            const MeasurementFacts& candidate, Compared compared) {
  std::vector<std::string> names;
  for (const std::vector<Fact>* facts : {&baseline.strict, &candidate.strict}) {
    for (const Fact& fact : *facts) {
      if (std::find(names.begin(), names.end(), fact.name) == names.end()) {
        names.push_back(fact.name);
      }
    }
  }
  std::vector<std::string> differences;
  for (const std::string& name : names) {
    const Fact* before = find(baseline.strict, name);
    const Fact* now = find(candidate.strict, name);
    const bool known_to_both = before != nullptr && now != nullptr;
    const bool same = known_to_both ? *before == *now : compared == Compared::binaries;
    if (!same && !may_differ(name, compared)) {
      differences.push_back(fmt::format("{} differs: baseline {}, candidate {}", name,
                                        value_of(before), value_of(now)));
    }
  }
  return differences;
}

}  // namespace barometer::profile
