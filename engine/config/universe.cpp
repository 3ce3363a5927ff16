// SPDX-License-Identifier: Apache-2.0
#include "config/universe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "config/plain_text.hpp"
#include "core/alike_faults.hpp"
#include "core/nearest_name.hpp"

namespace barometer::config {

Universe::Universe(const DataConfig& config)
    : config_(config), excluded_(config.exclude.begin(), config.exclude.end()) {}

std::vector<std::string> Universe::without_excluded(std::span<const std::string> names) const {
  std::vector<std::string> wanted;
  std::ranges::copy_if(names, std::back_inserter(wanted),
                       [this](const std::string& name) { return !excludes(name); });
  return wanted;
}

std::vector<core::Fault> Universe::unknown_names(std::span<const std::string> names) const {
  const std::unordered_set<std::string_view> known(names.begin(), names.end());
  core::AlikeFaults faults;
  const auto look_up = [&](const std::string& name, Location at, const char* what) {
    if (!known.contains(name)) {
      faults.add([&] {
        return core::Fault{to_string(config_.file, at),
                           fmt::format(fmt::runtime(what), for_message(name)),
                           core::suggestion(name, names)};
      });
    }
  };
  for (std::size_t i = 0; i < config_.exclude.size(); ++i) {
    look_up(config_.exclude[i], i < config_.exclude_at.size() ? config_.exclude_at[i] : config_.at,
            "data.exclude: there is no symbol '{}' to leave out");
  }
  for (const SymbolVenue& each : config_.venues) {
    look_up(each.symbol, each.at, "data.venues: the run has no symbol '{}'");
  }
  return std::move(faults).take(config_.file,
                                "names under data.exclude and data.venues that no symbol has");
}

std::string Universe::place_of(std::size_t index) const {
  const bool placed = index < config_.symbols_at.size();
  return to_string(config_.file, placed ? config_.symbols_at[index] : config_.at);
}

core::Fault Universe::nothing_left() const {
  return {to_string(config_.file, config_.at), "data.exclude leaves out every symbol",
          "leave at least one symbol in the run"};
}

}  // namespace barometer::config
