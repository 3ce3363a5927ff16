// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <barometer/abi/regime.h>
#include <barometer/backtest/api/tags.hpp>
#include <memory>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "bindings.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "frame.hpp"
#include "report/forecast_text.hpp"
#include "report/regime_picture.hpp"
#include "report/regime_text.hpp"
#include "report/style.hpp"
#include "watched_call.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using backtest::Market;
using backtest::Plan;

// All tags of a plan on a market.
struct TagTable {
  Market market;
  regime::TagView view;
};

TagTable tag(const Plan& plan, const Market& market, int threads, const nb::object& progress) {
  backtest::require_taggers(plan);
  return watched(threads, progress, [&](const backtest::Control& control) {
    const backtest::Tags tags = backtest::Tags::compute_all(plan, market, control);
    return TagTable{
        market,
        backtest::view_of(plan, tags, regime::WantedTags::all(plan.state().plan.dimensions()))};
  });
}

FrameColumn time_column(const data::SymbolData& symbol) {
  const auto times =
      std::make_shared<const std::vector<core::Timestamp>>(data::close_times(symbol.bars));
  FrameColumn column{.name = "close_time", .type = ColumnType::time, .values = times->data()};
  column.owner = times;
  return column;
}

FrameColumn tag_column(const regime::TagView& view, core::SymbolIndex symbol, std::size_t d) {
  const regime::Dimension& dimension = view.dimensions()[d];
  FrameColumn column{.name = dimension.name, .owner = view.tag_column(d)};
  if (dimension.kind == BM_DIMENSION_SCALAR) {
    column.type = ColumnType::scalar;
    column.values = view.scalar(symbol, d).data();
    return column;
  }
  const std::span<const std::int8_t> codes = view.category(symbol, d);
  column.type = ColumnType::category;
  column.width = 1;
  column.values = codes.data();
  column.labels = std::make_shared<const std::vector<std::string>>(dimension.labels);
  column.valid =
      valid_bits(static_cast<std::int64_t>(codes.size()), column.nulls,
                 [&](std::int64_t row) { return codes[static_cast<std::size_t>(row)] < 0; });
  return column;
}

// Close times and tags of one symbol, an entry per bar; the tags where they lie.
std::shared_ptr<Frame> frame_of(const TagTable& table, const std::string& name) {
  const std::vector<data::SymbolData>& symbols = table.market.state().data.symbols;
  for (core::SymbolIndex s = 0; s < symbols.size(); ++s) {
    if (symbols[s].name == name) {
      const nb::gil_scoped_release released;
      auto frame = std::make_shared<Frame>();
      frame->rows = static_cast<std::int64_t>(symbols[s].bars.size());
      frame->columns.push_back(time_column(symbols[s]));
      for (std::size_t d = 0; d < table.view.dimensions().size(); ++d) {
        frame->columns.push_back(tag_column(table.view, s, d));
      }
      return frame;
    }
  }
  throw nb::key_error(name.c_str());
}

std::vector<std::size_t> categories_of(const regime::TagView& view) {
  std::vector<std::size_t> found;
  for (std::size_t d = 0; d < view.dimensions().size(); ++d) {
    if (view.dimensions()[d].kind == BM_DIMENSION_CATEGORY) {
      found.push_back(d);
    }
  }
  return found;
}

std::string text_of(const TagTable& table, std::size_t width) {
  const nb::gil_scoped_release released;
  const report::Style style{.colour = false, .width = width};
  const data::MarketData& market = table.market.state().data;
  return report::render_regimes(market, table.view, categories_of(table.view), style) +
         report::render_forecast(market, table.view, style);
}

std::string picture_of(const TagTable& table, const std::vector<std::string>& dimensions,
                       const std::string& title) {
  const nb::gil_scoped_release released;
  std::vector<std::size_t> drawn;
  for (const std::string& name : dimensions) {
    if (const int d = table.view.find(name); d >= 0) {
      drawn.push_back(static_cast<std::size_t>(d));
    }
  }
  return report::draw_regimes(table.market.state().data, table.view, drawn, title);
}

std::vector<std::string> category_names(const TagTable& table) {
  std::vector<std::string> names;
  for (const std::size_t d : categories_of(table.view)) {
    names.push_back(table.view.dimensions()[d].name);
  }
  return names;
}

}  // namespace

void bind_tags(nb::module_& module) {
  nb::class_<TagTable>(module, "TagTable", "All tags of a plan on a market.")
      .def("frame", frame_of)
      .def("text", text_of)
      .def("picture", picture_of)
      .def_prop_ro("categories", category_names);
  module.def("tag", tag, nb::arg("plan"), nb::arg("market"), nb::arg("threads"),
             nb::arg("progress").none());
}

}  // namespace barometer::python
