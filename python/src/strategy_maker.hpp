// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>
#include <nanobind/nanobind.h>

#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace barometer::python {

// What a Python strategy declares of one parameter.
struct ParamDefault {
  std::string name;
  bm_param_type type = BM_PARAM_NUMBER;
  double value = 0;
};

// Makes strategies of a Python factory: factory(params, symbols, dimensions) returns an object with
// on_step(ctx), and with the attributes `tags`, `warmup` and `series` of barometer.Strategy. Its
// slots take the interpreter's lock for each call.
class StrategyMaker {
 public:
  StrategyMaker(std::string name, nanobind::object factory, std::vector<ParamDefault> params);
  StrategyMaker(const StrategyMaker&) = delete;
  StrategyMaker& operator=(const StrategyMaker&) = delete;
  ~StrategyMaker();

  const bm_manifest& manifest() const { return manifest_; }

  const nanobind::object& factory() const { return factory_; }

  // The market whose bars may be shown without a copy, because arrays can keep it alive.
  void set_market(const backtest::Market& market) { market_ = market; }

  const std::optional<backtest::Market>& market() const { return market_; }

  // The exception that has ended a run; the first one where several ran.
  void keep_failure(std::exception_ptr failure);
  std::exception_ptr take_failure();

 private:
  std::string name_;
  nanobind::object factory_;
  std::deque<std::string> names_;
  std::vector<bm_param_spec> specs_;
  bm_strategy_slots slots_;
  bm_manifest manifest_;
  std::optional<backtest::Market> market_;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

// A caller's strategy, and its maker where Python made it.
backtest::CallersStrategy callers_strategy(std::shared_ptr<StrategyMaker> maker);

// NULL where the plan's strategy is not of Python.
StrategyMaker* maker_of(const backtest::Plan& plan);

}  // namespace barometer::python
