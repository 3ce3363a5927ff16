// SPDX-License-Identifier: Apache-2.0
#include "report/names.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "config/run_config.hpp"
#include "core/safe_text.hpp"

namespace barometer::report {

std::string run_name(const config::RunConfig& config) {
  return config.run.name.empty() ? std::filesystem::path(config.file).stem().string()
                                 : config.run.name;
}

std::string tagger_name(const config::RegimeConfig& tagger) {
  std::string name = core::clipped(tagger.plugin, 24);
  name += tagger.as.empty() ? "" : " as " + core::clipped(tagger.as, 24);
  name += tagger.on ? " on " + core::format_duration(*tagger.on) : "";
  return name + (tagger.of.empty() ? "" : " of " + core::clipped(tagger.of, 24));
}

std::string budget_name(const latency::BudgetReport& budget) {
  const std::string quantile =
      budget.quantile > 0 ? fmt::format("p{:.6g}", budget.quantile * 100) : "total";
  return fmt::format("{} {} <= {}", core::printable(budget.stage), quantile,
                     core::format_duration(budget.limit_ns));
}

}  // namespace barometer::report
