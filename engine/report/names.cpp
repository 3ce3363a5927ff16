// SPDX-License-Identifier: Apache-2.0
#include "report/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "config/run_config.hpp"
#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "data/market_data.hpp"

namespace barometer::report {

std::string run_name(const config::RunConfig& config) {
  return config.run.name.empty() ? std::filesystem::path(config.file).stem().string()
                                 : config.run.name;
}

std::string tagger_name(const config::RegimeConfig& tagger) {
  std::string name = core::clipped(tagger.plugin, 24);
  if (tagger.column) {
    const std::string& column = tagger.column->name;
    name = "labels of column " +
           (column.empty() ? std::to_string(tagger.column->position) : core::clipped(column, 24));
  }
  name += tagger.as.empty() ? "" : " as " + core::clipped(tagger.as, 24);
  name += tagger.on ? " on " + core::format_bar_size(*tagger.on) : "";
  return name + (tagger.of.empty() ? "" : " of " + core::clipped(tagger.of, 24));
}

std::string first_of(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    text += (i == 0 ? "" : ", ") + core::clipped(names[i], 24);
  }
  return names.size() > kMost ? fmt::format("{} and {} more", text, names.size() - kMost) : text;
}

std::string venues_text(const data::MarketData& market) {
  std::string text = core::clipped(market.venue, 24);
  for (std::size_t venue = 0; market.venues.size() > 1 && venue < market.venues.size(); ++venue) {
    std::vector<std::string> names;
    for (const core::SymbolIndex symbol : data::symbols_at(market, venue)) {
      names.push_back(market.symbols[symbol].name);
    }
    text += venue == 0 ? "" : "; " + core::clipped(data::venue_name(market, venue), 24);
    text += ": " + (names.empty() ? "no symbol" : first_of(names));
  }
  return text;
}

std::string budget_name(const latency::BudgetReport& budget) {
  const std::string quantile =
      budget.quantile > 0 ? fmt::format("p{:.6g}", budget.quantile * 100) : "total";
  return fmt::format("{} {} <= {}", core::printable(budget.stage), quantile,
                     core::format_duration(budget.limit_ns));
}

}  // namespace barometer::report
