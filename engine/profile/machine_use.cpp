// SPDX-License-Identifier: Apache-2.0
#include "profile/machine_use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

namespace barometer::profile {

namespace {

constexpr const char* kLoad = "load of others";
constexpr const char* kStolen = "steal time";
constexpr const char* kSwitches = "involuntary switches";
constexpr const char* kMinorFaults = "minor page faults";
constexpr const char* kMajorFaults = "major page faults";

// From here on a process's times are doubtful.
struct Threshold {
  const char* fact;
  double above;
  const char* meaning;
};

constexpr std::array kThresholds{Threshold{kLoad, 0.5, "other programs were busy"},
                                 Threshold{kStolen, 1, "the host took time away"},
                                 Threshold{kSwitches, 20, "other programs took this one's core"},
                                 Threshold{kMajorFaults, 0, "memory was read back from the disk"}};

// Of so many processes one may be disturbed: a median of the others does not see it.
constexpr std::ptrdiff_t kFewDisturbed = 5;

double number_of(const Fact& fact) {
  return std::strtod(fact.value.c_str(), nullptr);
}

const Fact* find(const std::vector<Fact>& facts, std::string_view name) {
  const auto found =
      std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.name == name; });
  return found == facts.end() ? nullptr : &*found;
}

// The facts of one name, one a process that has it, by their numbers.
std::vector<const Fact*> sorted(std::span<const std::vector<Fact>> processes,
                                std::string_view name) {
  std::vector<const Fact*> facts;
  for (const std::vector<Fact>& process : processes) {
    if (const Fact* fact = find(process, name)) {
      facts.push_back(fact);
    }
  }
  std::stable_sort(facts.begin(), facts.end(),
                   [](const Fact* a, const Fact* b) { return number_of(*a) < number_of(*b); });
  return facts;
}

std::ptrdiff_t count_bad(const std::vector<const Fact*>& facts, const Threshold& threshold) {
  return std::count_if(facts.begin(), facts.end(),
                       [&](const Fact* fact) { return number_of(*fact) > threshold.above; });
}

}  // namespace

void read_cpu_line(std::string_view line, MachineReading& reading) {
  enum Field { user, nice, system, idle, iowait, irq, softirq, steal, count };

  std::istringstream text{std::string(line)};
  std::string name;
  std::array<std::int64_t, count> ticks{};
  text >> name;
  for (std::int64_t& field : ticks) {
    text >> field;
  }
  if (name != "cpu" || !text) {
    return;
  }
  for (const std::int64_t field : ticks) {
    reading.ticks_all += field;
  }
  reading.ticks_idle = ticks[idle] + ticks[iowait];
  reading.ticks_stolen = ticks[steal];
}

std::vector<Fact> machine_use(const MachineReading& before, const MachineReading& after,
                              long cores) {
  const auto since = [&](auto MachineReading::*counter) {
    return static_cast<double>(after.*counter - before.*counter);
  };
  const double passed = since(&MachineReading::ticks_all);
  const double stolen = since(&MachineReading::ticks_stolen);
  const double busy = passed - since(&MachineReading::ticks_idle) - stolen;
  const double all = std::max(passed, 1.0);
  const double others = std::max(busy - since(&MachineReading::own_ticks), 0.0);
  const double seconds = std::max(since(&MachineReading::seconds), 1e-9);
  return {{kLoad, fmt::format("{:.2f} cores", others / all * static_cast<double>(cores))},
          {kStolen, fmt::format("{:.2f} %", 100 * stolen / all)},
          {kSwitches,
           fmt::format("{:.1f} a second", since(&MachineReading::involuntary_switches) / seconds)},
          {kMinorFaults, fmt::format("{:.0f}", since(&MachineReading::minor_faults))},
          {kMajorFaults, fmt::format("{:.0f}", since(&MachineReading::major_faults))}};
}

std::vector<Fact> spread_of(std::span<const std::vector<Fact>> processes) {
  std::vector<Fact> spread;
  for (const std::vector<Fact>& process : processes) {
    for (const Fact& fact : process) {
      if (find(spread, fact.name) != nullptr) {
        continue;
      }
      const auto facts = sorted(processes, fact.name);
      const std::string& low = facts.front()->value;
      const std::string& high = facts.back()->value;
      spread.push_back({fact.name, low == high ? low : fmt::format("{} to {}", low, high)});
    }
  }
  return spread;
}

std::vector<std::string> soft_warnings(std::span<const std::vector<Fact>> processes,
                                       const std::string& side) {
  std::vector<std::string> warnings;
  for (const Threshold& threshold : kThresholds) {
    const auto facts = sorted(processes, threshold.fact);
    if (const auto bad = count_bad(facts, threshold); bad > 0) {
      warnings.push_back(fmt::format("{} during {} of {} {} processes: {} up to {}",
                                     threshold.meaning, bad, facts.size(), side, threshold.fact,
                                     facts.back()->value));
    }
  }
  return warnings;
}

std::string disturbances(std::span<const std::vector<Fact>> processes) {
  std::string text;
  for (const Threshold& threshold : kThresholds) {
    const auto facts = sorted(processes, threshold.fact);
    const auto bad = count_bad(facts, threshold);
    if (bad > 0 && kFewDisturbed * bad >= static_cast<std::ptrdiff_t>(facts.size())) {
      text += fmt::format("{}{} up to {}", text.empty() ? "" : ", ", threshold.fact,
                          facts.back()->value);
    }
  }
  return text;
}

}  // namespace barometer::profile
