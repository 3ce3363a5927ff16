// SPDX-License-Identifier: Apache-2.0
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <memory>
#include <tuple>

#include "backtest/market_state.hpp"
#include "bindings.hpp"
#include "data/bar_row.hpp"
#include "market_owner.hpp"
#include "orders/order_names.hpp"
#include "step_context.hpp"
#include "strategy_maker.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using nb::literals::operator""_a;
using Options = OrderOptions;

std::uint32_t symbol_of(const StepContext& ctx, const nb::handle& named) {
  return ctx.universe().symbol(named);
}

const bm_symbol_view& view_of(const StepContext& ctx, std::uint32_t symbol) {
  return ctx.now().raw().symbols[symbol];
}

const double* first_of(const bm_bars& bars, const std::string& field) {
  const std::pair<const char*, const double*> fields[] = {{"open", bars.open},
                                                          {"high", bars.high},
                                                          {"low", bars.low},
                                                          {"close", bars.close},
                                                          {"volume", bars.volume}};
  const auto found =
      std::ranges::find_if(fields, [&](const auto& one) { return field == one.first; });
  if (found == std::end(fields)) {
    throw std::invalid_argument("a bar has open, high, low, close and volume, and no '" + field +
                                "'");
  }
  return found->second;
}

// The run's market where these are its bars, which arrays then keep alive; else NULL.
const backtest::Market* market_of(const StepContext& ctx, std::uint32_t symbol,
                                  const bm_bars& bars) {
  const std::optional<backtest::Market>& market = ctx.universe().market;
  if (!market || symbol >= market->state().data.symbols.size()) {
    return nullptr;
  }
  const data::BarRow* const rows = market->state().data.symbols[symbol].view_bars.data();
  return rows != nullptr && bars.close_time_ns == &rows->close_time_ns ? &*market : nullptr;
}

template <class Value>
nb::object copied(const Value* first, std::size_t count, std::int64_t stride) {
  auto values = std::make_unique<Value[]>(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = first[static_cast<std::int64_t>(i) * stride];
  }
  const nb::capsule owner(values.get(),
                          [](void* pointer) noexcept { delete[] static_cast<Value*>(pointer); });
  Value* const kept = values.release();
  return nb::cast(nb::ndarray<nb::numpy, Value, nb::ndim<1>>(kept, {count}, owner));
}

// A column of a symbol's bars up to now: a read-only view where the run's own market is shown, in a
// causality check a copy.
nb::object history(const StepContext& ctx, const nb::handle& named, const std::string& field,
                   std::optional<std::int64_t> last) {
  const std::uint32_t symbol = symbol_of(ctx, named);
  const bm_symbol_view& view = view_of(ctx, symbol);
  const std::int64_t count =
      std::clamp<std::int64_t>(last.value_or(view.bar_count), 0, view.bar_count);
  const double* const first =
      first_of(view.bars, field) + (view.bar_count - count) * view.bars.stride;
  const auto size = static_cast<std::size_t>(count);
  const backtest::Market* const market = market_of(ctx, symbol, view.bars);
  if (market == nullptr) {
    return copied(first, size, view.bars.stride);
  }
  return nb::cast(nb::ndarray<nb::numpy, const double, nb::ndim<1>>(
      first, {size}, owner_of(*market), {view.bars.stride}));
}

std::uint32_t declared_tag(const StepContext& ctx, const std::string& name) {
  const std::uint32_t tag = ctx.universe().dimension(name);
  if (ctx.universe().reads[tag] == 0) {
    throw std::invalid_argument("the strategy did not say that it reads '" + name +
                                "': add it to the class's `tags`");
  }
  return tag;
}

// The label or number of the symbol's latest bar; None where nothing is known.
nb::object tag(const StepContext& ctx, const nb::handle& named, const std::string& name) {
  const bm_symbol_view& view = view_of(ctx, symbol_of(ctx, named));
  const std::uint32_t number = declared_tag(ctx, name);
  if (view.bar_count == 0) {
    return nb::none();
  }
  const bm_tag_view& column = view.tags[number];
  if (column.category == nullptr) {
    const float value = column.scalar[view.bar_count - 1];
    return value != value ? nb::none() : nb::object(nb::float_(static_cast<double>(value)));
  }
  const std::int8_t label = column.category[view.bar_count - 1];
  return label < 0 ? nb::none()
                   : nb::cast(ctx.universe().labels[number][static_cast<std::size_t>(label)]);
}

// The last tags of a symbol, copied: float32, or int8 numbers of labels, -128 unknown.
nb::object tags(const StepContext& ctx, const nb::handle& named, const std::string& name,
                std::int64_t last) {
  const bm_symbol_view& view = view_of(ctx, symbol_of(ctx, named));
  const bm_tag_view& column = view.tags[declared_tag(ctx, name)];
  const std::int64_t count = std::clamp<std::int64_t>(last, 0, view.bar_count);
  const std::int64_t from = view.bar_count - count;
  const auto size = static_cast<std::size_t>(count);
  return column.category != nullptr ? copied(column.category + from, size, 1)
                                    : copied(column.scalar + from, size, 1);
}

std::vector<std::string> active(const StepContext& ctx) {
  const bm_view& view = ctx.now().raw();
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < view.active_count; ++i) {
    names.push_back(ctx.universe().symbols[view.active[i]]);
  }
  return names;
}

// (symbol, quantity, price, commission, client's id) of each fill since the last step.
std::vector<std::tuple<std::string, double, double, double, std::uint64_t>> fills(
    const StepContext& ctx) {
  std::vector<std::tuple<std::string, double, double, double, std::uint64_t>> found;
  for (const bm_fill& fill : ctx.now().fills()) {
    found.emplace_back(ctx.universe().symbols[fill.symbol], fill.quantity, fill.price,
                       fill.commission, fill.client_order_id);
  }
  return found;
}

// (symbol, dimension, label before, label now) of each change of a category that is read.
std::vector<std::tuple<std::string, std::string, std::string, std::string>> changes(
    const StepContext& ctx) {
  const StepUniverse& known = ctx.universe();
  const auto label = [&](const bm_regime_change& change, std::int32_t number) {
    return number < 0 ? std::string("unknown")
                      : known.labels[change.tag][static_cast<std::size_t>(number)];
  };
  std::vector<std::tuple<std::string, std::string, std::string, std::string>> found;
  for (const bm_regime_change& change : ctx.now().regime_changes()) {
    found.emplace_back(known.symbols[change.symbol], known.dimensions[change.tag],
                       label(change, change.from), label(change, change.to));
  }
  return found;
}

// (symbol, status, reason, client's id) of what became of orders since the last step.
std::vector<std::tuple<std::string, std::string, std::string, std::uint64_t>> updates(
    const StepContext& ctx) {
  std::vector<std::tuple<std::string, std::string, std::string, std::uint64_t>> found;
  for (const bm_order_update& update : ctx.now().updates()) {
    const bool known = update.symbol < ctx.universe().symbols.size();
    found.emplace_back(known ? ctx.universe().symbols[update.symbol] : "",
                       orders::status_name(update.status),
                       update.reason == BM_REASON_NONE ? "" : orders::reason_name(update.reason),
                       update.client_order_id);
  }
  return found;
}

Options options(std::uint64_t id, std::uint32_t group, std::uint64_t parent) {
  return {.id = id, .oco_group = group, .parent = parent};
}

void log(const StepContext& ctx, const std::string& text, const nb::object& symbol) {
  if (symbol.is_none()) {
    ctx.now().log("{}", text);
  } else {
    ctx.now().log(symbol_of(ctx, symbol), "{}", text);
  }
}

void plot(const StepContext& ctx, const std::string& series, double value,
          const nb::object& symbol) {
  const Series number(ctx.universe().series_number(series));
  if (symbol.is_none()) {
    ctx.now().plot(number, value);
  } else {
    ctx.now().plot(symbol_of(ctx, symbol), number, value);
  }
}

Trail trail_of(double distance, const std::string& kind) {
  if (kind == "price") {
    return Trail::price(distance);
  }
  if (kind == "fraction") {
    return Trail::fraction(distance);
  }
  if (kind == "atr") {
    return Trail::atr(distance);
  }
  throw std::invalid_argument("a stop trails by 'price', 'fraction' or 'atr', not by '" + kind +
                              "'");
}

// A method of Context with a symbol and numbers.
template <class... Numbers>
auto order(void (Context::*method)(std::uint32_t, Numbers...)) {
  return [method](const StepContext& ctx, const nb::handle& symbol, Numbers... numbers) {
    (ctx.now().*method)(symbol_of(ctx, symbol), numbers...);
  };
}

template <class Value>
auto of_symbol(Value (Context::*method)(std::uint32_t) const) {
  return [method](const StepContext& ctx, const nb::handle& symbol) {
    return (ctx.now().*method)(symbol_of(ctx, symbol));
  };
}

auto field(double Bar::*member) {
  return [member](const StepContext& ctx, const nb::handle& symbol) {
    return ctx.now().bar(symbol_of(ctx, symbol)).*member;
  };
}

void bind_known(nb::class_<StepContext>& ctx) {
  ctx.def_prop_ro(
         "time_ns", [](const StepContext& c) { return c.now().time_ns(); },
         "Close time of this step's bars, ns since 1970 UTC.")
      .def_prop_ro("step", [](const StepContext& c) { return c.now().step(); })
      .def_prop_ro("warming_up", [](const StepContext& c) { return c.now().warming_up(); })
      .def_prop_ro("symbols", [](const StepContext& c) { return c.universe().symbols; })
      .def_prop_ro("active", active, "Symbols that have just closed a bar.")
      .def_prop_ro("cash", [](const StepContext& c) { return c.now().cash(); })
      .def_prop_ro("equity", [](const StepContext& c) { return c.now().equity(); })
      .def_prop_ro("fills", fills,
                   "Since the last step: (symbol, quantity, price, commission, id).")
      .def_prop_ro("updates", updates, "Since the last step: (symbol, status, reason, id).")
      .def_prop_ro("changes", changes, "(symbol, dimension, label before, label now).")
      .def("is_warm", of_symbol<bool>(&Context::is_warm), "symbol"_a)
      .def("bar_count", of_symbol<std::int64_t>(&Context::bar_count), "symbol"_a)
      .def("position", of_symbol<double>(&Context::position), "symbol"_a, "Signed units held.")
      .def("average_price", of_symbol<double>(&Context::average_price), "symbol"_a)
      .def("working", of_symbol<double>(&Context::working), "symbol"_a,
           "Signed units on their way.")
      .def("is_flat", of_symbol<bool>(&Context::is_flat), "symbol"_a)
      .def("open", field(&Bar::open), "symbol"_a, "Of the symbol's latest bar.")
      .def("high", field(&Bar::high), "symbol"_a, "Of the symbol's latest bar.")
      .def("low", field(&Bar::low), "symbol"_a, "Of the symbol's latest bar.")
      .def("close", field(&Bar::close), "symbol"_a, "Of the symbol's latest bar.")
      .def("volume", field(&Bar::volume), "symbol"_a, "Of the symbol's latest bar.")
      .def("history", history, "symbol"_a, "field"_a = "close", "last"_a = nb::none(),
           "The field of the symbol's bars up to now, or of the last ones: a read-only array "
           "without a copy, which keeps the market alive.")
      .def("tag", tag, "symbol"_a, "dimension"_a,
           "Label or number at the symbol's latest bar; None where nothing is known.")
      .def("tags", tags, "symbol"_a, "dimension"_a, "last"_a,
           "The last ones, copied: float32, or int8 numbers of labels, -128 unknown.");
}

void bind_orders(nb::class_<StepContext>& ctx) {
  ctx.def("buy", order<double>(&Context::buy), "symbol"_a, "quantity"_a, "Units at the market.")
      .def("sell", order<double>(&Context::sell), "symbol"_a, "quantity"_a, "Units at the market.")
      .def("target_quantity", order<double>(&Context::target_quantity), "symbol"_a, "quantity"_a,
           "Signed units to hold.")
      .def("target_weight", order<double>(&Context::target_weight), "symbol"_a, "weight"_a,
           "Signed share of equity to hold.")
      .def("close_position", order<>(&Context::close), "symbol"_a)
      .def("cancel", order<std::uint64_t>(&Context::cancel), "symbol"_a, "id"_a)
      .def("cancel_all", order<>(&Context::cancel_all), "symbol"_a)
      .def(
          "limit",
          [](const StepContext& c, const nb::handle& symbol, double quantity, double price,
             std::uint64_t id, std::uint32_t group, std::uint64_t parent) {
            c.now().limit(symbol_of(c, symbol), quantity, price, options(id, group, parent));
          },
          "symbol"_a, "quantity"_a, "price"_a, "id"_a = 0, "group"_a = 0, "parent"_a = 0,
          "Signed units at a price or better; orders of one group cancel each other.")
      .def(
          "stop",
          [](const StepContext& c, const nb::handle& symbol, double quantity, double price,
             std::uint64_t id, std::uint32_t group, std::uint64_t parent) {
            c.now().stop(symbol_of(c, symbol), quantity, price, options(id, group, parent));
          },
          "symbol"_a, "quantity"_a, "price"_a, "id"_a = 0, "group"_a = 0, "parent"_a = 0)
      .def(
          "trailing_stop",
          [](const StepContext& c, const nb::handle& symbol, double quantity, double distance,
             const std::string& by, std::uint64_t id, std::uint32_t group, std::uint64_t parent) {
            c.now().trailing_stop(symbol_of(c, symbol), quantity, trail_of(distance, by),
                                  options(id, group, parent));
          },
          "symbol"_a, "quantity"_a, "distance"_a, "by"_a = "price", "id"_a = 0, "group"_a = 0,
          "parent"_a = 0, "by: 'price', 'fraction' or 'atr'.")
      .def("log", log, "text"_a, "symbol"_a = nb::none(), "A row of log.csv.")
      .def("plot", plot, "series"_a, "value"_a, "symbol"_a = nb::none(),
           "This step's value of a series that the class declares.");
}

backtest::CallersStrategy make_strategy(
    const std::string& name, const nb::object& factory,
    const std::vector<std::tuple<std::string, std::string, double>>& params) {
  std::vector<ParamDefault> defaults;
  for (const auto& [param, kind, value] : params) {
    const bm_param_type type = kind == "integer"   ? BM_PARAM_INTEGER
                               : kind == "boolean" ? BM_PARAM_BOOLEAN
                                                   : BM_PARAM_NUMBER;
    defaults.push_back({param, type, value});
  }
  return callers_strategy(std::make_shared<StrategyMaker>(name, factory, std::move(defaults)));
}

}  // namespace

void bind_strategy(nb::module_& module) {
  nb::class_<StepUniverse>(module, "StepUniverse");
  nb::class_<StepContext> ctx(module, "Context", "What a strategy knows and may do in one step.");
  bind_known(ctx);
  bind_orders(ctx);
  module.def("make_strategy", make_strategy, "name"_a, "factory"_a, "params"_a);
}

}  // namespace barometer::python
