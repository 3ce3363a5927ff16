// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sample_run.hpp"

namespace barometer::test {

// Names that would be markup, script, or the end of an element if anything took them for more than
// text, and names in other directions and scripts.
inline std::vector<std::string> hostile_names() {
  std::vector<std::string> names = {
      "</script><script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "<!--<script>",
      "-->",
      "]]>",
      "</style><style>*{display:none}</style>",
      "\"onmouseover=\"alert(1)",
      "'onfocus='alert(1)",
      "&lt;b&gt;",
      "&#60;b&#62;",
      "</title><h1>",
      "</svg><script>",
      "</noscript><script>alert(1)</script>",
      "</textarea>",
      "javascript:alert(1)",
      "=1+1",
      "@SUM(A1)",
      "\\u003cscript\\u003e",
      "\\\"",
      "${alert(1)}",
      "`",
      "日本電信電話",
      "トヨタ自動車",
      "שלום",
      "مرحبا",
      "a\xE2\x80\xAE"
      "b",
      "\xF0\x9F\x93\x88",
      "\xFF\xFE",
      "a\nb",
      "a\tb",
      "__proto__",
      "constructor",
      "</SCRIPT >",
      "<base href=//x>",
      "<meta http-equiv=refresh content=0>",
      "<iframe src=//x>",
      "e\xCC\x81\xCC\x81\xCC\x81",
  };
  for (std::size_t i = 0; names.size() < 200; ++i) {
    names.push_back("<b id=n" + std::to_string(i) + ">" + names[i % 30]);
  }
  return names;
}

// The names of `run` at every field that takes some: run, strategy, plug-ins, parameters, symbols,
// sources, orders' rules, conditions.
inline void give_hostile_names(SampleRun& run) {
  const std::vector<std::string> names = hostile_names();
  std::size_t next = 0;
  const auto name = [&] { return names[next++ % names.size()]; };
  run.config.run.name = name();
  run.config.strategy.plugin = name();
  run.config.broker.currency = name();
  for (data::SymbolData& symbol : run.market.symbols) {
    symbol.name = name() + std::to_string(next);
    symbol.source = name();
  }
  run.market.venue = name();
}

}  // namespace barometer::test
