// SPDX-License-Identifier: Apache-2.0
#include "page/written_sessions.hpp"

#include <string>

#include "analysis/metrics.hpp"
#include "calendar/calendar_rows.hpp"
#include "calendar/venue.hpp"
#include "config/load.hpp"
#include "config/scalar.hpp"
#include "core/error.hpp"
#include "page/written_check.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;
using Points = std::span<const portfolio::EquityPoint>;

// The run's own venue as it was.
std::optional<calendar::Venue> venue_of(const WrittenRun& written) {
  const Json& data = written.json.at("data");
  const Json& hash = data.at("venue_hash");
  try {
    const std::string name = data.at("venue");
    const calendar::Venue venue =
        hash.is_null()
            ? calendar::find_venue(name)
            : calendar::find_venue(
                  config::parse_config(written.config, written.name + ".yaml").data, name);
    return hash.is_null() || venue.hash == hash.get<std::string>() ? std::optional(venue)
                                                                   : std::nullopt;
  } catch (const core::Error&) {
    return std::nullopt;
  }
}

// The points at which a session ends.
std::optional<std::vector<portfolio::EquityPoint>> session_ends(const WrittenRun& written,
                                                                Points equity) {
  const Json& data = written.json.at("data");
  const std::optional<calendar::Venue> venue = venue_of(written);
  const auto bar = config::read_bar_size(data.at("bar").get<std::string>());
  if (!venue || !bar) {
    return std::nullopt;
  }
  std::vector<core::Timestamp> times;
  for (const portfolio::EquityPoint& point : equity) {
    times.push_back(point.time_ns);
  }
  // On a date without a session of the run's own venue those of other venues have the bars.
  const bool one_venue = data.at("venues").size() == 1;
  std::vector<portfolio::EquityPoint> ends;
  for (const std::int64_t step :
       analysis::session_end_steps(calendar::resolve_calendar(*venue, *bar, times),
                                   [one_venue](std::size_t) { return one_venue; })) {
    ends.push_back(equity[static_cast<std::size_t>(step)]);
  }
  return ends;
}

bool has_every_step(const WrittenRun& written) {
  return written.json.at("config").at("output").at("equity") == "bar";
}

// Which bars closed in a step is not known: of a run at several venues the calendar's answer counts
// only where the account's figures come out by it.
bool is_settled(const WrittenRun& written, std::span<const analysis::Sample> samples) {
  const Json& metrics = written.json.at("metrics");
  const Json& volatility = metrics.at("annual_volatility");
  return written.json.at("data").at("venues").size() == 1 || !has_every_step(written) ||
         (!volatility.is_null() &&
          is_same_figure(analysis::measure_shapeless_returns(
                             samples, metrics.at("periods_per_year").get<double>())
                             .volatility,
                         volatility.get<double>()));
}

}  // namespace

std::optional<std::vector<analysis::Sample>> written_sessions(const WrittenRun& written,
                                                              Points equity) {
  const auto ends = has_every_step(written)
                        ? session_ends(written, equity)
                        : std::optional(std::vector(equity.begin(), equity.end()));
  const auto first = core::parse_utc(written.json.at("first_time").get<std::string>());
  if (!ends || !first || equity.empty()) {
    return std::nullopt;
  }
  std::vector<analysis::Sample> samples{
      {*first, written.json.at("config").at("broker").at("cash").get<double>()}};
  for (const portfolio::EquityPoint& point : *ends) {
    if (point.time_ns > *first) {
      samples.push_back({point.time_ns, point.equity});
    }
  }
  const auto periods = written.json.at("metrics").at("periods").get<std::size_t>();
  return samples.size() == periods + 1 && is_settled(written, samples) ? std::optional(samples)
                                                                       : std::nullopt;
}

}  // namespace barometer::page
