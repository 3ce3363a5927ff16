// SPDX-License-Identifier: Apache-2.0
#include "regime/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "config/condition_config.hpp"
#include "config/scalar.hpp"
#include "core/nearest_name.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"

namespace barometer::regime {

namespace {

// Of a unit such as "0..100".
std::optional<std::pair<double, double>> range_of(const std::string& unit) {
  const std::size_t dots = unit.find("..");
  if (dots == std::string::npos) {
    return std::nullopt;
  }
  const auto low = config::read_number(std::string_view(unit).substr(0, dots));
  const auto high = config::read_number(std::string_view(unit).substr(dots + 2));
  return low && high ? std::optional(std::pair(*low, *high)) : std::nullopt;
}

bool starts_as_comparison(std::string_view text) {
  return text.starts_with('<') || text.starts_with('>');
}

// A double that a float can hold.
bool fits_a_float(double value) {
  return std::fabs(value) <= std::numeric_limits<float>::max();
}

}  // namespace

// Turns the YAML's words into terms and collects what does not fit.
class Conditions::Reader {
 public:
  Reader(std::span<const Dimension> dimensions, const std::string& file,
         const std::string& key_path, std::vector<core::Fault>& faults)
      : dimensions_(dimensions), file_(file), key_path_(key_path), faults_(faults) {}

  Line line(const config::ConditionConfig& config) {
    Line line{{}, config.action, config.scale};
    for (const config::ConditionTerm& term : config.terms) {
      if (auto read = this->term(term)) {
        line.terms.push_back(*read);
      }
    }
    return line;
  }

 private:
  std::optional<Term> term(const config::ConditionTerm& config) {
    std::vector<std::string> names;
    for (const Dimension& dimension : dimensions_) {
      names.push_back(dimension.name);
    }
    const auto found = std::find(names.begin(), names.end(), config.dimension);
    if (found == names.end()) {
      fault(config.dimension_at, fmt::format("unknown dimension '{}'", config.dimension),
            names.empty() ? "no tagger has dimensions: there is no regime: group, such as "
                            "regime: {plugin: regime}"
                          : core::suggestion(config.dimension, names));
      return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(found - names.begin());
    Term term;
    term.dimension = index;
    const bool category = dimensions_[index].kind == BM_DIMENSION_CATEGORY;
    const bool read = category ? labels(config, dimensions_[index], term)
                               : comparison(config, dimensions_[index], term);
    return read ? std::optional{term} : std::nullopt;
  }

  bool labels(const config::ConditionTerm& config, const Dimension& dimension, Term& term) {
    if (!dimension.values.empty() && starts_as_comparison(config.values.front().text)) {
      return labels_worth(config, dimension, term);
    }
    bool good = true;
    for (const config::RawScalar& value : config.values) {
      const auto found = std::find(dimension.labels.begin(), dimension.labels.end(), value.text);
      if (found == dimension.labels.end()) {
        fault(value.at, fmt::format("unknown label '{}' of '{}'", value.text, dimension.name),
              core::suggestion(value.text, dimension.labels));
        good = false;
      } else {
        term.labels[static_cast<std::size_t>(found - dimension.labels.begin())] = true;
      }
    }
    return good;
  }

  // "> 0" of a category whose labels have values: those of them that are.
  bool labels_worth(const config::ConditionTerm& config, const Dimension& dimension, Term& term) {
    Term comparison;
    if (!this->comparison(config, dimension, comparison)) {
      return false;
    }
    bool any = false;
    bool all = true;
    for (std::size_t label = 0; label < dimension.values.size(); ++label) {
      term.labels[label] = compares(dimension.values[label], comparison);
      any = any || term.labels[label];
      all = all && term.labels[label];
    }
    if (!any || all) {
      const auto [low, high] =
          std::minmax_element(dimension.values.begin(), dimension.values.end());
      out_of_range(config.values.front(), dimension, *low, *high);
    }
    return any && !all;
  }

  bool comparison(const config::ConditionTerm& config, const Dimension& dimension, Term& term) {
    const config::RawScalar& value = config.values.front();
    std::string_view text = value.text;
    term.compare = text.starts_with(">=")   ? Compare::greater_equal
                   : text.starts_with("<=") ? Compare::less_equal
                   : text.starts_with(">")  ? Compare::greater
                                            : Compare::less;
    const bool with_sign = starts_as_comparison(text);
    text.remove_prefix(text.starts_with(">=") || text.starts_with("<=") ? 2 : with_sign ? 1 : 0);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    // "> 90%" of a percentile that runs to 100 would quietly mean 0.9.
    const bool fraction = dimension.unit.starts_with("fraction") || dimension.unit == "0..1";
    const std::optional<double> bound =
        fraction ? config::read_fraction(text) : config::read_number(text);
    if (!with_sign || !bound || !fits_a_float(*bound) || config.values.size() != 1) {
      no_comparison(value, dimension);
      return false;
    }
    const auto range = range_of(dimension.unit);
    if (range && !(*bound >= range->first && *bound <= range->second)) {
      out_of_range(value, dimension, range->first, range->second);
      return false;
    }
    term.bound = static_cast<float>(*bound);
    return true;
  }

  void no_comparison(const config::RawScalar& value, const Dimension& dimension) {
    fault(value.at,
          fmt::format("'{}' is a number ({}): expected one comparison such as '> 0.5', found '{}'",
                      dimension.name, dimension.unit, value.text),
          "write <, <=, > or >= and a number, in quotes");
  }

  void out_of_range(const config::RawScalar& value, const Dimension& dimension, double low,
                    double high) {
    fault(value.at,
          fmt::format("'{}' runs from {} to {}: '{}' always says the same", dimension.name, low,
                      high, value.text),
          "compare with a number in that range");
  }

  void fault(config::Location at, const std::string& what, const std::string& fix) {
    faults_.push_back({config::to_string(file_, at), key_path_ + ": " + what, fix});
  }

  std::span<const Dimension> dimensions_;
  const std::string& file_;
  const std::string& key_path_;
  std::vector<core::Fault>& faults_;
};

namespace {

std::string text_of(const config::ConditionTerm& term) {
  std::string values;
  for (const config::RawScalar& value : term.values) {
    values += (values.empty() ? "" : " or ") + value.text;
  }
  return term.dimension + (starts_as_comparison(values) ? " " : " = ") + values;
}

std::string text_of(const config::ConditionConfig& line) {
  std::string text;
  for (const config::ConditionTerm& term : line.terms) {
    text += (text.empty() ? "" : " and ") + text_of(term);
  }
  switch (line.action) {
    case config::ConditionAction::flatten:
      return text + " -> flatten";
    case config::ConditionAction::block_entries:
      return text + " -> block_entries";
    case config::ConditionAction::scale:
      return text + fmt::format(" -> scale {}", line.scale);
  }
  return text;
}

}  // namespace

Conditions::Conditions(std::span<const config::ConditionConfig> lines,
                       std::span<const Dimension> dimensions, const std::string& file,
                       std::vector<core::Fault>& faults, const std::string& key_path) {
  Reader reader(dimensions, file, key_path, faults);
  for (const config::ConditionConfig& line : lines) {
    lines_.push_back(reader.line(line));
    texts_.push_back(text_of(line));
  }
}

void Conditions::mark_wanted(std::span<std::uint8_t> wanted) const {
  for (const Line& line : lines_) {
    for (const Term& term : line.terms) {
      wanted[term.dimension] = 1;
    }
  }
}

// Unknown is NaN, which compares false.
bool Conditions::compares(float value, const Term& term) {
  switch (term.compare) {
    case Compare::less:
      return value < term.bound;
    case Compare::less_equal:
      return value <= term.bound;
    case Compare::greater:
      return value > term.bound;
    default:
      return value >= term.bound;
  }
}

bool Conditions::holds(const Term& term, const TagView& table, core::SymbolIndex symbol,
                       std::int64_t bar) {
  const auto at = static_cast<std::size_t>(bar);
  if (term.compare == Compare::label) {
    const std::int8_t label = table.category(symbol, term.dimension)[at];
    return label >= 0 && term.labels[static_cast<std::size_t>(label)];
  }
  return compares(table.scalar(symbol, term.dimension)[at], term);
}

bool Conditions::holds(const Line& line, const TagView& table, core::SymbolIndex symbol,
                       std::int64_t bar) {
  return std::all_of(line.terms.begin(), line.terms.end(),
                     [&](const Term& term) { return holds(term, table, symbol, bar); });
}

ConditionOutcome Conditions::judge(const TagView& table, core::SymbolIndex symbol,
                                   std::int64_t bar) const {
  ConditionOutcome verdict;
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    const Line& line = lines_[l];
    if (!holds(line, table, symbol, bar)) {
      continue;
    }
    const int index = static_cast<int>(l);
    switch (line.action) {
      case config::ConditionAction::flatten:
        verdict.flatten = verdict.flatten < 0 ? index : verdict.flatten;
        break;
      case config::ConditionAction::block_entries:
        verdict.block = verdict.block < 0 ? index : verdict.block;
        break;
      case config::ConditionAction::scale:
        verdict.scale *= line.scale;
        break;
    }
  }
  return verdict;
}

}  // namespace barometer::regime
