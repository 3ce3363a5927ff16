// SPDX-License-Identifier: Apache-2.0
#include "study/gate_robustness.hpp"

#include <barometer/abi/plugin.h>
#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "backtest/plan_state.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"
#include "plugin/library.hpp"
#include "regime/tag_set.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::study {

namespace {

// The plan with another value of the parameter. Throws Error{bad_input} as the plug-in refuses it.
backtest::Plan with_value(const backtest::Plan& plan, const TriedParam& tried, double value) {
  backtest::Plan::State state = plan.state();
  std::vector<config::RawParam>& given = state.config.regime[tried.tagger].params;
  std::erase_if(given,
                [&tried](const config::RawParam& each) { return each.name == tried.param.name; });
  given.push_back({.name = tried.param.name,
                   .name_at = {},
                   .value = {.text = value_text(tried.param, value), .quoted = false, .at = {}}});
  regime::TaggerSet taggers;
  for (std::size_t t = 0; t < state.plan.taggers.size(); ++t) {
    regime::TaggerEntry entry = state.plan.taggers[t];
    if (t == tried.tagger) {
      const bm_manifest& manifest = *entry.tagger.plugin().manifest;
      std::vector<core::Fault> faults;
      plugin::ParamValues params =
          plugin::read_params({manifest.params, manifest.param_count}, given, state.config.file,
                              "regime.params", faults);
      core::throw_if_any(std::move(faults));
      entry.tagger = regime::Tagger(entry.tagger.plugin(), std::move(params));
    }
    taggers.add(std::move(entry));
  }
  state.plan.taggers = std::move(taggers);
  return backtest::Plan(std::make_shared<const backtest::Plan::State>(std::move(state)));
}

bool same_bytes(const regime::TagView::Column& a, const regime::TagView::Column& b) {
  for (core::SymbolIndex s = 0; a != nullptr && s < a->symbols(); ++s) {
    if (!std::ranges::equal(a->memory(s), b->memory(s))) {
      return false;
    }
  }
  return true;
}

bool same_tags(const regime::TagView& a, const regime::TagView& b) {
  for (std::size_t d = 0; d < a.dimensions().size(); ++d) {
    if (!same_bytes(a.tag_column(d), b.tag_column(d))) {
      return false;
    }
  }
  return true;
}

// What one value came to.
struct Outcome {
  std::optional<double> objective;
  std::string refused;
  bool changes = false;  // some tag is another
};

class ThresholdRuns {
 public:
  explicit ThresholdRuns(const GateRuns& runs) : runs_(runs) {
    if (runs.conditions() > 0 && !runs.strategy_reads()) {
      fixed_twin_ = runs.run(twin_of(runs.plan()), runs.tags()).analysis.returns.sharpe;
      has_fixed_twin_ = true;
    }
    in_force_ = objective(runs.plan(), runs.tags());
  }

  std::optional<double> in_force() const { return in_force_; }

  Outcome outcome(const TriedParam& tried, double value) const {
    if (value == tried.param.in_force) {
      return {in_force_, "", false};
    }
    try {
      const backtest::Plan plan = with_value(runs_.plan(), tried, value);
      core::Workers alone(1);
      const regime::TagView tags =
          regime::TagSet(plan.state().plan.taggers, runs_.runs().bars(), runs_.wanted(), alone)
              .view();
      return same_tags(tags, runs_.tags()) ? Outcome{in_force_, "", false}
                                           : Outcome{objective(plan, tags), "", true};
    } catch (const core::Error& error) {
      if (error.kind() == core::ErrorKind::interrupted) {
        throw;
      }
      return {std::nullopt, error.faults().front().what, false};
    }
  }

 private:
  static backtest::Plan twin_of(const backtest::Plan& plan) {
    return without_conditions(
        plan, std::vector<std::uint8_t>(plan.state().config.strategy.when.size(), 1));
  }

  std::optional<double> objective(const backtest::Plan& plan, const regime::TagView& tags) const {
    const std::optional<double> mine = runs_.run(plan, tags).analysis.returns.sharpe;
    if (runs_.conditions() == 0 || !mine) {
      return mine;
    }
    const std::optional<double> twin =
        has_fixed_twin_ ? fixed_twin_ : runs_.run(twin_of(plan), tags).analysis.returns.sharpe;
    return twin ? std::optional(*mine - *twin) : std::nullopt;
  }

  const GateRuns& runs_;
  bool has_fixed_twin_ = false;
  std::optional<double> fixed_twin_;
  std::optional<double> in_force_;
};

std::optional<double> median_of(const std::vector<double>& values) {
  return values.empty() ? std::nullopt : std::optional(stats::median_of(values));
}

void add_row(const TriedParam& tried, std::span<const Outcome> outcomes,
             analysis::GateRobustness& found, std::vector<double>& all) {
  const bool matters = std::ranges::any_of(outcomes, [&found](const Outcome& each) {
    return each.changes && each.objective != found.objective;
  });
  if (!matters) {
    ++found.without_effect;
    return;
  }
  analysis::ThresholdRow row{.key = tried.key, .in_force = tried.param.in_force};
  std::vector<double> others;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const double value = tried.param.values[i];
    row.points.push_back({value, outcomes[i].objective, outcomes[i].refused});
    if (value != tried.param.in_force && outcomes[i].objective) {
      others.push_back(*outcomes[i].objective);
      found.worse_sign += *outcomes[i].objective * found.objective.value_or(0) < 0 ? 1 : 0;
    }
  }
  row.median = median_of(others);
  all.insert(all.end(), others.begin(), others.end());
  found.rows.push_back(std::move(row));
}

// The outcomes of all values of a parameter: those farthest from the one in force first, and where
// they change no tag no other does.
std::vector<Outcome> row_outcomes(const ThresholdRuns& thresholds, const TriedParam& tried) {
  const std::vector<double>& values = tried.param.values;
  std::vector<Outcome> outcomes(values.size());
  outcomes.front() = thresholds.outcome(tried, values.front());
  outcomes.back() = thresholds.outcome(tried, values.back());
  const bool matters = outcomes.front().changes || outcomes.back().changes ||
                       !outcomes.front().refused.empty() || !outcomes.back().refused.empty();
  for (std::size_t i = 1; matters && i + 1 < values.size(); ++i) {
    outcomes[i] = thresholds.outcome(tried, values[i]);
  }
  return outcomes;
}

void try_all(const GateRuns& runs, std::span<const TriedParam> tried,
             const std::function<void(double)>& done, analysis::GateRobustness& found) {
  const ThresholdRuns thresholds(runs);
  found.objective = thresholds.in_force();
  std::vector<std::vector<Outcome>> outcomes(tried.size());
  std::mutex reporting;
  std::size_t rows = 0;
  runs.workers().for_each(tried.size(), 1, [&](std::size_t i) {
    outcomes[i] = row_outcomes(thresholds, tried[i]);
    const std::scoped_lock lock(reporting);
    done(static_cast<double>(++rows) / static_cast<double>(tried.size()));
  });
  std::vector<double> all;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    add_row(tried[i], outcomes[i], found, all);
  }
  found.points = std::ssize(all);
  found.median = median_of(all);
}

}  // namespace

analysis::GateRobustness gate_robustness(const GateRuns& runs, std::span<const TriedParam> tried,
                                         const std::function<void(double)>& done) {
  analysis::GateRobustness found;
  try {
    try_all(runs, tried, done, found);
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::interrupted) {
      throw;
    }
    found.stopped = true;
  }
  return found;
}

}  // namespace barometer::study
