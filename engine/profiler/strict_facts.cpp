// SPDX-License-Identifier: Apache-2.0
#include "profiler/strict_facts.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <fstream>
#include <sstream>

#include "core/hash.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "profiler/case.hpp"
#include "report/build_info.hpp"
#include "report/machine_info.hpp"

namespace barometer::profiler {

namespace {

std::string first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// "name : value" of the first processor.
std::string cpu_field(std::string_view name) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with(name) && colon != std::string::npos) {
      return line.substr(colon + 2);
    }
  }
  return "";
}

std::string under_hypervisor() {
  std::istringstream flags(cpu_field("flags"));
  for (std::string flag; flags >> flag;) {
    if (flag == "hypervisor") {
      return "yes";
    }
  }
  return "no";
}

std::string frequency_rule() {
  const std::string governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  const std::string boost = first_line("/sys/devices/system/cpu/cpufreq/boost");
  const std::string no_turbo = first_line("/sys/devices/system/cpu/intel_pstate/no_turbo");
  return fmt::format("governor {}, boost {}", governor.empty() ? "unknown" : governor,
                     !boost.empty()      ? boost
                     : !no_turbo.empty() ? (no_turbo == "0" ? "1" : "0")
                                         : "unknown");
}

std::string affinity() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (::sched_getaffinity(0, sizeof set, &set) != 0) {
    return "";
  }
  std::string cores;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) {
      cores += fmt::format("{}{}", cores.empty() ? "" : ",", core);
    }
  }
  return cores;
}

std::string plugin_hashes(const backtest::RunPlan& plan) {
  std::string text;
  const auto add = [&](const plugin::Plugin& plugin) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", plugin.name(), plugin.hash);
  };
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    add(plan.taggers[t].tagger.plugin());
  }
  add(plan.strategy);
  return text;
}

// Of what was asked for, not of what a version makes of it: two versions must agree on it.
std::string config_hash(const backtest::ConfigSource& source, const std::filesystem::path& folder) {
  core::Hash hash;
  hash.add(core::hash_file(folder / source.file));
  for (const std::string& override : source.overrides) {
    hash.add(override);
    hash.add(std::string_view("\n"));
  }
  return hash.hex();
}

}  // namespace

std::vector<profile::Fact> strict_facts(const backtest::ConfigSource& source,
                                        const ProfileCase& subject) {
  const report::MachineInfo machine = report::machine_info();
  const report::BuildInfo& build = report::build_info();
  return {{std::string(profile::kMeasuredFact), subject.subject.name},
          {"processor", fmt::format("{}, stepping {}", machine.cpu, cpu_field("stepping"))},
          {"cores online", std::to_string(machine.cores)},
          {"frequency", frequency_rule()},
          {"hypervisor", under_hypervisor()},
          {"kernel", machine.kernel},
          {"clock source",
           first_line("/sys/devices/system/clocksource/clocksource0/current_clocksource")},
          {"libc", machine.libc},
          {"compiler", std::string(build.compiler)},
          {"flags", std::string(build.flags)},
          {"TBB", core::workers_library()},
          {"threads", std::to_string(subject.threads)},
          {"affinity", affinity()},
          {std::string(profile::kEngineFact), core::hash_file("/proc/self/exe")},
          {std::string(profile::kPluginsFact), plugin_hashes(subject.plan)},
          {"data", subject.market.hash},
          {"config", config_hash(source, subject.config.data.folder)}};
}

}  // namespace barometer::profiler
