// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/seconds_since.hpp"
#include "backtest/tags_state.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "regime/tag_ahead.hpp"

namespace barometer::backtest {

namespace {

[[noreturn]] void refuse(const Plan& plan, const char* what, const char* fix) {
  throw Error(ErrorKind::bad_input, core::Fault{plan.state().config.file, what, fix});
}

void merge(const std::vector<std::uint8_t>& more, std::vector<std::uint8_t>& all) {
  std::ranges::transform(all, more, all.begin(), [](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(a | b);
  });
}

std::vector<std::int64_t> bar_counts(const data::MarketData& market) {
  std::vector<std::int64_t> bars;
  for (const data::SymbolData& symbol : market.symbols) {
    bars.push_back(std::ssize(symbol.bars));
  }
  return bars;
}

regime::TaggingProgress shares_of(const Control& control) {
  if (!control.progress) {
    return {};
  }
  return [&control](std::size_t done, std::size_t total) {
    control.progress(static_cast<double>(done) / static_cast<double>(total));
  };
}

// `wanted` and `watched` have an entry for each dimension of the plan.
Tags computed(const Plan& plan, const Market& market, const std::vector<std::uint8_t>& wanted,
              const std::vector<std::uint8_t>& watched, const Control& control) {
  const auto start = std::chrono::steady_clock::now();
  require_same_data(plan, market);
  const RunPlan& run = plan.state().plan;
  const data::MarketData& data = market.state().data;
  core::Workers workers(threads_of(control.threads, plan.state().config));
  const std::vector<regime::BarSource> sources = regime::sources_of(data);
  const regime::TimeframeSet frames(run.taggers, data, sources, workers);
  SharedTags tags{{run.dimensions(), wanted, bar_counts(data)},
                  {run.taggers, watched, sources.size()}};
  regime::tag_ahead({run.taggers, frames, tags.table, tags.changes}, workers, shares_of(control));
  return Tags(std::make_shared<const Tags::State>(
      Tags::State{std::move(tags), taggers_text(run), market, seconds_since(start)}));
}

}  // namespace

Tags Tags::compute(std::span<const Plan> plans, const Market& market, const Control& control) {
  const Plan& first = plans.front();
  const std::size_t dimensions = first.state().plan.dimensions().size();
  std::vector<std::uint8_t> wanted(dimensions, 0);
  std::vector<std::uint8_t> watched(dimensions, 0);
  for (const Plan& plan : plans) {
    const RunPlan& run = plan.state().plan;
    if (taggers_text(run) != taggers_text(first.state().plan)) {
      refuse(plan, "its taggers are not those of the other plans", "compute its tags separately");
    }
    const auto strategy = make_strategy(plan.state().config, run, market.state().data);
    merge(dimensions_read(run, *strategy), wanted);
    merge({strategy->reads().begin(), strategy->reads().end()}, watched);
  }
  return computed(first, market, wanted, watched, control);
}

Tags Tags::compute_all(const Plan& plan, const Market& market, const Control& control) {
  const std::vector<std::uint8_t> all(plan.state().plan.dimensions().size(), 1);
  return computed(plan, market, all, all, control);
}

std::string taggers_text(const RunPlan& plan) {
  std::string text;
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    const regime::TaggerEntry& entry = plan.taggers[t];
    text += fmt::format("{} as '{}' on {} of '{}'", entry.tagger.plugin().hash, entry.as,
                        entry.on.value_or(0), entry.of);
    for (const auto& [name, value] : entry.tagger.params().described()) {
      text += fmt::format(" {}={}", name, value);
    }
    text += '\n';
  }
  return text;
}

void require_taggers(const Plan& plan) {
  if (plan.state().plan.taggers.empty()) {
    refuse(plan, "there is nothing to tag with", "add a regime: group");
  }
}

void require_tags(const Plan& plan, const Market& market, const Tags& tags,
                  const std::vector<std::uint8_t>& read) {
  const Tags::State& state = tags.state();
  if (plan.state().config.run.tagging == config::Tagging::in_step) {
    refuse(plan, "run.tagging: in_step tags in the steps of the run itself",
           "say run.tagging: ahead, or run without tags");
  }
  if (&state.market.state() != &market.state()) {
    refuse(plan, "the tags are those of another market", "compute them for this one");
  }
  bool good = state.taggers == taggers_text(plan.state().plan);
  for (std::size_t d = 0; good && d < read.size(); ++d) {
    good = read[d] == 0 || state.tags.table.wanted(d);
  }
  if (!good) {
    refuse(plan, "the tags lack a dimension that this plan reads, or come from other taggers",
           "name this plan when the tags are computed");
  }
}

}  // namespace barometer::backtest
