// SPDX-License-Identifier: Apache-2.0
#include "app/score_tags.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "config/run_config.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "core/safe_text.hpp"
#include "data/market_data.hpp"
#include "data/truth_column.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"
#include "stats/truth_classes.hpp"

namespace barometer::app {

namespace {

constexpr std::string_view kDefaultDimension = "volatility";

[[noreturn]] void refuse(const config::RunConfig& config, const std::string& what,
                         const std::string& fix) {
  throw core::Error(core::ErrorKind::bad_input, core::Fault{config.file, what, fix});
}

std::vector<std::string> category_names(const regime::TagView& tags) {
  std::vector<std::string> names;
  for (const regime::Dimension& dimension : tags.dimensions()) {
    if (dimension.kind == BM_DIMENSION_CATEGORY) {
      names.push_back(dimension.name);
    }
  }
  return names;
}

std::size_t find_dimension(const config::RunConfig& config, const regime::TagView& tags,
                           const std::string& wanted) {
  const std::vector<std::string> names = category_names(tags);
  if (names.empty()) {
    refuse(config, "no dimension is a category", "only categories can be scored");
  }
  const bool has_default = std::ranges::find(names, kDefaultDimension) != names.end();
  const std::string name = !wanted.empty() ? wanted
                           : has_default   ? std::string(kDefaultDimension)
                                           : names.front();
  if (std::ranges::find(names, name) == names.end()) {
    refuse(config, "--dimension: there is no category dimension '" + core::printable(name) + "'",
           core::suggestion(name, names));
  }
  return static_cast<std::size_t>(tags.find(name));
}

stats::TruthClasses matched(const config::RunConfig& config, const data::MarketData& market,
                            const regime::Dimension& dimension) {
  const std::vector<std::string>& truth = market.truth_labels;
  if (truth.empty()) {
    refuse(config, "the data hold no truth to score against",
           "name its column: data.columns.truth, or use source: synthetic");
  }
  const bool ordered = config.data.source == config::DataSource::synthetic ||
                       std::ranges::all_of(truth, data::is_whole_number);
  auto classes = stats::match_truth(truth, ordered, dimension.labels);
  if (!classes) {
    refuse(config,
           core::printable(fmt::format("the truth's values ({}) do not match the labels of {} ({})",
                                       fmt::join(truth, ", "), dimension.name,
                                       fmt::join(dimension.labels, ", "))),
           "write its labels into the column, or whole numbers that ascend as they do");
  }
  return *std::move(classes);
}

}  // namespace

stats::ScoredTags score_tags(const config::RunConfig& config, const data::MarketData& market,
                             const regime::TagView& tags, const std::string& dimension) {
  const std::size_t d = find_dimension(config, tags, dimension);
  const stats::TruthClasses classes = matched(config, market, tags.dimensions()[d]);
  stats::ScoredTags scored{tags.dimensions()[d].name, classes.names, {}, {}};
  for (core::SymbolIndex s = 0; s < market.symbols.size(); ++s) {
    const data::SymbolData& symbol = market.symbols[s];
    scored.symbols.push_back(symbol.name);
    scored.trials.push_back(
        stats::score_trial(stats::classes_of(symbol.truth, classes.of_truth),
                           stats::classes_of(tags.category(s, d), classes.of_label),
                           static_cast<int>(classes.names.size())));
  }
  return scored;
}

}  // namespace barometer::app
