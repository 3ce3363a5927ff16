// SPDX-License-Identifier: Apache-2.0
#include "step_context.hpp"

#include <nanobind/stl/string.h>

#include <algorithm>
#include <stdexcept>

#include "core/nearest_name.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

[[noreturn]] void throw_unknown(const char* what, const std::string& name,
                                const std::vector<std::string>& known) {
  throw std::invalid_argument(std::string("there is no ") + what + " '" + name + "'; " +
                              core::suggestion(name, known));
}

std::uint32_t number_in(const std::vector<std::string>& names, const std::string& name,
                        const char* what) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    throw_unknown(what, name, names);
  }
  return static_cast<std::uint32_t>(found - names.begin());
}

}  // namespace

StepUniverse::StepUniverse(const bm_universe& universe,
                           const std::optional<backtest::Market>& shown)
    : market(shown) {
  for (std::uint32_t s = 0; s < universe.symbol_count; ++s) {
    symbol_numbers.emplace(symbols.emplace_back(universe.instruments[s].symbol), s);
  }
  for (std::uint32_t d = 0; d < universe.tag_count; ++d) {
    const bm_tag_info& tag = universe.tags[d];
    dimensions.emplace_back(tag.name);
    labels.emplace_back(tag.labels, tag.labels + tag.label_count);
  }
}

std::uint32_t StepUniverse::symbol(const nb::handle& named) const {
  if (PyUnicode_Check(named.ptr())) {
    const auto name = nb::cast<std::string>(named);
    const auto found = symbol_numbers.find(name);
    return found != symbol_numbers.end() ? found->second : number_in(symbols, name, "symbol");
  }
  const auto number = nb::cast<std::int64_t>(named);
  if (number < 0 || number >= static_cast<std::int64_t>(symbols.size())) {
    throw std::invalid_argument("there is no symbol number " + std::to_string(number) +
                                "; the run has " + std::to_string(symbols.size()));
  }
  return static_cast<std::uint32_t>(number);
}

std::uint32_t StepUniverse::dimension(const std::string& name) const {
  return number_in(dimensions, name, "dimension");
}

std::uint32_t StepUniverse::series_number(const std::string& name) const {
  return number_in(series, name, "series");
}

void StepContext::throw_closed() {
  throw std::runtime_error(
      "this context belongs to a step that is over: keep values of it, not itself");
}

}  // namespace barometer::python
