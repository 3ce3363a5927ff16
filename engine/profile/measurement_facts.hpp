// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace barometer::profile {

// One thing that is known of a measurement: "kernel", "Linux 6.1.0 x86_64".
struct Fact {
  std::string name;
  std::string value;

  bool operator==(const Fact&) const = default;
};

// What a measurement depends on. Times are comparable only where every strict fact is the same; the
// soft ones (load, steal time, ...) explain noise and are shown.
struct MeasurementFacts {
  std::vector<Fact> strict;
  std::vector<Fact> soft;

  bool operator==(const MeasurementFacts&) const = default;

  // The value of a strict fact; empty where it is not known.
  std::string strict_value(std::string_view name) const;
};

// The strict fact that says what was timed: "whole run", "stage tag", "plug-in regime".
inline constexpr std::string_view kMeasuredFact = "measured";

// The strict facts that hold the code itself, which is what `--against` compares.
inline constexpr std::string_view kEngineFact = "engine";
inline constexpr std::string_view kPluginsFact = "plug-ins";

// What may differ between two sides.
enum class Compared {
  sessions,  // the same code at two times: nothing may differ
  binaries,  // two programs raced on one machine: engine and plug-ins may
};

// One sentence for each strict fact that differs, or that only one side knows. Between binaries, a
// fact that only one of them knows is no difference: the older one was built before it was
// recorded.
std::vector<std::string> strict_differences(const MeasurementFacts& baseline,
                                            const MeasurementFacts& candidate, Compared compared);

}  // namespace barometer::profile
