// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/control.hpp>
#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <barometer/backtest/api/tags.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "backtest/lean_runs.hpp"
#include "core/workers.hpp"
#include "regime/moved_tags.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::study {

// The plan without these of its `when:` lines (an entry a line, 1: left out). Conditions of costs
// stay: they are the market's.
backtest::Plan without_conditions(const backtest::Plan& plan,
                                  std::span<const std::uint8_t> left_out);

// What the runs of a gate share: the market, the tags, what moves them. Costs that depend on tags
// are judged by the true tags in every run.
class GateRuns {
 public:
  // Throws one Error{bad_input} with every reason why there is no gate in this plan: no tagger,
  // nothing that reads tags, tagging in step. Throws as LeanRuns and Tags.
  GateRuns(const backtest::Plan& plan, const backtest::Market& market,
           const backtest::Control& control);
  GateRuns(const GateRuns&) = delete;  // what moves tags refers to it
  GateRuns& operator=(const GateRuns&) = delete;

  const backtest::Plan& plan() const { return plan_; }

  const backtest::LeanRuns& runs() const { return runs_; }

  // True tags of what strategy, conditions and costs read.
  const regime::TagView& tags() const { return tags_; }

  const regime::TagMover& mover() const { return *mover_; }

  core::Workers& workers() const { return *workers_; }

  // Of the tags that a run under other parameters has to have.
  const regime::WantedTags& wanted() const { return wanted_; }

  bool strategy_reads() const { return strategy_reads_; }

  std::size_t conditions() const;

  // One run of `plan` on `tags`. Costs are judged by `cost_tags`.
  backtest::LeanResult run(const backtest::Plan& plan, const regime::TagView& tags,
                           const regime::TagView& cost_tags) const;

  backtest::LeanResult run(const backtest::Plan& plan, const regime::TagView& tags) const {
    return run(plan, tags, tags_);
  }

 private:
  backtest::Plan plan_;
  const std::atomic<bool>* stop_;
  std::unique_ptr<core::Workers> workers_;
  backtest::LeanRuns runs_;
  bool strategy_reads_ = false;
  std::vector<std::uint8_t> moved_;  // per dimension: read by the strategy or a condition
  regime::WantedTags wanted_;
  regime::TagView tags_;
  std::unique_ptr<const regime::TagMover> mover_;
};

}  // namespace barometer::study
