// SPDX-License-Identifier: Apache-2.0
#include "page/market_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "core/workers.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "page/json_string.hpp"
#include "page/packed.hpp"
#include "page/shown_symbols.hpp"
#include "regime/tag_view.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

constexpr std::int64_t kPriceLevels = 8'191;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Lanes are often the same for many symbols, as those of the calendar are: each is kept once.
class LanePool {
 public:
  std::size_t number_of(std::string lane) {
    const auto [entry, is_new] = numbers_.try_emplace(std::move(lane), numbers_.size());
    if (is_new) {
      lanes_.push_back(&entry->first);
    }
    return entry->second;
  }

  std::string json() const {
    std::string out = "[";
    for (const std::string* lane : lanes_) {
      out += (out.size() > 1 ? ",\"" : "\"") + *lane + "\"";
    }
    return out + "]";
  }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<const std::string*> lanes_;
};

// Runs of labels by cell, as packed pairs of label and length.
class LaneWriter {
 public:
  // The cells up to `end` have the label.
  void fill_to(std::size_t end, std::uint64_t label) {
    if (label != label_) {
      end_run();
      label_ = label;
    }
    length_ += end - cell_;
    cell_ = end;
  }

  // The label before it goes on: cells without a bar.
  void go_on_to(std::size_t end) { fill_to(std::max(end, cell_), label_); }

  std::string finish(std::size_t cells) {
    fill_to(std::max(cells, cell_), cell_ < cells ? 0 : label_);
    end_run();
    return std::move(out_);
  }

 private:
  void end_run() {
    if (length_ > 0) {
      append_packed(out_, label_);
      append_packed(out_, length_);
    }
    length_ = 0;
  }

  std::string out_;
  std::uint64_t label_ = 0;
  std::uint64_t length_ = 0;
  std::size_t cell_ = 0;
};

// The bars of a symbol that lie in one cell, counted from its first live bar.
struct CellBars {
  std::size_t cell = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<CellBars> cell_bars(const StepCells& cells, const LiveBars& live) {
  std::vector<CellBars> list;
  std::size_t next_cell = 0;  // first step of the cell behind the last one of the list
  for (std::size_t i = 0; i < live.steps.size(); ++i) {
    if (list.empty() || live.steps[i] >= next_cell) {
      const std::size_t cell = cells.of(live.steps[i]);
      next_cell = cells.begin(cell + 1);
      list.push_back({.cell = cell, .begin = i, .end = i});
    }
    list.back().end = i + 1;
  }
  return list;
}

// The label that more than half of these bars have; behind unknown stands "several", where there
// is none. REQUIRES: there is a bar.
std::uint64_t label_of(std::span<const std::int8_t> tags, std::uint64_t unknown) {
  const auto code = [&](std::int8_t tag) {
    return tag < 0 ? unknown : static_cast<std::uint64_t>(tag) + 1;
  };
  const std::int8_t first = tags.front();
  if (std::ranges::all_of(tags, [first](std::int8_t tag) { return tag == first; })) {
    return code(first);
  }
  std::array<std::uint32_t, 256> counts{};
  for (const std::int8_t tag : tags) {
    const std::uint64_t label = code(tag);
    if (2 * std::size_t{++counts[label]} > tags.size()) {
      return label;
    }
  }
  return unknown + 1;
}

std::string lane_of(const StepCells& cells, const std::vector<CellBars>& bars,
                    std::span<const std::int8_t> tags, std::uint64_t unknown) {
  LaneWriter lane;
  for (const CellBars& here : bars) {
    lane.go_on_to(here.cell);
    lane.fill_to(here.cell + 1, label_of(tags.subspan(here.begin, here.end - here.begin), unknown));
  }
  return lane.finish(cells.count());
}

struct PriceCells {
  std::vector<double> low, high, close;
};

// `rows` begins at the first live bar.
PriceCells prices_of(const StepCells& cells, const std::vector<CellBars>& bars,
                     const data::BarRow* rows) {
  PriceCells prices;
  for (std::vector<double>* column : {&prices.low, &prices.high, &prices.close}) {
    column->assign(cells.count(), kNaN);
  }
  for (const CellBars& here : bars) {
    double low = rows[here.begin].low, high = rows[here.begin].high;
    for (std::size_t i = here.begin + 1; i < here.end; ++i) {
      low = std::min(low, rows[i].low);
      high = std::max(high, rows[i].high);
    }
    prices.low[here.cell] = low;
    prices.high[here.cell] = high;
    prices.close[here.cell] = rows[here.end - 1].close;
  }
  return prices;
}

// Cells without a bar are packed as a difference of 0 with `above` and `below` of 0, and named
// by the runs in "gaps".
std::string price_json(const PriceCells& prices) {
  std::vector<double> ends = prices.low;
  ends.insert(ends.end(), prices.high.begin(), prices.high.end());
  const Levels levels(ends, kPriceLevels);
  std::vector<std::int64_t> close;
  std::string below, above, gaps;
  std::uint64_t run = 0;
  bool in_gap = false;
  for (std::size_t i = 0; i < prices.close.size(); ++i) {
    const bool gap = std::isnan(prices.close[i]);
    if (gap != in_gap) {
      append_packed(gaps, run);
      run = 0;
      in_gap = gap;
    }
    ++run;
    const std::int64_t before = close.empty() ? 0 : close.back();
    close.push_back(gap ? before : levels.of(prices.close[i]));
    append_packed(below, gap ? 0 : static_cast<std::uint64_t>(close[i] - levels.of(prices.low[i])));
    append_packed(above,
                  gap ? 0 : static_cast<std::uint64_t>(levels.of(prices.high[i]) - close[i]));
  }
  append_packed(gaps, run);
  return fmt::format(R"({{{},"v":"{}","below":"{}","above":"{}","gaps":"{}"}})",
                     levels.json_members(), packed_differences(close), below, above, gaps);
}

std::string dimensions_json(Reported dimensions) {
  std::string out = "[";
  for (const analysis::ReportedDimension& dimension : dimensions) {
    out += out.size() > 1 ? "," : "";
    out += R"({"name":)" + json_string(dimension.name) + R"(,"labels":[)";
    for (const std::string& label : dimension.labels) {
      out += json_string(label) + ",";
    }
    out += R"("unknown","several"]})";
  }
  return out + "]";
}

struct SymbolSeries {
  std::string price;
  std::vector<std::string> lanes;  // one per dimension
};

SymbolSeries series_of(const analysis::RunRecord& record, core::SymbolIndex symbol,
                       const StepCells& cells, Reported dimensions) {
  const LiveBars live = live_bars(record, symbol);
  const std::vector<CellBars> bars = cell_bars(cells, live);
  const core::Rows<data::BarRow>& rows = record.market.symbols[symbol].bars;
  SymbolSeries series;
  series.price =
      price_json(prices_of(cells, bars, live.steps.empty() ? nullptr : &rows[live.first]));
  for (const analysis::ReportedDimension& dimension : dimensions) {
    const auto tags = record.tags.category(symbol, dimension.sides.front().dimension);
    series.lanes.push_back(lane_of(cells, bars, tags.subspan(live.first), dimension.unknown() + 1));
  }
  return series;
}

std::string symbol_json(const std::string& name, core::SymbolIndex symbol, SymbolSeries series,
                        LanePool& lanes) {
  std::string numbers;
  for (std::string& lane : series.lanes) {
    numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", lanes.number_of(std::move(lane)));
  }
  return fmt::format(R"({{"name":{},"index":{},"price":{},"lanes":[{}]}})", json_string(name),
                     symbol, series.price, numbers);
}

}  // namespace

std::string market_json(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  const std::vector<core::SymbolIndex> symbols = shown_symbols(record);
  const StepCells cells = price_cells(record, symbols.size());
  const Reported dimensions = lane_dimensions(analysis);
  std::vector<SymbolSeries> series(symbols.size());
  core::Workers workers(record.provenance.threads);
  workers.for_each(symbols.size(), 1, [&](std::size_t i) {
    series[i] = series_of(record, symbols[i], cells, dimensions);
  });
  LanePool lanes;
  std::string list;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    list += list.empty() ? "" : ",\n";
    list += symbol_json(record.market.symbols[symbols[i]].name, symbols[i], std::move(series[i]),
                        lanes);
  }
  return fmt::format(R"("price_per":{},"dimensions":{},"symbols":[{}],"lanes":{})", cells.per,
                     dimensions_json(dimensions), list, lanes.json());
}

Reported lane_dimensions(const analysis::RunAnalysis& analysis) {
  const auto single = [](const analysis::ReportedDimension& one) { return one.sides.size() == 1; };
  return Reported(analysis.reported)
      .first(static_cast<std::size_t>(std::ranges::count_if(analysis.reported, single)));
}

std::string left_out_symbols(const analysis::RunRecord& record) {
  const std::size_t all = record.market.symbols.size();
  const std::size_t shown = std::min(all, kMostSymbols);
  return shown == all ? ""
                      : fmt::format(
                            "Prices and tags of {} of {} are on this page: those that were traded "
                            "most. The files of the run folder have all.",
                            shown, report::counted(static_cast<std::int64_t>(all), "symbol"));
}

}  // namespace barometer::page
