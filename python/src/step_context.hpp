// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>
#include <nanobind/nanobind.h>

#include <barometer/backtest/api/market.hpp>
#include <barometer/sdk/context.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace barometer::python {

// Names of what a run has, by number and the other way round.
struct StepUniverse {
  StepUniverse(const bm_universe& universe, const std::optional<backtest::Market>& shown);

  // Throw std::invalid_argument with the nearest name.
  std::uint32_t symbol(const nanobind::handle& named) const;
  std::uint32_t dimension(const std::string& name) const;
  std::uint32_t series_number(const std::string& name) const;

  std::vector<std::string> symbols;
  std::vector<std::string> dimensions;
  std::vector<std::vector<std::string>> labels;  // per dimension; none: a scalar
  std::vector<std::uint8_t> reads;               // per dimension
  std::vector<std::string> series;
  std::unordered_map<std::string, std::uint32_t> symbol_numbers;
  std::optional<backtest::Market> market;  // whose bars may be shown without a copy
};

// What a Python strategy is handed in a step: the SDK's Context by names. It outlives the step, and
// says so where it is asked later.
class StepContext {
 public:
  explicit StepContext(const StepUniverse& universe) : universe_(&universe) {}

  const StepUniverse& universe() const { return *universe_; }

  // Throws std::runtime_error outside of its step.
  Context& now() const {
    if (context_ == nullptr) [[unlikely]] {
      throw_closed();
    }
    return *context_;
  }

 private:
  friend class OpenStep;

  [[noreturn]] static void throw_closed();

  const StepUniverse* universe_;
  Context* context_ = nullptr;
};

// The step in which a context may be asked.
class OpenStep {
 public:
  OpenStep(StepContext& context, Context& step) : context_(context) { context.context_ = &step; }

  OpenStep(const OpenStep&) = delete;
  OpenStep& operator=(const OpenStep&) = delete;

  ~OpenStep() { context_.context_ = nullptr; }

 private:
  StepContext& context_;
};

}  // namespace barometer::python
