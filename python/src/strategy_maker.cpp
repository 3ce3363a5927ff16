// SPDX-License-Identifier: Apache-2.0
#include "strategy_maker.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <barometer/sdk/guard.hpp>
#include <barometer/sdk/plugin_info.hpp>

#include <limits>
#include <utility>

#include "backtest/plan_state.hpp"
#include "step_context.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// One strategy at work. Everything of Python in it is touched with the interpreter's lock alone.
struct PythonStrategy {
  StrategyMaker& maker;
  nb::dict params;
  nb::object universe;  // StepUniverse
  nb::object self = {};
  nb::object on_step = {};
  nb::object context = {};
  std::deque<std::string> texts = {};  // of the series
  std::vector<bm_series_spec> series = {};
  std::int64_t warmup = 0;

  void make() {
    const auto& known = nb::cast<const StepUniverse&>(universe);
    self = maker.factory()(params, known.symbols, known.dimensions);
    on_step = self.attr("on_step");
    context = nb::cast(StepContext(known));
  }

  void declare(bm_declaration& declared) {
    auto& known = nb::cast<StepUniverse&>(universe);
    for (const std::string& name :
         nb::cast<std::vector<std::string>>(nb::list(self.attr("tags")))) {
      declared.reads[known.dimension(name)] = 1;
    }
    known.reads.assign(declared.reads, declared.reads + known.dimensions.size());
    warmup = declared.warmup_bars = nb::cast<std::int64_t>(self.attr("warmup"));
    for (const auto& [name, unit] : nb::dict(self.attr("series"))) {
      known.series.push_back(nb::cast<std::string>(name));
      const char* const kept = texts.emplace_back(known.series.back()).c_str();
      series.push_back({kept, texts.emplace_back(nb::cast<std::string>(unit)).c_str()});
    }
    declared.series = series.data();
    declared.series_count = static_cast<std::uint32_t>(series.size());
  }
};

nb::dict params_of(const bm_params& params) {
  nb::dict values;
  for (std::uint32_t i = 0; i < params.count; ++i) {
    const bm_param_value& value = params.values[i];
    const char* const name = params.specs[i].name;
    switch (params.specs[i].type) {
      case BM_PARAM_INTEGER:
        values[name] = value.integer;
        break;
      case BM_PARAM_BOOLEAN:
        values[name] = value.integer != 0;
        break;
      default:
        values[name] = value.number;
    }
  }
  return values;
}

// Runs `body` with the interpreter's lock; what Python raises is kept for whoever started the run
// and told to the host in a line.
template <class Body>
bm_status with_python(StrategyMaker& maker, bm_error* error, const Body& body) noexcept {
  const nb::gil_scoped_acquire acquired;
  try {
    body();
    return BM_OK;
  } catch (const nb::python_error& raised) {
    maker.keep_failure(std::current_exception());
    write_error(error, nb::cast<std::string>(nb::str(raised.type().attr("__name__"))) + ": " +
                           nb::cast<std::string>(nb::str(raised.value())));
  } catch (const std::exception& thrown) {
    write_error(error, thrown.what());
  }
  return BM_FAILED;
}

bm_status create(void* maker, const bm_params* params, const bm_universe* universe,
                 bm_declaration* declared, void** self, bm_error* error) {
  auto& made_by = *static_cast<StrategyMaker*>(maker);
  return with_python(made_by, error, [&] {
    auto made = std::make_unique<PythonStrategy>(PythonStrategy{
        made_by, params_of(*params), nb::cast(StepUniverse(*universe, made_by.market()))});
    made->make();
    made->declare(*declared);
    *self = made.release();
  });
}

bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error* error) {
  auto& strategy = *static_cast<PythonStrategy*>(self);
  return with_python(strategy.maker, error, [&] {
    if (!strategy.self.is_valid()) {
      throw std::runtime_error("it could not be made again");
    }
    Context context(*view, *out, strategy.warmup);
    const OpenStep open(nb::cast<StepContext&>(strategy.context), context);
    strategy.on_step(strategy.context);
  });
}

// Whatever a strategy of Python keeps, a new one does not have it.
void reset(void* self) {
  auto& strategy = *static_cast<PythonStrategy*>(self);
  with_python(strategy.maker, nullptr, [&] {
    strategy.self.reset();
    strategy.make();
  });
}

void destroy(void* self) {
  const nb::gil_scoped_acquire acquired;
  delete static_cast<PythonStrategy*>(self);
}

bm_param_spec spec_of(const char* name, const ParamDefault& param) {
  bm_param_spec spec{};
  spec.name = name;
  spec.type = param.type;
  spec.unit = "";
  spec.default_number = param.value;
  spec.minimum = -kInfinity;
  spec.maximum = kInfinity;
  spec.help = "an argument of the Python class";
  return spec;
}

}  // namespace

StrategyMaker::StrategyMaker(std::string name, nb::object factory, std::vector<ParamDefault> params)
    : name_(std::move(name)),
      factory_(std::move(factory)),
      slots_{sizeof(bm_strategy_slots), 0, this, create, python::on_step, reset, destroy} {
  for (const ParamDefault& param : params) {
    specs_.push_back(spec_of(names_.emplace_back(param.name).c_str(), param));
  }
  manifest_ = detail::manifest(BM_PLUGIN_STRATEGY, {name_.c_str(), "0", "A strategy of Python"},
                               specs_, nullptr, &slots_);
}

StrategyMaker::~StrategyMaker() {
  const nb::gil_scoped_acquire acquired;
  factory_.reset();
  failure_ = nullptr;
}

void StrategyMaker::keep_failure(std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  if (failure_ == nullptr) {
    failure_ = std::move(failure);
  }
}

std::exception_ptr StrategyMaker::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, nullptr);
}

backtest::CallersStrategy callers_strategy(std::shared_ptr<StrategyMaker> maker) {
  const bm_manifest* const manifest = &maker->manifest();
  return {.manifest = {std::move(maker), manifest}};
}

StrategyMaker* maker_of(const backtest::Plan& plan) {
  const backtest::RunPlan& loaded = plan.state().plan;
  const bm_manifest* const manifest = loaded.strategy.manifest;
  const bool is_ours = manifest != nullptr && manifest->kind == BM_PLUGIN_STRATEGY &&
                       manifest->strategy != nullptr && manifest->strategy->on_step == on_step;
  return is_ours ? static_cast<StrategyMaker*>(manifest->strategy->maker) : nullptr;
}

}  // namespace barometer::python
