// SPDX-License-Identifier: Apache-2.0
#include "conformance/verify.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "conformance/allocation_counter.hpp"
#include "conformance/bench_market.hpp"
#include "conformance/strategy_bench.hpp"
#include "conformance/strategy_laws.hpp"
#include "conformance/subject.hpp"
#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"
#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "core/safe_text.hpp"
#include "core/timestamp.hpp"
#include "loop/strategy_host.hpp"
#include "plugin/manifest_check.hpp"

namespace barometer::conformance {

namespace {

constexpr std::int64_t kFewestBars = 2'500;
constexpr std::int64_t kMostBars = 40'000;
constexpr std::int64_t kBarsBehindWarmup = 600;

std::int64_t bars_for(const backtest::RunPlan& plan) {
  std::int64_t warmup = 0;
  for (const regime::Dimension& dimension : plan.dimensions()) {
    warmup = std::max(warmup, dimension.warmup_bars);
  }
  return std::clamp(std::min(warmup, kMostBars) + kBarsBehindWarmup, kFewestBars, kMostBars);
}

std::string market_text(const config::RunConfig& config, const data::MarketData& market) {
  return fmt::format(
      "{} synthetic symbols of up to {} bars of {}: one whole, one with gaps, one that begins "
      "late, "
      "one that ends early",
      market.symbols.size(), market.symbols.front().bars.size(),
      core::format_bar_size(config.data.bar));
}

std::vector<OtherBarSize> other_sizes(const config::RunConfig& config, std::int64_t bars) {
  std::vector<OtherBarSize> sizes;
  for (const core::Duration bar : {5 * core::kMinute, core::kHour, core::kDay}) {
    if (bar != config.data.bar) {
      config::DataConfig data = config.data;
      data.bar = bar;
      const data::MarketData market = whole_market(data, bars);
      sizes.push_back({core::format_duration(bar), series_of(symbols_of(market, 1)).front()});
    }
  }
  return sizes;
}

// The first of the laws that this one needs and that are broken; empty: none.
std::string broken_need(std::string_view needs, const std::vector<std::string>& broken) {
  while (!needs.empty()) {
    const std::size_t end = std::min(needs.find(' '), needs.size());
    const std::string name(needs.substr(0, end));
    if (std::ranges::find(broken, name) != broken.end()) {
      return name;
    }
    needs.remove_prefix(std::min(end + 1, needs.size()));
  }
  return "";
}

template <class Bench>
LawReport try_unless(const LawEntry<Bench>& law, Bench& bench, const std::string& broken) {
  if (broken.empty()) {
    return try_law(law, bench);
  }
  return {
      law.name, law.says, LawOutcome::not_reached,
      fmt::format("mend `{}` first: while it is broken a trial of this law says nothing", broken)};
}

template <class Bench>
void try_laws(std::span<const LawEntry<Bench>> laws, Bench& bench, const TriedBefore& before,
              VerifyHeader header, const VerifyWatcher& watcher) {
  for (const LawEntry<Bench>& law : laws) {
    header.laws.emplace_back(law.name);
  }
  if (watcher.begun) {
    watcher.begun(header);
  }
  std::vector<std::string> broken = before.broken;
  for (const LawEntry<Bench>& law : laws.subspan(std::min(before.laws, laws.size()))) {
    if (watcher.trying) {
      watcher.trying(law.name);
    }
    const LawReport report = try_unless(law, bench, broken_need(law.needs, broken));
    if (report.outcome == LawOutcome::broken) {
      broken.emplace_back(law.name);
    }
    if (watcher.tried) {
      watcher.tried(report);
    }
  }
}

// Throws Error{bad_input} where the plug-in has reasons not to be made for this market.
void require_made(const VerifySubject& subject, const data::MarketData& market) {
  const bool is_tagger = subject.plugin.manifest->kind == BM_PLUGIN_REGIME;
  try {
    if (is_tagger) {
      const regime::Tagger& tagger = subject.plan.taggers[subject.tagger].tagger;
      const std::vector<std::uint8_t> all(tagger.dimensions().size(), 1);
      tagger.create(market.instruments.front(), all);
    } else {
      loop::StrategyHost(subject.plan.strategy, subject.plan.strategy_params, market.instruments,
                         subject.plan.dimensions());
    }
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::bad_input) {
      return;  // broken: the laws say how
    }
    std::vector<core::Fault> faults = error.faults();
    faults.front().fix = fmt::format(
        "nothing was verified: name a run in which it works (--config RUN.yaml), bars of "
        "another size (--set data.bar=1d){} or parameters (--set {}.params.NAME=VALUE)",
        is_tagger ? "" : ", another tagger (--set regime.plugin=NAME)",
        is_tagger ? "regime" : "strategy");
    throw core::Error(core::ErrorKind::bad_input, std::move(faults));
  }
}

}  // namespace

void verify_here(const VerifyRequest& request, const TriedBefore& before,
                 const VerifyWatcher& watcher) {
  const VerifySubject subject = verify_subject(request);
  const std::int64_t bars = bars_for(subject.plan);
  const data::MarketData whole = whole_market(subject.config.data, bars);
  const data::MarketData market = bench_market(whole);
  require_made(subject, market);
  const AllocationCounter allocations = count_allocations();
  const bm_manifest& manifest = *subject.plugin.manifest;
  VerifyHeader header{core::printable(fmt::format("{} {} ({})", manifest.name, manifest.version,
                                                  plugin::kind_name(manifest.kind))),
                      core::printable(subject.plugin.path.string()),
                      market_text(subject.config, market),
                      {}};
  if (manifest.kind == BM_PLUGIN_REGIME) {
    TaggerBench bench(subject.plan.taggers[subject.tagger].tagger, series_of(market),
                      other_sizes(subject.config, bars), allocations);
    try_laws(tagger_laws(), bench, before, std::move(header), watcher);
  } else {
    StrategyBench bench(subject.config, subject.plan, whole, market, allocations);
    try_laws(strategy_laws(), bench, before, std::move(header), watcher);
  }
}

}  // namespace barometer::conformance
