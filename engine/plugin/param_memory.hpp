// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/arena.hpp"
#include "core/named_memory.hpp"

namespace barometer::plugin {

// The values of a plug-in's parameters, which all its instances are shown, on pages that nobody can
// write: who tries is told which parameter it was.
class ParamMemory {
 public:
  // One value per spec; where `lists` has items for it, it becomes a list of them. `specs` outlive
  // this object, and so do the words that values point at. Throws std::bad_alloc.
  ParamMemory(std::span<const bm_param_spec> specs, std::span<const bm_param_value> values,
              std::span<const std::vector<bm_param_value>> lists);
  ~ParamMemory();
  ParamMemory(const ParamMemory&) = delete;  // it is listed by its address
  ParamMemory& operator=(const ParamMemory&) = delete;

  std::span<const bm_param_value> values() const { return values_; }

 private:
  static void describe(const void* what, const std::byte* address, core::PlainText& text);

  std::span<const bm_param_spec> specs_;
  core::Arena arena_;  // the values, then the items of each value
  std::span<const bm_param_value> values_;
  std::unique_ptr<core::NamedMemory> named_;
};

}  // namespace barometer::plugin
