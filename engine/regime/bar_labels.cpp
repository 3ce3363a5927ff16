// SPDX-License-Identifier: Apache-2.0
#include "regime/bar_labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "config/data_config.hpp"
#include "config/regime_config.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"
#include "data/bar_row.hpp"
#include "data/label_column.hpp"
#include "data/label_file.hpp"
#include "data/load_market.hpp"
#include "data/market_source.hpp"
#include "data/truth_column.hpp"

namespace barometer::regime {

namespace {

constexpr std::size_t kMostLabels = 127;

// The bars of one symbol with the numbers of their labels.
struct Cells {
  std::string symbol;
  std::vector<core::Timestamp> close_ns;
  std::vector<std::uint32_t> ids;
  std::vector<std::string> texts;
};

[[noreturn]] void refuse(const config::DataConfig& bars, const config::Location& at,
                         std::string what, std::string fix) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{config::to_string(bars.file, at), std::move(what), std::move(fix)});
}

std::string column_text(const config::ColumnRef& column) {
  return column.name.empty() ? std::to_string(column.position) : column.name;
}

// "My Label" becomes my_label, column 7 column_7.
std::string dimension_name(const std::string& column) {
  std::string name;
  for (const char c : column) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    name += upper ? static_cast<char>(c - 'A' + 'a') : plain ? c : '_';
  }
  const bool letter_first = !name.empty() && name.front() >= 'a' && name.front() <= 'z';
  return (letter_first ? name : "column_" + name).substr(0, 64);
}

// regime.labels as cells are read: 1.0 is 1.
std::vector<std::string> listed_labels(const config::DataConfig& bars,
                                       const config::RegimeConfig& regime) {
  data::LabelColumn listed;
  for (std::size_t i = 0; i < regime.labels.size(); ++i) {
    const auto wrong = listed.add(regime.labels[i]);
    if (wrong || listed.texts.size() != i + 1) {
      refuse(
          bars, regime.labels_at[i],
          "regime.labels: " + (wrong ? wrong->what : regime.labels[i] + " is there twice, or nan"),
          wrong ? "write the labels as the column has them" : "name each label once");
    }
  }
  return listed.texts;
}

// The files of the bars, or the synthetic market, read for their times and, where `column` says so,
// their labels.
std::vector<data::LoadedSymbol> load_bars(const config::DataConfig& bars,
                                          std::optional<config::ColumnRef> column,
                                          std::vector<std::string> words, int threads) {
  config::DataConfig kept = bars;
  kept.csv.labels = config::KeptLabels{std::move(column), std::move(words)};
  std::vector<data::LoadedSymbol> loaded = data::load_symbols(kept, threads);
  // A symbol whose bars are good must not lose its labels in silence.
  if (kept.csv.labels->column && kept.bad_symbols == config::BadSymbols::skip &&
      loaded.size() < data::load_symbols(bars, threads).size()) {
    kept.bad_symbols = config::BadSymbols::refuse;
    return data::load_symbols(kept, threads);
  }
  return loaded;
}

std::vector<Cells> cells_of_bars(const config::DataConfig& bars, const config::RegimeConfig& regime,
                                 const std::vector<std::string>& words, int threads,
                                 std::int64_t& left_out) {
  if (bars.source == config::DataSource::synthetic) {
    refuse(
        bars, regime.column_at, "the synthetic market has no column of labels",
        "name a file of its own: {column: " + column_text(*regime.column) + ", file: labels.csv}");
  }
  std::vector<Cells> cells;
  for (data::LoadedSymbol& symbol : load_bars(bars, regime.column, words, threads)) {
    left_out += symbol.labels.refused;
    cells.push_back({symbol.data.name, data::close_times(symbol.data.bars),
                     std::move(symbol.labels.ids), std::move(symbol.labels.texts)});
  }
  return cells;
}

// How the files of the bars write times. The synthetic market has none: a label stands at the close
// of its bar, as tags.csv has it.
config::DataConfig with_times(const config::DataConfig& bars) {
  config::DataConfig timed = bars;
  if (bars.source == config::DataSource::synthetic) {
    timed.csv.time_format = "%Y-%m-%dT%H:%M:%SZ";
    timed.csv.stamp = config::StampSide::close;
  }
  return timed;
}

std::vector<Cells> cells_of_file(const config::DataConfig& bars, const config::RegimeConfig& regime,
                                 std::vector<std::string> words, int threads,
                                 std::int64_t& left_out) {
  std::vector<Cells> cells;
  std::vector<data::LabelledSymbol> symbols;
  for (data::LoadedSymbol& symbol : load_bars(bars, std::nullopt, {}, threads)) {
    cells.push_back({symbol.data.name, data::close_times(symbol.data.bars), {}, {}});
    symbols.push_back(
        {symbol.data.name,
         symbol.data.venue,
         symbol.stamp_closes.empty() ? cells.back().close_ns : std::move(symbol.stamp_closes),
         {},
         std::move(symbol.merged_closes)});
  }
  const data::LabelFile file{*regime.file, regime.column->name, std::move(words)};
  const auto texts = data::read_label_file(file, with_times(bars), symbols, left_out);
  for (std::size_t s = 0; s < cells.size(); ++s) {
    cells[s].ids = std::move(symbols[s].ids);
    cells[s].texts = texts;
  }
  return cells;
}

std::vector<std::string> distinct_texts(std::span<const Cells> cells) {
  std::vector<std::string> texts;
  for (const Cells& symbol : cells) {
    texts.insert(texts.end(), symbol.texts.begin(), symbol.texts.end());
  }
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

void require_any(const config::DataConfig& bars, const config::RegimeConfig& regime,
                 const std::vector<std::string>& texts) {
  if (texts.empty()) {
    refuse(bars, regime.column_at,
           "regime.column: no bar has a label in " + column_text(*regime.column),
           "check the column; the cells are empty or nan");
  }
}

// Decides between categories and real numbers; see read_bar_labels().
void set_dimension(const config::DataConfig& bars, const config::RegimeConfig& regime,
                   std::vector<std::string> texts, BarLabels& labels) {
  const auto is_number = [](const std::string& text) {
    return data::label_number(text).has_value();
  };
  require_any(bars, regime, texts);
  const bool numbers = std::ranges::all_of(texts, is_number);
  const bool whole = std::ranges::all_of(texts, data::is_whole_number);
  if (regime.labels.empty() && numbers && !(whole && texts.size() <= kMostLabels)) {
    return;
  }
  if (texts.size() > kMostLabels) {
    refuse(bars, regime.column_at,
           fmt::format("regime.column: {} has {} different labels, expected at most {}; such as "
                       "'{}' and '{}'",
                       labels.column, texts.size(), kMostLabels, texts.front(), texts.back()),
           "group them, or name a column of numbers alone, which is a scalar");
  }
  if (regime.labels.empty()) {
    std::ranges::sort(texts, data::truth_precedes);
  }
  for (const std::string& text : texts) {
    if (numbers) {
      labels.values.push_back(static_cast<float>(*data::label_number(text)));
    }
  }
  labels.labels = std::move(texts);
}

float narrowed(const config::DataConfig& bars, const config::RegimeConfig& regime,
               const std::string& text) {
  const double number = *data::label_number(text);
  if (std::fabs(number) > std::numeric_limits<float>::max()) {
    refuse(bars, regime.column_at, "regime.column: " + text + " is too large for a scalar",
           "write numbers up to 3e38");
  }
  return static_cast<float>(number);
}

class LabelTyper {
 public:
  LabelTyper(const config::DataConfig& bars, const config::RegimeConfig& regime, BarLabels& labels)
      : bars_(bars), regime_(regime), labels_(labels) {
    for (std::size_t i = 0; i < labels.labels.size(); ++i) {
      place_of_.emplace(labels.labels[i], static_cast<std::int8_t>(i));
    }
  }

  void add(const Cells& cells) {
    SymbolLabels typed{cells.symbol, {}, {}, {}};
    std::vector<std::int8_t> categories;
    std::vector<float> numbers;
    for (const std::string& text : cells.texts) {
      labels_.labels.empty() ? numbers.push_back(narrowed(bars_, regime_, text))
                             : categories.push_back(place_of_.at(text));
    }
    for (std::size_t bar = 0; bar < cells.close_ns.size(); ++bar) {
      if (const std::uint32_t id = cells.ids[bar]; id != data::LabelColumn::kUnknown) {
        typed.close_ns.push_back(cells.close_ns[bar]);
        labels_.labels.empty() ? typed.numbers.push_back(numbers[id])
                               : typed.categories.push_back(categories[id]);
      }
    }
    labels_.bars += std::ssize(cells.close_ns);
    labels_.labelled += std::ssize(typed.close_ns);
    labels_.symbols.push_back(std::move(typed));
  }

 private:
  const config::DataConfig& bars_;
  const config::RegimeConfig& regime_;
  BarLabels& labels_;
  std::unordered_map<std::string, std::int8_t> place_of_;
};

std::string hash_of(const BarLabels& labels) {
  core::Hash hash;
  hash.add(labels.name);
  for (const std::string& label : labels.labels) {
    hash.add(label);
    hash.add(std::string_view("\n"));
  }
  for (const SymbolLabels& symbol : labels.symbols) {
    hash.add(symbol.symbol);
    hash.add(symbol.close_ns.size());
    hash.add(std::as_bytes(std::span(symbol.close_ns)));
    hash.add(std::as_bytes(std::span(symbol.categories)));
    hash.add(std::as_bytes(std::span(symbol.numbers)));
  }
  return hash.hex();
}

}  // namespace

BarLabels read_bar_labels(const config::DataConfig& bars, const config::RegimeConfig& regime,
                          int threads) {
  BarLabels labels;
  labels.column = column_text(*regime.column);
  labels.file = regime.file.value_or("");
  labels.source = regime.file.value_or(bars.csv.path);
  labels.name = dimension_name(labels.column);
  const std::vector<std::string> words = listed_labels(bars, regime);
  const std::vector<Cells> cells =
      !regime.file ? cells_of_bars(bars, regime, words, threads, labels.left_out_rows)
                   : cells_of_file(bars, regime, words, threads, labels.left_out_rows);
  set_dimension(bars, regime, words.empty() ? distinct_texts(cells) : words, labels);
  LabelTyper typer(bars, regime, labels);
  for (const Cells& symbol : cells) {
    if (regime.of.empty() || regime.of == symbol.symbol) {  // nobody sees the others'
      typer.add(symbol);
    }
  }
  labels.hash = hash_of(labels);
  return labels;
}

}  // namespace barometer::regime
