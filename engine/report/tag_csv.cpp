// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>
#include <vector>

#include "data/market_data.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"
#include "report/run_tables.hpp"

namespace barometer::report {

namespace {

// One wanted dimension with its labels as cells, made once.
struct CsvTagColumn {
  std::size_t dimension;
  bool category;
  std::vector<std::string> labels;
};

std::vector<CsvTagColumn> tag_columns(const regime::TagView& tags) {
  std::vector<CsvTagColumn> columns;
  for (std::size_t i = 0; i < tags.dimensions().size(); ++i) {
    const regime::Dimension& dimension = tags.dimensions()[i];
    if (!tags.wanted(i)) {
      continue;
    }
    columns.push_back({i, dimension.kind == BM_DIMENSION_CATEGORY, {}});
    for (const std::string& label : dimension.labels) {
      columns.back().labels.push_back(csv_cell(label));
    }
  }
  return columns;
}

void write_tag(CsvWriter& csv, const regime::TagView& tags, const CsvTagColumn& column,
               core::SymbolIndex symbol, std::size_t bar) {
  if (!column.category) {
    csv.scalar(tags.scalar(symbol, column.dimension)[bar]);
    return;
  }
  const std::int8_t tag = tags.category(symbol, column.dimension)[bar];
  const bool known = tag >= 0 && static_cast<std::size_t>(tag) < column.labels.size();
  known ? csv.word(column.labels[static_cast<std::size_t>(tag)]) : csv.empty();
}

void write_tag_header(CsvWriter& csv, const regime::TagView& tags,
                      const std::vector<CsvTagColumn>& columns) {
  csv.word("time").word("symbol");
  for (const CsvTagColumn& column : columns) {
    csv.text(tags.dimensions()[column.dimension].name);
  }
  csv.end_row();
}

}  // namespace

void write_tags(const data::MarketData& market, const regime::TagView& tags,
                std::int64_t first_step, const Sink& sink) {
  const std::vector<CsvTagColumn> columns = tag_columns(tags);
  std::vector<std::string> symbols;
  for (const data::SymbolData& symbol : market.symbols) {
    symbols.push_back(csv_cell(symbol.name));
  }
  CsvWriter csv(sink);
  write_tag_header(csv, tags, columns);
  const data::Timeline& timeline = market.timeline;
  std::vector<std::size_t> next_bar(symbols.size(), 0);
  for (std::int64_t step = 0; step < timeline.steps(); ++step) {
    for (const core::SymbolIndex symbol : timeline.active(step)) {
      const std::size_t bar = next_bar[symbol]++;
      if (step < first_step) {
        continue;
      }
      csv.time(timeline.time(step)).word(symbols[symbol]);
      for (const CsvTagColumn& column : columns) {
        write_tag(csv, tags, column, symbol, bar);
      }
      csv.end_row();
    }
  }
  csv.finish();
}

}  // namespace barometer::report
