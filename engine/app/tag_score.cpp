// SPDX-License-Identifier: Apache-2.0
#include "app/tag_score.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "core/safe_text.hpp"
#include "data/truth_column.hpp"
#include "score/truth_classes.hpp"

namespace barometer {

namespace {

constexpr std::string_view kUsual = "volatility";

[[noreturn]] void refuse(const RunConfig& config, const std::string& what, const std::string& fix) {
  throw Error(ExitCode::bad_input, Fault{config.file, what, fix});
}

std::vector<std::string> category_names(const TagTable& tags) {
  std::vector<std::string> names;
  for (const Dimension& dimension : tags.dimensions()) {
    if (dimension.kind == BM_DIMENSION_CATEGORY) {
      names.push_back(dimension.name);
    }
  }
  return names;
}

std::size_t find_dimension(const RunConfig& config, const TagTable& tags,
                           const std::string& wanted) {
  const std::vector<std::string> names = category_names(tags);
  if (names.empty()) {
    refuse(config, "no dimension is a category", "only categories can be scored");
  }
  const bool usual = std::ranges::find(names, kUsual) != names.end();
  const std::string name = !wanted.empty() ? wanted : usual ? std::string(kUsual) : names.front();
  if (std::ranges::find(names, name) == names.end()) {
    refuse(config, "--dimension: there is no category dimension '" + printable(name) + "'",
           suggestion(name, names));
  }
  return static_cast<std::size_t>(tags.find(name));
}

TruthClasses matched(const RunConfig& config, const MarketData& market,
                     const Dimension& dimension) {
  const std::vector<std::string>& truth = market.truth_labels;
  if (truth.empty()) {
    refuse(config, "the data hold no truth to score against",
           "name its column: data.columns.truth, or use source: synthetic");
  }
  const bool ordered =
      config.data.source == DataSource::synthetic || std::ranges::all_of(truth, is_whole_number);
  auto classes = match_truth(truth, ordered, dimension.labels);
  if (!classes) {
    refuse(config,
           printable(fmt::format("the truth's values ({}) do not match the labels of {} ({})",
                                 fmt::join(truth, ", "), dimension.name,
                                 fmt::join(dimension.labels, ", "))),
           "write its labels into the column, or whole numbers that ascend as they do");
  }
  return *std::move(classes);
}

}  // namespace

ScoredTags score_tags(const RunConfig& config, const MarketData& market, const TagTable& tags,
                      const std::string& dimension) {
  const std::size_t d = find_dimension(config, tags, dimension);
  const TruthClasses classes = matched(config, market, tags.dimensions()[d]);
  ScoredTags scored{tags.dimensions()[d].name, classes.names, {}, {}};
  for (SymbolIndex s = 0; s < market.symbols.size(); ++s) {
    const SymbolData& symbol = market.symbols[s];
    scored.symbols.push_back(symbol.name);
    scored.trials.push_back(score_trial(classes_of(symbol.truth, classes.of_truth),
                                        classes_of(tags.category(s, d), classes.of_label),
                                        static_cast<int>(classes.names.size())));
  }
  return scored;
}

}  // namespace barometer
