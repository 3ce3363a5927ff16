// SPDX-License-Identifier: Apache-2.0
#include "page/market_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/workers.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "page/json_string.hpp"
#include "page/lane_series.hpp"
#include "page/packed.hpp"
#include "page/shown_symbols.hpp"
#include "regime/tag_view.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

constexpr std::int64_t kPriceLevels = 8'191;
constexpr std::size_t kLaneBytes = 60'000;  // of all lanes together

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

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
    out += R"("unknown"]})";
  }
  return out + "]";
}

std::string symbol_json(const analysis::RunRecord& record, core::SymbolIndex symbol,
                        const StepCells& cells, const LiveBars& live) {
  const data::SymbolData& of = record.market.symbols[symbol];
  const data::BarRow* const rows = live.steps.empty() ? nullptr : &of.bars[live.first];
  return fmt::format(R"("name":{},"index":{},"price":{})", json_string(of.name), symbol,
                     price_json(prices_of(cells, cell_bars(cells, live), rows)));
}

// What the page shows of symbols, each with its live bars.
struct ShownMarket {
  const analysis::RunRecord& record;
  std::vector<core::SymbolIndex> symbols;
  std::vector<LiveBars> live;
  Reported dimensions;
};

struct Lanes {
  StepCells cells;
  LanePool pool;
  std::vector<std::string> of_symbols;  // of each, number, begin and end of its lanes
};

Lanes lanes_in(const ShownMarket& market, const StepCells& cells, core::Workers& workers) {
  std::vector<std::vector<Lane>> found(market.symbols.size());
  workers.for_each(found.size(), 1, [&](std::size_t i) {
    const LiveBars& live = market.live[i];
    for (const analysis::ReportedDimension& dimension : market.dimensions) {
      const auto tags =
          market.record.tags.category(market.symbols[i], dimension.sides.front().dimension);
      found[i].push_back(lane_of(cells, live, tags.subspan(live.first),
                                 static_cast<std::uint8_t>(dimension.unknown() + 1)));
    }
  });
  Lanes lanes{.cells = cells, .pool = {}, .of_symbols = {}};
  for (std::vector<Lane>& of_symbol : found) {
    std::string list;
    for (Lane& lane : of_symbol) {
      const auto [begin, end] = std::pair(lane.begin, lane.end);
      list += fmt::format("{}[{},{},{}]", list.empty() ? "" : ",",
                          lanes.pool.number_of(std::move(lane)), begin, end);
    }
    lanes.of_symbols.push_back(std::move(list));
  }
  return lanes;
}

// Of every step, or of as few steps a cell as keep all lanes below their bound.
Lanes shown_lanes(const ShownMarket& market, core::Workers& workers) {
  StepCells cells{.steps = market.record.logs.equity.size(), .per = 1};
  Lanes lanes = lanes_in(market, cells, workers);
  while (lanes.pool.bytes() > kLaneBytes && cells.count() > 1) {
    cells.per *= 2;
    lanes = lanes_in(market, cells, workers);
  }
  return lanes;
}

}  // namespace

std::string market_json(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  ShownMarket market{.record = record,
                     .symbols = shown_symbols(record),
                     .live = {},
                     .dimensions = lane_dimensions(analysis)};
  const std::size_t count = market.symbols.size();
  const StepCells cells = price_cells(record, count);
  market.live.resize(count);
  std::vector<std::string> symbols(count);
  core::Workers workers(record.provenance.threads);
  workers.for_each(count, 1, [&](std::size_t i) {
    market.live[i] = live_bars(record, market.symbols[i]);
    symbols[i] = symbol_json(record, market.symbols[i], cells, market.live[i]);
  });
  const Lanes lanes = shown_lanes(market, workers);
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list += fmt::format("{}{{{},\"lanes\":[{}]}}", i == 0 ? "" : ",\n", symbols[i],
                        lanes.of_symbols[i]);
  }
  return fmt::format(R"("price_per":{},"lane_per":{},"dimensions":{},"symbols":[{}],"lanes":{})",
                     cells.per, lanes.cells.per, dimensions_json(market.dimensions), list,
                     lanes.pool.json());
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
