// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "config/condition_action.hpp"
#include "core/error.hpp"
#include "core/symbol.hpp"

namespace barometer::config {
struct ConditionConfig;
}  // namespace barometer::config

namespace barometer::regime {

class TagView;
struct Dimension;

// What the `when:` lines say about one symbol at one bar. Flatten beats block beats scale.
struct ConditionOutcome {
  int flatten = -1;  // index of the first line that says so, -1 none
  int block = -1;
  double scale = 1;  // product of all lines that say so
};

// The `when:` lines of a run, resolved against what the tagger declares.
class Conditions {
 public:
  Conditions() = default;

  // Appends a fault, with location and nearest name, for each unknown dimension or label and each
  // comparison that does not fit its dimension. `key_path` is where the lines stand in the YAML.
  Conditions(std::span<const config::ConditionConfig> lines, std::span<const Dimension> dimensions,
             const std::string& file, std::vector<core::Fault>& faults,
             const std::string& key_path = "strategy.when");

  bool empty() const { return lines_.empty(); }

  // One entry per dimension is set to 1 for each that a line reads.
  void mark_wanted(std::span<std::uint8_t> wanted) const;

  // [step] The tag is that of bar `bar` of `symbol`; unknown never matches.
  ConditionOutcome judge(const TagView& table, core::SymbolIndex symbol, std::int64_t bar) const;

  // [step] Calls visit(line) for each line that takes part in judge()'s scale.
  template <class Visit>
  void for_each_scaling(const TagView& table, core::SymbolIndex symbol, std::int64_t bar,
                        Visit visit) const {
    for (std::size_t l = 0; l < lines_.size(); ++l) {
      if (lines_[l].action == config::ConditionAction::scale &&
          holds(lines_[l], table, symbol, bar)) {
        visit(static_cast<int>(l));
      }
    }
  }

  // "volatility = extreme -> flatten", one per line.
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  enum class Compare : std::uint8_t { label, less, less_equal, greater, greater_equal };

  struct Term {
    std::size_t dimension = 0;
    Compare compare = Compare::label;
    std::array<bool, 128> labels{};  // any of them
    float bound = 0;
  };

  struct Line {
    std::vector<Term> terms;  // all must hold
    config::ConditionAction action = config::ConditionAction::flatten;
    double scale = 1;
  };

  class Reader;

  static bool compares(float value, const Term& term);
  static bool holds(const Term& term, const TagView& table, core::SymbolIndex symbol,
                    std::int64_t bar);
  static bool holds(const Line& line, const TagView& table, core::SymbolIndex symbol,
                    std::int64_t bar);

  std::vector<Line> lines_;
  std::vector<std::string> texts_;
};

}  // namespace barometer::regime
