// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/location.hpp"

// Parameters of plug-ins as they stand in the YAML, not typed yet. Every value is in the unit that
// its name says; every default is written here and nowhere else.

namespace barometer::config {

// A scalar that only a plug-in's declared table can type: kept as text until then.
struct RawScalar {
  std::string text;
  bool quoted = false;  // quotes made text of what would be a number or a boolean without them
  Location at;
};

// One entry of `params:`; nested maps are joined with dots ("volatility.rule").
struct RawParam {
  std::string name;
  Location name_at;
  RawScalar value;  // of a list its place alone
  bool is_list = false;
  std::vector<RawScalar> items = {};  // of a list
};

}  // namespace barometer::config
