// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace barometer::config {
struct RawParam;
}  // namespace barometer::config

namespace barometer::plugin {

// A plug-in's parameters with the values in force. Words point into the plug-in's own table.
class ParamValues {
 public:
  // The ABI's view; valid as long as this object.
  bm_params view() const;

  // Every parameter in the table's order with its value as text that the YAML would accept, "by
  // plug-in" where an optional one is not set.
  std::vector<std::pair<std::string, std::string>> described() const;

 private:
  friend ParamValues read_params(std::span<const bm_param_spec>, std::span<const config::RawParam>,
                                 const std::string&, const std::string&, std::vector<core::Fault>&);

  std::span<const bm_param_spec> specs_;
  std::vector<bm_param_value> values_;
};

// Types `given` against the declared table; whatever does not fit is appended to `faults` with
// file:line:column, the key path below `key_path`, what was expected and the nearest name.
ParamValues read_params(std::span<const bm_param_spec> specs,
                        std::span<const config::RawParam> given, const std::string& file,
                        const std::string& key_path, std::vector<core::Fault>& faults);

// "a whole number from 1 to 100000, in bars" for messages and listings.
std::string expectation(const bm_param_spec& spec);

// The declared default as the YAML would write it, "by plug-in" for an optional one.
std::string default_text(const bm_param_spec& spec);

}  // namespace barometer::plugin
