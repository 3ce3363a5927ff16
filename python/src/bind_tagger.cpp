// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <barometer/backtest/api/plan.hpp>
#include <barometer/backtest/api/stream_tagger.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backtest/plan_state.hpp"
#include "bar_tags.hpp"
#include "bindings.hpp"
#include "calendar/venue_table.hpp"
#include "core/error.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using backtest::Plan;
using backtest::StreamTagger;
using nb::literals::operator""_a;
using Texts = std::vector<std::string>;

// A StreamTagger with the names of its symbols and tags as Python has them.
class LiveTagger {
 public:
  LiveTagger(const Plan& plan, StreamTagger tagger)
      : tagger_(std::move(tagger)),
        names_(std::make_shared<const TagNames>(tagger_.dimensions())),
        file_(plan.state().config.file) {
    for (const std::string& symbol : tagger_.symbols()) {
      numbers_[symbol.c_str()] = numbers_.size();
    }
    const config::DataConfig& data = plan.state().config.data;
    const calendar::VenueTable venues(data);
    dated_ = data.bar == core::kDay && std::ranges::any_of(symbols(), [&](const auto& symbol) {
               return venues[venues.number_of(symbol)].kind != BM_VENUE_ALWAYS_OPEN;
             });
  }

  // Is called for each bar, and so makes nothing but the tags that it returns.
  BarTags update(std::int64_t time_ns, double open, double high, double low, double close,
                 double volume, nb::handle symbol) {
    return {names_, tagger_.update(number_of(symbol), {.time_ns = time_ns,
                                                       .open = open,
                                                       .high = high,
                                                       .low = low,
                                                       .close = close,
                                                       .volume = volume})};
  }

  BarTags tags(nb::handle symbol) const { return {names_, tagger_.tags(number_of(symbol))}; }

  std::int64_t bars(nb::handle symbol) const { return tagger_.bars(number_of(symbol)); }

  const Texts& symbols() const { return tagger_.symbols(); }

  nb::tuple dimensions() const { return names_->names; }

  // Whether bars are days of sessions, which are stamped with their dates.
  bool dated() const { return dated_; }

  const StreamTagger& tagger() const { return tagger_; }

 private:
  std::size_t number_of(nb::handle symbol) const {
    if (symbol.is_none()) {
      return only_symbol();
    }
    if (PyObject* const found = PyDict_GetItemWithError(numbers_.ptr(), symbol.ptr())) {
      return PyLong_AsSize_t(found);
    }
    if (PyErr_Occurred() != nullptr) {
      throw nb::python_error();
    }
    return tagger_.symbol(nb::cast<std::string>(nb::str(symbol)));
  }

  std::size_t only_symbol() const {
    if (symbols().size() > 1) {
      throw core::Error(core::ErrorKind::bad_input,
                        core::Fault{file_,
                                    "a bar of which symbol is not said, and there are " +
                                        std::to_string(symbols().size()),
                                    "say symbol=\"" + symbols().front() + "\""});
    }
    return 0;
  }

  StreamTagger tagger_;
  std::shared_ptr<const TagNames> names_;
  std::string file_;
  nb::dict numbers_;  // of symbols, by name
  bool dated_ = false;
};

LiveTagger make_tagger(const Plan& plan, const Texts& symbols, const Texts& dimensions) {
  return {plan, StreamTagger::make(plan, symbols, dimensions)};
}

LiveTagger load_tagger(const Plan& plan, const nb::bytes& bytes) {
  return {plan, StreamTagger::load(plan, {bytes.c_str(), bytes.size()})};
}

nb::bytes save(const LiveTagger& tagger) {
  const std::string bytes = tagger.tagger().save();
  return nb::bytes(bytes.data(), bytes.size());
}

nb::object number_or_none(const std::optional<double>& value) {
  return value ? nb::object(nb::float_(*value)) : nb::none();
}

nb::dict latency(const LiveTagger& tagger) {
  const StreamTagger::Latency found = tagger.tagger().latency();
  nb::dict told;
  told["metered"] = found.metered;
  told["updates"] = found.updates;
  told["p50_ns"] = number_or_none(found.p50_ns);
  told["p99_ns"] = number_or_none(found.p99_ns);
  told["max_ns"] = found.max_ns;
  nb::list budgets;
  for (const StreamTagger::Latency::Budget& budget : found.budgets) {
    nb::dict row;
    row["stage"] = budget.stage;
    row["quantile"] = budget.quantile;
    row["limit_ns"] = budget.limit_ns;
    row["state"] = budget.state;
    row["explanation"] = budget.explanation;
    budgets.append(row);
  }
  told["budgets"] = budgets;
  told["breached"] = found.breached;
  return told;
}

}  // namespace

void bind_tagger(nb::module_& module) {
  bind_bar_tags(module);
  nb::class_<LiveTagger>(module, "LiveTagger", "The taggers of a plan at work on a stream.")
      .def("update", &LiveTagger::update, "time_ns"_a, "open"_a, "high"_a, "low"_a, "close"_a,
           "volume"_a, "symbol"_a.none())
      .def("tags", &LiveTagger::tags, "symbol"_a.none())
      .def("bars", &LiveTagger::bars, "symbol"_a.none())
      .def("save", save)
      .def_prop_ro("latency", latency, nb::sig("def latency(self) -> dict[str, typing.Any]"))
      .def_prop_ro("symbols", &LiveTagger::symbols)
      .def_prop_ro("dimensions", &LiveTagger::dimensions,
                   nb::sig("def dimensions(self) -> tuple[str, ...]"))
      .def_prop_ro("dated", &LiveTagger::dated);
  module.def("make_tagger", make_tagger, "plan"_a, "symbols"_a, "dimensions"_a);
  module.def("load_tagger", load_tagger, "plan"_a, "state"_a);
}

}  // namespace barometer::python
