// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace barometer::config {
struct RawParam;
}  // namespace barometer::config

namespace barometer::plugin {

class ParamMemory;

// A plug-in's parameters with the values in force, which nobody can write. Words point into the
// plug-in's own table.
class ParamValues {
 public:
  // The ABI's view; valid as long as this object or a copy of it.
  bm_params view() const;

  // Every parameter in the table's order with its value as text that the YAML would accept, "by
  // plug-in" where an optional one is not set.
  std::vector<std::pair<std::string, std::string>> described() const;

 private:
  friend ParamValues read_params(std::span<const bm_param_spec>, std::span<const config::RawParam>,
                                 const std::string&, const std::string&, std::vector<core::Fault>&);

  std::span<const bm_param_spec> specs_;
  std::shared_ptr<const ParamMemory> memory_;  // shared by copies; NULL: there are no parameters
};

// Types `given` against the declared table; whatever does not fit is appended to `faults` with
// file:line:column, the key path below `key_path`, what was expected and the nearest name.
ParamValues read_params(std::span<const bm_param_spec> specs,
                        std::span<const config::RawParam> given, const std::string& file,
                        const std::string& key_path, std::vector<core::Fault>& faults);

// The declared default as the YAML would write it, "by plug-in" for an optional one.
std::string default_text(const bm_param_spec& spec);

}  // namespace barometer::plugin
