// SPDX-License-Identifier: Apache-2.0
#include "profiler/replayer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/fingerprint.hpp"
#include "backtest/run_tags.hpp"
#include "data/market_data.hpp"
#include "latency/metered_run.hpp"
#include "profiler/case.hpp"

namespace barometer::profiler {

namespace {

// Which dimensions are known where.
class Knowledge {
 public:
  explicit Knowledge(const regime::TagView& tags) : tags_(tags) {}

  void fill(profile::Executed& executed) const {
    std::vector<std::size_t> ever;
    for (std::size_t d = 0; d < tags_.dimensions().size(); ++d) {
      if (!tags_.wanted(d)) {
        continue;
      }
      executed.dimensions.push_back(tags_.dimensions()[d].name);
      if (ever_known(d)) {
        ever.push_back(d);
      } else {
        executed.never_known.push_back(tags_.dimensions()[d].name);
      }
    }
    executed.declared = static_cast<std::int64_t>(tags_.dimensions().size());
    executed.warm_bars = ever.empty() ? 0 : bars_knowing(ever);
  }

 private:
  bool known(core::SymbolIndex symbol, std::size_t dimension, std::size_t bar) const {
    const auto labels = tags_.category(symbol, dimension);
    return labels.empty() ? !std::isnan(tags_.scalar(symbol, dimension)[bar]) : labels[bar] >= 0;
  }

  std::size_t bars(core::SymbolIndex symbol, std::size_t dimension) const {
    return std::max(tags_.category(symbol, dimension).size(),
                    tags_.scalar(symbol, dimension).size());
  }

  bool ever_known(std::size_t dimension) const {
    for (core::SymbolIndex s = 0; s < tags_.symbol_count(); ++s) {
      for (std::size_t bar = 0; bar < bars(s, dimension); ++bar) {
        if (known(s, dimension, bar)) {
          return true;
        }
      }
    }
    return false;
  }

  std::int64_t bars_knowing(const std::vector<std::size_t>& dimensions) const {
    std::int64_t warm = 0;
    for (core::SymbolIndex s = 0; s < tags_.symbol_count(); ++s) {
      for (std::size_t bar = 0; bar < bars(s, dimensions.front()); ++bar) {
        warm += std::all_of(dimensions.begin(), dimensions.end(),
                            [&](std::size_t d) { return known(s, d, bar); })
                    ? 1
                    : 0;
      }
    }
    return warm;
  }

  const regime::TagView& tags_;
};

// The steps in which a symbol has its first bar, ascending.
std::vector<std::int64_t> first_bars(const data::MarketData& market) {
  std::vector<bool> seen(market.symbols.size());
  std::size_t missing = seen.size();
  std::vector<std::int64_t> steps;
  for (std::int64_t step = 0; missing > 0 && step < market.timeline.steps(); ++step) {
    const std::size_t before = missing;
    for (const core::SymbolIndex symbol : market.timeline.active(step)) {
      missing -= seen[symbol] ? 0 : 1;
      seen[symbol] = true;
    }
    if (missing < before) {
      steps.push_back(step);
    }
  }
  return steps;
}

std::int64_t bars_in(const data::MarketData& market, const std::vector<std::int64_t>& steps) {
  std::int64_t bars = 0;
  for (const std::int64_t step : steps) {
    bars += static_cast<std::int64_t>(market.timeline.active(step).size());
  }
  return bars;
}

}  // namespace

Replayer::Replayer(const ProfileCase& subject, core::Workers& workers, latency::ClockFacts clock)
    : case_(subject), workers_(workers), sources_(regime::sources_of(subject.market)) {
  probe_.stage = subject.subject.stage;
  probe_.clock = clock;
  for (const std::int64_t bars : data::bar_counts(subject.market)) {
    bars_ += bars;
  }
  choose_cold_steps();
}

void Replayer::choose_cold_steps() {
  constexpr std::int64_t kMostCold = 10;
  std::vector<std::int64_t> steps = first_bars(case_.market);
  if (kMostCold * bars_in(case_.market, steps) > bars_) {
    steps.resize(1);
  }
  probe_.cold_steps = std::move(steps);
}

ReplayTime Replayer::replay() {
  const double cold_ns = probe_.cold_ns;
  const std::int64_t cold_bars = probe_.cold_bars;
  ReplayTime time =
      case_.subject.kind == ProfileSubject::Kind::tagger ? replay_tagger() : replay_run();
  time.bars = bars_;
  if (!amortised()) {
    time.cold_ns = probe_.cold_ns - cold_ns;
    time.cold_bars = probe_.cold_bars - cold_bars;
    cold_step_ns_ = probe_.first_step_ns;
  }
  return time;
}

std::int64_t Replayer::cold_steps() const {
  return amortised() ? 0 : static_cast<std::int64_t>(probe_.cold_steps.size());
}

latency::BarHistogram Replayer::take_steps() {
  latency::BarHistogram steps = amortised() ? latency::BarHistogram{} : probe_.times;
  probe_.times.clear();
  return steps;
}

int Replayer::probe_reads() const {
  return case_.subject.kind == ProfileSubject::Kind::whole_run ? 2 : amortised() ? 0 : 1;
}

bool Replayer::amortised() const {
  return case_.subject.kind == ProfileSubject::Kind::stage &&
         case_.subject.stage == latency::Stage::tag &&
         case_.config.run.tagging == config::Tagging::ahead;
}

ReplayTime Replayer::replay_run() {
  loop::LoopControl control{*case_.stop};
  const double before = probe_.total_ns;
  last_run_ = backtest::run_backtest({.config = case_.config,
                                      .plan = case_.plan,
                                      .market = case_.market,
                                      .sources = sources_,
                                      .workers = workers_,
                                      .control = control,
                                      .clock = probe_.clock,
                                      .probe = &probe_});
  const latency::LatencyReport& latency = last_run_->latency;
  const double ahead_ns = latency.tag_ahead_seconds * 1e9;
  if (case_.subject.kind == ProfileSubject::Kind::whole_run) {
    return {.ns = ahead_ns + latency.loop_seconds * 1e9, .ahead_ns = ahead_ns};
  }
  return {.ns = amortised() ? ahead_ns : probe_.total_ns - before};
}

ReplayTime Replayer::replay_tagger() {
  backtest::RunTags tags(case_.plan.taggers, case_.market,
                         regime::WantedTags::all(case_.plan.dimensions()), config::Tagging::in_step,
                         workers_);
  last_tags_ = tags.view();
  const double before = probe_.total_ns;
  latency::probed_run(probe_, {}, [&](auto& meter) {
    for (std::int64_t step = 0; step < case_.market.timeline.steps(); ++step) {
      const auto active = case_.market.timeline.active(step);
      meter.end_stage(latency::Stage::mark);
      tags.live()->tag(active);
      meter.end_stage(latency::Stage::tag);
      meter.end_step(static_cast<std::int64_t>(active.size()));
    }
  });
  return {.ns = probe_.total_ns - before};
}

profile::Executed Replayer::executed() const {
  profile::Executed executed;
  executed.steps = case_.market.timeline.steps();
  executed.bars = bars_;
  if (last_tags_) {
    Knowledge(*last_tags_).fill(executed);
  } else {
    Knowledge(last_run_->tags).fill(executed);
    const loop::LoopResult& loop = last_run_->loop;
    executed.orders = static_cast<std::int64_t>(loop.orders.size());
    executed.fills = static_cast<std::int64_t>(loop.fills.size());
    executed.result = analysis::fingerprint(loop.fills.view(), loop.equity.view());
  }
  return executed;
}

}  // namespace barometer::profiler
