// SPDX-License-Identifier: Apache-2.0
#include "data/market_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "config/data_config.hpp"
#include "config/universe.hpp"
#include "core/hash.hpp"
#include "core/nearest_name.hpp"
#include "data/csv_columns.hpp"
#include "data/csv_reader.hpp"
#include "data/long_rows.hpp"
#include "data/market_data.hpp"
#include "data/pair_quotes.hpp"
#include "data/quote_files.hpp"
#include "data/source_files.hpp"
#include "data/source_texts.hpp"
#include "data/stamp_parser.hpp"
#include "data/synthetic.hpp"
#include "data/table_source.hpp"
#include "data/take_bars.hpp"
#include "files/json_rows.hpp"

namespace barometer::data {

namespace {

// How the rows of files are read: what all symbols share.
struct RowsRead {
  config::DataConfig config;  // as the rows lie once they are lines of cells; of quotes, the bid's
  std::optional<config::DataConfig> ask;  // of quotes
  bool one_text = true;                   // bid and ask stand in the same rows
  std::vector<StampParser> stamps;        // by venue
};

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

config::DataConfig with_rows(const config::DataConfig& config, config::CsvConfig csv) {
  config::DataConfig side = config;
  side.csv = std::move(csv);
  return as_lines_of_cells(std::move(side));
}

RowsRead rows_read(const config::DataConfig& config, const calendar::VenueTable& venues) {
  const config::CsvConfig& csv = config.csv;
  if (!csv.has_quotes()) {
    return {.config = with_rows(config, csv),
            .ask = std::nullopt,
            .one_text = true,
            .stamps = stamp_parsers(config, venues)};
  }
  return {.config = with_rows(config, config::bid_side(csv)),
          .ask = with_rows(config, config::ask_side(csv)),
          .one_text = !csv.ask_path,
          .stamps = stamp_parsers(config, venues)};
}

// The texts of one side, and how they are read.
struct SideTexts {
  std::span<const files::FileText> texts;
  ReadContext reading;
};

// Of the ask's texts none are looked at where there are no quotes. The same texts are half of the
// work for either side.
CsvBars read_bars(SideTexts bid, SideTexts ask, std::size_t venue, const RowsRead& read,
                  const calendar::VenueTable& venues) {
  const auto side = [&](const SideTexts& rows, const config::DataConfig& config) {
    return read_csv(rows.texts, config, venues[venue], read.stamps[venue], rows.reading);
  };
  if (!read.ask) {
    return side(bid, read.config);
  }
  if (read.one_text) {
    bid.reading.byte_work /= 2;
    ask.reading.byte_work /= 2;
  }
  CsvBars bars = side(bid, read.config);
  return pair_quotes(std::move(bars), side(ask, *read.ask), read.config.csv.bad_rows,
                     read.one_text);
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

std::string joined_hash(const std::string& bid, const std::string& ask) {
  core::Hash hash;
  hash.add(bid);
  hash.add(ask);
  return hash.hex();
}

// `ask` is that of the ask where it has files of its own.
LoadedSymbol load_files(const SourceFile& file, const SourceFile* ask, const RowsRead& read,
                        const calendar::VenueTable& venues, const ReadContext& reading) {
  return load_rows(file, venues, [&](LoadedSymbol& loaded) {
    const SourceTexts texts(file, read.config, reading);
    const SideTexts bid{texts.all(), texts.of_texts(reading)};
    loaded.data.source_hash = texts.hash();
    if (ask == nullptr) {
      take_bars(read_bars(bid, bid, loaded.data.venue, read, venues), loaded);
      return;
    }
    const SourceTexts of_ask(*ask, *read.ask, reading);
    loaded.data.source += " and " + ask->name();
    loaded.data.source_hash = joined_hash(loaded.data.source_hash, of_ask.hash());
    take_bars(
        read_bars(bid, {of_ask.all(), of_ask.of_texts(reading)}, loaded.data.venue, read, venues),
        loaded);
  });
}

LoadedSymbol load_long_rows(const SourceFile& file, const LongRows& rows, const RowsRead& read,
                            const calendar::VenueTable& venues, const ReadContext& reading) {
  return load_rows(file, venues, [&](LoadedSymbol& loaded) {
    const std::vector<LongRows::Text> own = rows.texts_of(file.symbol);
    std::vector<files::FileText> texts;
    for (const LongRows::Text& text : own) {
      texts.push_back(
          {.name = text.name, .text = text.rows, .date = text.date, .places = &text.places});
    }
    const SideTexts both{texts, rows.of_texts(reading)};
    take_bars(read_bars(both, both, loaded.data.venue, read, venues), loaded);
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

void check_header(const config::DataConfig& config, const RowsRead& read) {
  const bool by_position =
      is_by_position(read.config.csv) && (!read.ask || is_by_position(read.ask->csv));
  const bool names_needed = config.source == config::DataSource::csv && !config.csv.header;
  if (names_needed && !by_position) {
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

void refuse_two_long_files(const config::DataConfig& config) {
  if (config.csv.ask_path) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{config::to_string(config.file, config.csv.ask_path_at),
                    "data.path.ask: bid and ask of many symbols are read from one file alone",
                    "join the two files, and name the columns: data.columns.bid and .ask"});
  }
}

// The rows of many symbols stand together: they are taken apart first, and then read as files are.
MarketSource long_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                         std::shared_ptr<RowsRead> read, const ReadContext& reading) {
  refuse_two_long_files(config);
  const SourceFile file = files_of_rows(config);
  expect_work({file}, config, reading);
  const auto rows = std::make_shared<const LongRows>(file, read->config, reading);
  read->config.csv.skip_lines.clear();
  if (read->ask) {
    read->ask->csv.skip_lines.clear();
  }
  SourceFiles found = symbols_of_rows(config, file, rows->symbols());
  const std::size_t count = found.files.size();
  return {count,
          [&venues, reading, read, rows, files = std::move(found.files)](std::size_t i) {
            return load_long_rows(files[i], *rows, *read, venues, reading);
          },
          std::move(found.left_out)};
}

MarketSource file_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                         const ReadContext& reading, std::span<const SymbolTable>) {
  const auto read = std::make_shared<RowsRead>(rows_read(config, venues));
  check_header(config, *read);
  if (config.csv.symbol) {
    return long_source(config, venues, read, reading);
  }
  SourceFiles found = find_source_files(config);
  std::vector<SourceFile> asks;
  if (!read->one_text) {
    asks = find_ask_files(config, *read->ask, found);
  }
  std::vector<SourceFile> all = found.files;
  all.insert(all.end(), asks.begin(), asks.end());
  expect_work(all, config, reading);
  const std::size_t count = found.files.size();
  return {count,
          [&venues, reading, read, files = std::move(found.files),
           asks = std::move(asks)](std::size_t i) {
            return load_files(files[i], asks.empty() ? nullptr : &asks[i], *read, venues, reading);
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
                              const ReadContext& reading, std::span<const SymbolTable>) {
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
    SourceEntry{config::DataSource::table, table_source, nullptr},
};

}  // namespace

const SourceEntry& source_entry(config::DataSource source) {
  return *std::ranges::find(kSources, source, &SourceEntry::source);
}

}  // namespace barometer::data
