// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/data_config.hpp"
#include "sniffer/text_layout.hpp"

namespace barometer::sniffer {

// What a source promises about its files beyond what they show (docs/data_sources.md).
struct KnownSource {
  std::string name;                             // "TradingView"
  std::optional<config::StampSide> stamp = {};  // its side, of bars shorter than a week
  std::string zone = {};                        // of stamps that say none; empty: not known
  std::string venue = {};                       // empty: not known
  std::string symbol = {};                      // as the file's name or path says it
  std::string scale = {};                       // of prices that are whole numbers
  std::string bar = {};
  bool no_venue = false;        // its files are of a market without a built-in venue
  std::string other_zone = {};  // the clock that such files may go by instead of `maybe_zone`
  std::string maybe_zone = {};  // where its files go by different clocks
};

// By the file's path, its header and its first lines; nullopt for a stranger. `path` is the whole
// one, as LEAN says everything by folders.
std::optional<KnownSource> known_source(const std::string& path, const TextSample& sample,
                                        const TextLayout& layout);

}  // namespace barometer::sniffer
