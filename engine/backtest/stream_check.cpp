// SPDX-License-Identifier: Apache-2.0
#include "backtest/stream_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"
#include "config/universe.hpp"
#include "core/bar_size.hpp"
#include "core/nearest_name.hpp"
#include "core/text.hpp"
#include "data/synthetic.hpp"
#include "files/plain_name.hpp"

namespace barometer::backtest {

namespace {

// Finds what a stream cannot have, each with its place.
class StreamFaults {
 public:
  explicit StreamFaults(const config::RunConfig& config) : config_(config), data_(config.data) {}

  void add(config::Location at, std::string what, std::string fix) {
    faults_.push_back({config::to_string(config_.file, at), std::move(what), std::move(fix)});
  }

  void check_bars() {
    if (data_.resample && *data_.resample != data_.bar) {
      add(data_.resample_at, "data.resample: a stream takes the bars of the run, and makes none",
          fmt::format("hand over bars of {0} and say data.bar: {0}",
                      core::format_bar_size(*data_.resample)));
    }
    if (data_.bar > core::kDay) {
      add(data_.at,
          fmt::format("data.bar: a stream takes bars of at most 1d, and these are {}",
                      core::format_bar_size(data_.bar)),
          "stream daily bars; `regime.on` makes weeks and months of them");
    }
  }

  void check_rows() {
    const config::CsvConfig& csv = data_.csv;
    if (csv.split || (data_.actions && data_.actions->prices == config::PriceSeries::raw)) {
      add(data_.at, "data: a stream is not told of splits, without whose jumps bars are tagged",
          "hand over prices that are adjusted for splits, and say data.actions.prices: "
          "split_adjusted or leave the column of splits out");
    }
    if (csv.adjusted_close) {
      add(data_.at, "data.columns.adjusted_close: a bar of a stream has no such price",
          "hand over adjusted prices and leave it out");
    }
    if (csv.has_quotes()) {
      add(data_.at, "data: a bar of a stream has one price each, and these are bid and ask",
          "hand over their middle and name four columns");
    }
    if (csv.sunday_stubs == config::SundayStubs::merge) {
      add(data_.at, "data.sunday_stubs: merge changes a bar by a row that comes beside it",
          "hand over whole sessions and leave it out");
    }
  }

  void check_tagger(const config::RegimeConfig& regime, bool never_closes) {
    if (regime.column) {
      add(regime.column_at, "regime.column: labels are read from files, and a stream has none",
          "name a plug-in");
    }
    if (!never_closes && regime.on && *regime.on < core::kDay && *regime.on != data_.run_bar()) {
      add(regime.plugin_at,
          fmt::format("regime.on: where bars of {} end at a venue with sessions follows from all "
                      "bars of a file, and a stream has not all",
                      core::format_bar_size(*regime.on)),
          "say on: 1d, or leave it out");
    }
  }

  // Each of two would have to come before the other.
  void check_benchmarks(const std::vector<std::string>& symbols) {
    std::string first;
    for (const config::RegimeConfig& regime : config_.regime) {
      if (regime.of.empty()) {
        continue;
      }
      if (std::ranges::find(symbols, regime.of) == symbols.end()) {
        add(regime.of_at, "regime.of: the stream has no symbol '" + regime.of + "'",
            core::suggestion(regime.of, symbols));
      } else if (!first.empty() && regime.of != first) {
        add(regime.of_at,
            fmt::format("regime.of: a stream has one benchmark, and these are {} and {}", first,
                        regime.of),
            "each would have to come before the other: leave one of them out");
      }
      first = first.empty() ? regime.of : first;
    }
  }

  std::vector<core::Fault> take() { return std::move(faults_); }

 private:
  const config::RunConfig& config_;
  const config::DataConfig& data_;
  std::vector<core::Fault> faults_;
};

// What the plan names, or has of its own; empty where only its files say it.
std::vector<std::string> plan_symbols(const config::DataConfig& data) {
  const bool generated = data.symbols.empty() && data.source == config::DataSource::synthetic;
  return config::Universe(data).without_excluded(generated ? data::synthetic_names(data.synthetic)
                                                           : data.symbols);
}

}  // namespace

std::vector<core::Fault> unstreamable(const config::RunConfig& config,
                                      const calendar::VenueTable& venues,
                                      const std::vector<std::string>& symbols) {
  StreamFaults faults(config);
  if (config.regime.empty()) {
    return {{config.file, "there is nothing to tag with", "add a regime: group"}};
  }
  const bool never_closes = std::ranges::all_of(symbols, [&](const std::string& symbol) {
    return venues[venues.number_of(symbol)].kind == BM_VENUE_ALWAYS_OPEN;
  });
  faults.check_bars();
  faults.check_rows();
  for (const config::RegimeConfig& regime : config.regime) {
    faults.check_tagger(regime, never_closes);
  }
  faults.check_benchmarks(symbols);
  return faults.take();
}

std::vector<std::string> streamed_symbols(const config::RunConfig& config,
                                          std::vector<std::string> asked) {
  const std::vector<std::string> known = plan_symbols(config.data);
  const std::string place = config::to_string(config.file, config.data.at);
  if (asked.empty() && known.empty()) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{place, "data.symbols: nothing says which symbols will come",
                                  "name them when the tagger is made"});
  }
  std::vector<core::Fault> faults;
  std::set<std::string> seen;
  for (const std::string& name : asked) {
    if (!files::is_plain_name(name)) {
      faults.push_back({place, core::shown(name) + " cannot be the name of a symbol", ""});
    } else if (!seen.insert(name).second) {
      faults.push_back({place, "the symbol '" + name + "' is asked for twice", "name it once"});
    } else if (!known.empty() && std::ranges::find(known, name) == known.end()) {
      faults.push_back({place, "data.symbols: the plan has no symbol '" + name + "'",
                        core::suggestion(name, known)});
    }
  }
  core::throw_if_any(std::move(faults));
  return asked.empty() ? known : asked;
}

std::vector<std::uint8_t> streamed_dimensions(const config::RunConfig& config, const RunPlan& plan,
                                              const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const regime::Dimension& dimension : plan.dimensions()) {
    known.push_back(dimension.name);
  }
  std::vector<std::uint8_t> wanted(known.size(), names.empty() ? 1 : 0);
  std::vector<core::Fault> faults;
  for (const std::string& name : names) {
    const auto found = std::ranges::find(known, name);
    if (found == known.end()) {
      faults.push_back({config.file, "the taggers declare no dimension '" + name + "'",
                        core::suggestion(name, known)});
    } else {
      wanted[static_cast<std::size_t>(found - known.begin())] = 1;
    }
  }
  core::throw_if_any(std::move(faults));
  return wanted;
}

}  // namespace barometer::backtest
