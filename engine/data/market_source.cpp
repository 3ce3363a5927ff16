// SPDX-License-Identifier: Apache-2.0
#include "data/market_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "config/data_config.hpp"
#include "config/universe.hpp"
#include "core/nearest_name.hpp"
#include "data/csv_columns.hpp"
#include "data/csv_reader.hpp"
#include "data/long_rows.hpp"
#include "data/market_data.hpp"
#include "data/source_files.hpp"
#include "data/source_texts.hpp"
#include "data/stamp_parser.hpp"
#include "data/synthetic.hpp"
#include "files/json_rows.hpp"

namespace barometer::data {

namespace {

// How the rows of files are read: what all symbols share.
struct RowsRead {
  config::DataConfig config;  // as the rows lie once they are lines of cells
  std::vector<StampParser> stamps;
};

void take_bars(CsvBars csv, LoadedSymbol& loaded) {
  loaded.data.bars = std::move(csv.bars);
  loaded.data.grid = csv.grid;
  loaded.data.truth = std::move(csv.truth.ids);
  loaded.truth_labels = std::move(csv.truth.labels);
  loaded.labels = std::move(csv.labels);
  loaded.row_actions = std::move(csv.actions);
  loaded.stamp_closes = std::move(csv.stamp_closes);
  loaded.merged_closes = std::move(csv.merged_closes);
  loaded.data.report = std::move(csv.report);
  loaded.faults = std::move(csv.faults);
}

// One for each venue, as stamps may be written by its clock.
std::vector<StampParser> stamp_parsers(const config::DataConfig& config,
                                       const calendar::VenueTable& venues) {
  std::vector<StampParser> parsers;
  for (const auto& venue : venues.all()) {
    parsers.emplace_back(config, *venue);
  }
  return parsers;
}

// JSON rows have neither separators nor lines to skip; they have names where they are objects.
config::DataConfig as_lines_of_cells(config::DataConfig config) {
  if (config.source == config::DataSource::json) {
    config.csv.separator = files::kJsonSeparator;
    config.csv.header = !is_by_position(config.csv);
  }
  return config;
}

// A symbol keeps its name whatever is wrong with its files. `bars_of` reads them.
template <class BarsOf>
LoadedSymbol load_rows(const SourceFile& file, const calendar::VenueTable& venues,
                       const BarsOf& bars_of) {
  LoadedSymbol loaded;
  loaded.data.name = file.symbol;
  loaded.data.source = file.name();
  loaded.data.venue = venues.number_of(file.symbol);
  try {
    bars_of(loaded);
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::bad_input) {
      throw;
    }
    loaded.faults = error.faults();
  }
  return loaded;
}

LoadedSymbol load_files(const SourceFile& file, const RowsRead& read,
                        const calendar::VenueTable& venues, const ReadContext& reading) {
  return load_rows(file, venues, [&](LoadedSymbol& loaded) {
    const std::size_t venue = loaded.data.venue;
    const SourceTexts texts(file, read.config, reading);
    take_bars(read_csv(texts.all(), read.config, venues[venue], read.stamps[venue],
                       texts.of_texts(reading)),
              loaded);
    loaded.data.source_hash = texts.hash();
  });
}

LoadedSymbol load_long_rows(const SourceFile& file, const LongRows& rows, const RowsRead& read,
                            const calendar::VenueTable& venues, const ReadContext& reading) {
  return load_rows(file, venues, [&](LoadedSymbol& loaded) {
    const std::size_t venue = loaded.data.venue;
    const std::vector<LongRows::Text> own = rows.texts_of(file.symbol);
    std::vector<files::FileText> texts;
    for (const LongRows::Text& text : own) {
      texts.push_back(
          {.name = text.name, .text = text.rows, .date = text.date, .places = &text.places});
    }
    take_bars(
        read_csv(texts, read.config, venues[venue], read.stamps[venue], rows.of_texts(reading)),
        loaded);
    loaded.data.source_hash = rows.hash();
  });
}

// The number of each wanted symbol in the synthetic market.
std::vector<std::uint64_t> synthetic_numbers(const config::DataConfig& config) {
  const auto known = synthetic_names(config.synthetic);
  std::unordered_map<std::string_view, std::uint64_t> number_of;
  for (const std::string& name : known) {
    number_of.emplace(name, number_of.size());
  }
  std::vector<std::uint64_t> numbers;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < config.symbols.size(); ++i) {
    const std::string& name = config.symbols[i];
    const auto found = number_of.find(name);
    const bool again = !seen.insert(name).second;
    if (found == number_of.end() || again) {
      const config::Location at = i < config.symbols_at.size() ? config.symbols_at[i] : config.at;
      throw core::Error(
          core::ErrorKind::bad_input,
          core::Fault{
              config::to_string(config.file, at),
              "'" + name + (again ? "' is named twice" : "' is not in the synthetic market"),
              again ? "name each symbol once" : core::suggestion(name, known)});
    }
    numbers.push_back(found->second);
  }
  return numbers;
}

struct NumberedSymbol {
  std::string name;
  std::uint64_t number = 0;  // in the synthetic market
};

std::vector<NumberedSymbol> wanted_synthetic(const config::DataConfig& config) {
  const std::vector<std::uint64_t> numbers = synthetic_numbers(config);
  const config::Universe universe(config);
  const auto all = config.symbols.empty() ? synthetic_names(config.synthetic) : config.symbols;
  core::throw_if_any(universe.unknown_names(all));
  std::vector<NumberedSymbol> wanted;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!universe.excludes(all[i])) {
      wanted.push_back({all[i], numbers.empty() ? i : numbers[i]});
    }
  }
  if (wanted.empty()) {
    throw core::Error(core::ErrorKind::bad_input, universe.nothing_left());
  }
  return wanted;
}

void check_header(const config::DataConfig& config) {
  const bool names_needed = config.source == config::DataSource::csv && !config.csv.header;
  if (names_needed && !is_by_position(config.csv)) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config::to_string(config.file, config.csv.path_at),
                                  "columns are named, but the files have no header",
                                  "name the columns by position, counted from 1"});
  }
}

void expect_work(const std::vector<SourceFile>& files, const config::DataConfig& config,
                 const ReadContext& reading) {
  if (reading.gauge == nullptr) {
    return;
  }
  double work = 0;
  for (const SourceFile& file : files) {
    work += file_work(file, config);
  }
  reading.gauge->expect(work);
}

// The rows of many symbols stand together: they are taken apart first, and then read as files are.
MarketSource long_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                         std::shared_ptr<RowsRead> read, const ReadContext& reading) {
  const SourceFile file = files_of_rows(config);
  expect_work({file}, config, reading);
  const auto rows = std::make_shared<const LongRows>(file, read->config, reading);
  read->config.csv.skip_lines.clear();
  SourceFiles found = symbols_of_rows(config, file, rows->symbols());
  const std::size_t count = found.files.size();
  return {count,
          [&venues, reading, read, rows, files = std::move(found.files)](std::size_t i) {
            return load_long_rows(files[i], *rows, *read, venues, reading);
          },
          std::move(found.left_out)};
}

MarketSource file_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                         const ReadContext& reading) {
  check_header(config);
  const auto read = std::make_shared<RowsRead>(
      RowsRead{as_lines_of_cells(config), stamp_parsers(config, venues)});
  if (config.csv.symbol) {
    return long_source(config, venues, read, reading);
  }
  SourceFiles found = find_source_files(config);
  expect_work(found.files, config, reading);
  const std::size_t count = found.files.size();
  return {count,
          [&venues, reading, read, files = std::move(found.files)](std::size_t i) {
            return load_files(files[i], *read, venues, reading);
          },
          std::move(found.left_out)};
}

// Told at the symbol that names the venue, if one does.
void check_never_closes(const config::DataConfig& config, const calendar::VenueTable& venues) {
  const auto closes = std::ranges::find_if(
      venues.all(), [](const auto& venue) { return venue->kind != BM_VENUE_ALWAYS_OPEN; });
  if (closes == venues.all().end()) {
    return;
  }
  const auto number = static_cast<std::size_t>(closes - venues.all().begin());
  const auto named = std::ranges::find_if(config.venues, [&](const config::SymbolVenue& each) {
    return number != 0 && venues.number_of(each.symbol) == number;
  });
  const bool of_symbol = named != config.venues.end();
  throw core::Error(
      core::ErrorKind::bad_input,
      core::Fault{config::to_string(config.file, of_symbol ? named->at : config.at),
                  fmt::format("the synthetic market never closes, but the venue{} is {}",
                              of_symbol ? " of " + named->symbol : "", (*closes)->name),
                  of_symbol ? "leave the symbol out of data.venues" : "use `venue: 24x7`"});
}

MarketSource synthetic_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                              const ReadContext& reading) {
  check_never_closes(config, venues);
  check_synthetic(config);
  std::vector<NumberedSymbol> wanted = wanted_synthetic(config);
  const std::size_t count = wanted.size();
  if (reading.gauge != nullptr) {
    reading.gauge->expect(static_cast<double>(count));
  }
  return {count, [&config, &venues, reading, wanted = std::move(wanted)](std::size_t i) {
            const auto& [name, number] = wanted[i];
            LoadedSymbol loaded;
            loaded.data = make_synthetic(config.synthetic, config.bar, number, reading.stop);
            loaded.data.name = name;
            loaded.data.venue = venues.number_of(name);
            reading.tell(1);
            return loaded;
          }};
}

constexpr std::array kSources{
    SourceEntry{config::DataSource::synthetic, synthetic_source, synthetic_truth_labels},
    SourceEntry{config::DataSource::csv, file_source, nullptr},
    SourceEntry{config::DataSource::json, file_source, nullptr},
};

}  // namespace

const SourceEntry& source_entry(config::DataSource source) {
  return *std::ranges::find(kSources, source, &SourceEntry::source);
}

}  // namespace barometer::data
