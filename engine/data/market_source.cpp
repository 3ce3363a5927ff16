// SPDX-License-Identifier: Apache-2.0
#include "data/market_source.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "config/data_config.hpp"
#include "core/nearest_name.hpp"
#include "data/csv_columns.hpp"
#include "data/csv_reader.hpp"
#include "data/market_data.hpp"
#include "data/source_files.hpp"
#include "data/source_text.hpp"
#include "data/stamp_parser.hpp"
#include "data/synthetic.hpp"

namespace barometer::data {

namespace {

LoadedSymbol load_file(const SourceFile& file, const config::DataConfig& config,
                       const calendar::Venue& venue, const StampParser& stamps, Stop stop) {
  const SourceText text(file.path);
  CsvBars csv = read_csv(text.view(), file.path.string(), config, venue, stamps, stop);
  LoadedSymbol loaded;
  loaded.data.name = file.symbol;
  loaded.data.bars = std::move(csv.bars);
  loaded.data.grid = csv.grid;
  loaded.data.truth = std::move(csv.truth.ids);
  loaded.truth_labels = std::move(csv.truth.labels);
  loaded.data.report = std::move(csv.report);
  loaded.data.source = file.path.string();
  loaded.data.source_hash = text.hash();
  loaded.faults = std::move(csv.faults);
  return loaded;
}

// The number of each wanted symbol in the synthetic market.
std::vector<std::uint64_t> synthetic_numbers(const config::DataConfig& config) {
  const auto known = synthetic_names(config.synthetic);
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < config.symbols.size(); ++i) {
    const std::string& name = config.symbols[i];
    const auto number = static_cast<std::uint64_t>(std::ranges::find(known, name) - known.begin());
    const bool again = std::ranges::find(numbers, number) != numbers.end();
    if (number == known.size() || again) {
      const config::Location at = i < config.symbols_at.size() ? config.symbols_at[i] : config.at;
      throw core::Error(
          core::ErrorKind::bad_input,
          core::Fault{
              config::to_string(config.file, at),
              "'" + name + (again ? "' is named twice" : "' is not in the synthetic market"),
              again ? "name each symbol once" : core::suggestion(name, known)});
    }
    numbers.push_back(number);
  }
  return numbers;
}

MarketSource csv_source(const config::DataConfig& config, const calendar::Venue& venue, Stop stop) {
  if (!config.csv.header && !is_by_position(config.csv)) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config::to_string(config.file, config.csv.path_at),
                                  "columns are named, but the files have no header",
                                  "name the columns by position, counted from 1"});
  }
  auto files = find_source_files(config);
  const std::size_t count = files.size();
  return {count,
          [&config, &venue, stop, files = std::move(files), stamps = StampParser(config, venue)](
              std::size_t i) { return load_file(files[i], config, venue, stamps, stop); }};
}

MarketSource synthetic_source(const config::DataConfig& config, const calendar::Venue& venue,
                              Stop stop) {
  if (venue.kind != BM_VENUE_ALWAYS_OPEN) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{config::to_string(config.file, config.at),
                    "the synthetic market never closes, but the venue is " + venue.name,
                    "use `venue: 24x7`"});
  }
  check_synthetic(config);
  auto names = config.symbols.empty() ? synthetic_names(config.synthetic) : config.symbols;
  const std::size_t count = names.size();
  return {count, [&config, stop, names = std::move(names),
                  numbers = synthetic_numbers(config)](std::size_t i) {
            const std::uint64_t number = numbers.empty() ? i : numbers[i];
            LoadedSymbol loaded;
            loaded.data = make_synthetic(config.synthetic, config.bar, number, stop);
            loaded.data.name = names[i];
            return loaded;
          }};
}

constexpr std::array kSources{
    SourceEntry{config::DataSource::synthetic, synthetic_source, synthetic_truth_labels},
    SourceEntry{config::DataSource::csv, csv_source, nullptr},
};

}  // namespace

const SourceEntry& source_entry(config::DataSource source) {
  return *std::ranges::find(kSources, source, &SourceEntry::source);
}

}  // namespace barometer::data
