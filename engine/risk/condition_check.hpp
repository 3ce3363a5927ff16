// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "portfolio/trading_context.hpp"
#include "regime/conditions.hpp"

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::risk {

// The `when:` lines of a strategy applied to its orders, and how often each line changed something.
class ConditionCheck {
 public:
  // Conditions and tags outlive this.
  ConditionCheck(const portfolio::TradingContext& context, const regime::Conditions& conditions,
                 const regime::TagView& tags);

  bool empty() const { return conditions_.empty(); }

  // [step] What the lines say by the tags of the symbol's latest bar, which may lie some steps
  // back.
  regime::ConditionOutcome outcome(core::SymbolIndex symbol) const;

  // [step] What the lines leave of `quantity` signed units. Only the part that increases
  // |position| is cut; a line that blocks goes before lines that scale.
  double allowed(const data::Step& now, core::SymbolIndex symbol, double quantity,
                 const regime::ConditionOutcome& outcome);

  // [step] The line changed something for the symbol; counted once a step.
  void count(int line, core::SymbolIndex symbol, const data::Step& now);

  // Symbol-steps in which each line changed something.
  std::span<const std::int64_t> action_counts() const { return actions_; }

 private:
  portfolio::TradingContext context_;
  const regime::Conditions& conditions_;
  const regime::TagView& tags_;
  std::vector<std::int64_t> actions_;      // per line
  std::vector<std::int64_t> last_action_;  // per line and symbol: step of the last one counted
};

}  // namespace barometer::risk
