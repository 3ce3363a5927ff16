// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/seconds_since.hpp"
#include "backtest/tags_state.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "regime/column_key.hpp"
#include "regime/tag_set.hpp"

namespace barometer::backtest {

namespace {

[[noreturn]] void refuse(const Plan& plan, const char* what, const char* fix) {
  throw Error(ErrorKind::bad_input, core::Fault{plan.state().config.file, what, fix});
}

// One group of plans with the same taggers, and what they want together.
struct Request {
  const Plan* plan;  // any of them
  regime::WantedTags wanted;
};

// True where two plans share their columns, whatever names their configs give the taggers.
bool same_taggers(const Plan& a, const Plan& b, const data::MarketData& market) {
  const regime::TaggerSet& mine = a.state().plan.taggers;
  const regime::TaggerSet& others = b.state().plan.taggers;
  bool same = mine.dimensions().size() == others.dimensions().size();
  for (std::size_t d = 0; same && d < mine.dimensions().size(); ++d) {
    same = regime::column_key(mine, market, d, regime::ColumnKind::category) ==
           regime::column_key(others, market, d, regime::ColumnKind::category);
  }
  return same;
}

// A tagger runs once for all who want something of it.
std::vector<Request> requests_of(std::span<const Plan> plans, const data::MarketData& market) {
  std::vector<Request> requests;
  for (const Plan& plan : plans) {
    const RunPlan& run = plan.state().plan;
    regime::WantedTags wanted{run.wanted, {}};
    if (!plan.state().config.strategy.plugin.empty()) {
      wanted = wanted_tags(run, *make_strategy(plan.state().config, run, market));
    }
    const auto known = std::ranges::find_if(requests, [&](const Request& request) {
      return same_taggers(*request.plan, plan, market);
    });
    if (known == requests.end()) {
      requests.push_back({&plan, wanted});
    } else {
      known->wanted.add(wanted);
    }
  }
  return requests;
}

// Progress of one request among all.
Control share_of(const Control& control, std::size_t request, std::size_t requests) {
  Control shared = control;
  if (control.progress) {
    shared.progress = [&control, request, requests](double share) {
      control.progress((static_cast<double>(request) + share) / static_cast<double>(requests));
    };
  }
  return shared;
}

Tags computed(std::span<const Request> requests, const Market& market, const Control& control) {
  const auto start = std::chrono::steady_clock::now();
  const Tags empty = no_tags(market);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    view_of(*requests[i].plan, empty, requests[i].wanted, share_of(control, i, requests.size()));
  }
  return Tags(std::make_shared<const Tags::State>(
      Tags::State{market, empty.state().columns, seconds_since(start)}));
}

}  // namespace

Tags Tags::compute(std::span<const Plan> plans, const Market& market, const Control& control) {
  for (const Plan& plan : plans) {
    require_same_data(plan, market);
  }
  return computed(requests_of(plans, market.state().data), market, control);
}

Tags Tags::compute_all(const Plan& plan, const Market& market, const Control& control) {
  require_same_data(plan, market);
  const Request all{&plan, regime::WantedTags::all(plan.state().plan.dimensions())};
  return computed({&all, 1}, market, control);
}

Tags no_tags(const Market& market) {
  return Tags(std::make_shared<const Tags::State>(
      Tags::State{market, std::make_shared<regime::ColumnStore>(), 0}));
}

regime::TagView view_of(const Plan& plan, const Tags& tags, const regime::WantedTags& wanted,
                        const Control& control) {
  const Tags::State& state = tags.state();
  core::Workers workers(threads_of(control.threads, plan.state().config));
  regime::TaggingProgress progress;
  if (control.progress) {
    progress = [&control](std::size_t done, std::size_t total) {
      control.progress(static_cast<double>(done) / static_cast<double>(total));
    };
  }
  return regime::TagSet(plan.state().plan.taggers, state.market.state().data, wanted, workers,
                        *state.columns, progress)
      .view();
}

void require_taggers(const Plan& plan) {
  if (plan.state().plan.taggers.empty()) {
    refuse(plan, "there is nothing to tag with", "add a regime: group");
  }
}

void require_tags(const Plan& plan, const Market& market, const Tags& tags) {
  if (plan.state().config.run.tagging == config::Tagging::in_step) {
    refuse(plan, "run.tagging: in_step tags in the steps of the run itself",
           "say run.tagging: ahead, or run without tags");
  }
  if (&tags.state().market.state() != &market.state()) {
    refuse(plan, "the tags are those of another market", "compute them for this one");
  }
}

}  // namespace barometer::backtest
