// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::data {

enum class LeftOutWhy {
  no_file,   // data.missing: skip
  no_bars,   // in the period; under data.missing: skip, and where the config names no symbols
  bad_data,  // data.bad_symbols: skip
};

// A symbol that the config asks for and the market does not have.
struct LeftOut {
  std::string symbol;
  LeftOutWhy why = LeftOutWhy::no_file;
  std::string reason;  // in words, with the place where there is one
};

}  // namespace barometer::data
