// SPDX-License-Identifier: Apache-2.0
#include "backtest/stream_identity.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>

#include "backtest/plan_state.hpp"
#include "calendar/venue_table.hpp"
#include "core/bar_size.hpp"

namespace barometer::backtest {

namespace {

const char* stamp_of(const config::DataConfig& data) {
  if (data.source == config::DataSource::synthetic || data.csv.stamp == config::StampSide::close) {
    return "close";
  }
  return data.csv.stamp ? "open" : "dates";
}

void add_data(const config::DataConfig& data, StreamIdentity& identity) {
  identity.emplace_back("data.bar", core::format_bar_size(data.bar));
  identity.emplace_back("data.time.stamp", stamp_of(data));
  identity.emplace_back("data.scale", fmt::format("{}", data.csv.scale));
  identity.emplace_back("data.columns.volume", data.csv.volume ? "read" : "none");
}

void add_tagger(const regime::TaggerEntry& entry, core::Duration bar, const std::string& key,
                StreamIdentity& identity) {
  const plugin::Plugin& plugin = entry.tagger.plugin();
  identity.emplace_back(key + ".plugin",
                        fmt::format("{} {}", plugin.name(), plugin.manifest->version));
  identity.emplace_back(key + ".plugin's file", plugin.hash);
  identity.emplace_back(key + ".as", entry.as);
  identity.emplace_back(key + ".of", entry.of);
  identity.emplace_back(key + ".on", core::format_bar_size(entry.on.value_or(bar)));
  for (const auto& [name, value] : entry.tagger.params().described()) {
    identity.emplace_back(key + ".params." + name, value);
  }
}

std::string value_of(const StreamIdentity& identity, const std::string& key) {
  const auto found = std::ranges::find(identity, key, &StreamIdentity::value_type::first);
  return found == identity.end() ? "none" : "'" + found->second + "'";
}

}  // namespace

StreamIdentity identity_of(const Plan& plan, const std::vector<std::string>& symbols) {
  StreamIdentity identity{{"engine", BAROMETER_ENGINE_VERSION}};
  const config::DataConfig& data = plan.state().config.data;
  const regime::TaggerSet& taggers = plan.state().plan.taggers;
  add_data(data, identity);
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    add_tagger(taggers[t], data.bar, taggers.size() > 1 ? fmt::format("regime[{}]", t) : "regime",
               identity);
  }
  const calendar::VenueTable venues(data);
  for (const std::string& symbol : symbols) {
    const calendar::Venue& venue = venues[venues.number_of(symbol)];
    identity.emplace_back(fmt::format("venue of {}", symbol),
                          venue.hash.empty() ? venue.name : venue.name + " " + venue.hash);
  }
  return identity;
}

std::vector<core::Fault> identity_faults(const StreamIdentity& saved, const StreamIdentity& own,
                                         const std::string& file) {
  std::vector<std::string> keys;
  for (const StreamIdentity* const each : {&own, &saved}) {
    for (const auto& [key, value] : *each) {
      if (std::ranges::find(keys, key) == keys.end()) {
        keys.push_back(key);
      }
    }
  }
  std::vector<core::Fault> faults;
  for (const std::string& key : keys) {
    const std::string before = value_of(saved, key);
    const std::string now = value_of(own, key);
    if (before != now) {
      faults.push_back(
          {file, fmt::format("{}: the tagger was saved with {}, and this is {}", key, before, now),
           "load it where it was saved, or feed its bars to a new tagger"});
    }
  }
  return faults;
}

}  // namespace barometer::backtest
