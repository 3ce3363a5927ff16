// SPDX-License-Identifier: Apache-2.0
// What the guards against plug-ins take of the loop: the mark of each call in the page that a
// supervisor reads, the looks at what a tagger wrote around its blocks, and those at the canaries
// behind its columns. Hosts always do so, so there is no loop without: each run of the loop is
// followed by the guards of such a run alone, with the code and the columns of the hosts. They
// promise at most 1 % of the loop in a run that tags ahead, as runs do, and in step: the median of
// the pairs must lie within 1 % and two standard errors. What the loops of this program take where
// they do nothing is no part of the guards and is taken off. Tagging ahead is over before the loop
// begins: its guards are a share of both. The floating-point mode that is compared after each call
// is not in here: the processor reads it beside the arithmetic of the call, and alone it would take
// many times what it takes in the loop (docs/reliability.md says how much that is).
#include <fmt/format.h>
#include <sys/mman.h>

#include <atomic>
#include <chrono>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "backtest/backtest.hpp"
#include "bench/pairs.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "latency/calibration.hpp"
#include "loop/strategy_host.hpp"
#include "plugin/call_page.hpp"
#include "plugin/told_call.hpp"
#include "regime/stray_watch.hpp"
#include "regime/tag_columns.hpp"

namespace barometer {

namespace {

constexpr int kPairs = 51;
constexpr double kPromise = 0.01;

template <class Body>
double seconds_of(const Body& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// As a supervised child's: shared with another process, and there for good.
plugin::CallPage& shared_page() {
  void* memory = ::mmap(nullptr, sizeof(plugin::CallPage), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    throw std::bad_alloc();
  }
  return *static_cast<plugin::CallPage*>(memory);
}

[[gnu::noinline]] void empty_call() {
  asm volatile("" ::: "memory");
}

// One tagger on one symbol, which writes nothing.
class Tagged {
 public:
  Tagged(const regime::BarSource& source, const regime::TagColumns& columns,
         core::SymbolIndex symbol, bool in_step)
      : source_(source),
        columns_(columns),
        symbol_(symbol),
        in_step_(in_step),
        out_(first_block()),
        strays_(out_, !in_step, in_step ? 1 : regime::kBlockBars) {}

  // What is written before each of its calls.
  [[gnu::noinline]] void marks() const {
    for_each([&](std::int64_t first, std::int64_t count) {
      const plugin::CallMark inside(
          plugin::tell_block({plugin::Call::tag, 1}, symbol_, source_.bars, first, count));
      empty_call();
    });
  }

  // The calls alone, and the turns of the loop alone.
  [[gnu::noinline]] void calls() const {
    for_each([](std::int64_t, std::int64_t) { empty_call(); });
  }

  [[gnu::noinline]] void turns() const {
    for_each([](std::int64_t, std::int64_t) { asm volatile("" ::: "memory"); });
  }

  // What is looked at after each of its calls (regime/block_tagger.cpp).
  [[gnu::noinline]] void looks() {
    for_each([&](std::int64_t first, std::int64_t count) {
      const std::int64_t left = source_.count - first;
      const bool watched = strays_.due(first);
      if (watched) {
        columns_.block(symbol_, first, out_);
        strays_.begin(out_, first, count, left);
        changed_ |= !strays_.end();
      }
      const bool whole = watched || count == left;
      if (whole || !in_step_) {
        changed_ |= columns_
                        .damaged(symbol_, 0, out_.size(),
                                 whole ? core::CanaryLook::whole : core::CanaryLook::near)
                        .has_value();
      }
    });
  }

  bool changed() const { return changed_; }

 private:
  std::vector<bm_tag_column> first_block() const {
    std::vector<bm_tag_column> out(columns_.dimensions().size());
    columns_.block(symbol_, 0, out);
    return out;
  }

  template <class Call>
  void for_each(Call call) const {
    const std::int64_t longest = in_step_ ? 1 : regime::kBlockBars;
    for (std::int64_t first = 0; first < source_.count; first += longest) {
      call(first, std::min(longest, source_.count - first));
    }
  }

  const regime::BarSource& source_;
  const regime::TagColumns& columns_;
  core::SymbolIndex symbol_;
  bool in_step_;
  std::vector<bm_tag_column> out_;
  regime::StrayWatch strays_;
  bool changed_ = false;
};

struct Shares {
  std::vector<double> marks;
  std::vector<double> looks;
  std::vector<double> all;
};

class Loop {
 public:
  Loop(const std::string& config_file, bool in_step)
      : config_(config::load_config(
            config_file,
            std::vector<std::string>{std::string("run.tagging=") + (in_step ? "in_step" : "ahead"),
                                     "latency.meter=off"})),
        plan_(backtest::make_run_plan(config_, folders_of_plugins())),
        market_(data::load_market(config_.data, 1, {}, nullptr)),
        sources_(regime::sources_of(market_)),
        clock_(latency::calibrate_clock().get()),
        columns_(plan_.dimensions(),
                 backtest::wanted_tags(plan_, *backtest::make_strategy(config_, plan_, market_)),
                 data::bar_counts(market_),
                 in_step ? core::ArenaPages::two_faced : core::ArenaPages::anonymous) {
    for (core::SymbolIndex s = 0; s < sources_.size(); ++s) {
      tagged_.emplace_back(sources_[s], columns_, s, in_step);
      symbols_.push_back(s);
      bm_symbol_view view{};
      view.bars = sources_[s].bars;
      views_.push_back(view);
    }
  }

  latency::LatencyReport run() {
    loop::LoopControl control{stop_};
    return backtest::run_backtest({.config = config_,
                                   .plan = plan_,
                                   .market = market_,
                                   .sources = sources_,
                                   .workers = workers_,
                                   .control = control,
                                   .clock = clock_})
        .latency;
  }

  // Adds the guards of such a run.
  void add(const latency::LatencyReport& run, Shares& shares) {
    const double whole = run.loop_seconds + run.tag_ahead_seconds;
    const double marks = seconds_of([&] {
                           step_marks(run.steps);
                           for_all(&Tagged::marks);
                         }) -
                         seconds_of([&] {
                           step_calls(run.steps);
                           for_all(&Tagged::calls);
                         });
    const double looks = seconds_of([&] { look(); }) - seconds_of([&] { for_all(&Tagged::turns); });
    shares.marks.push_back(marks / whole);
    shares.looks.push_back(looks / whole);
    shares.all.push_back((marks + looks) / whole);
  }

 private:
  void for_all(void (Tagged::*work)() const) const {
    for (const Tagged& tagged : tagged_) {
      (tagged.*work)();
    }
  }

  [[gnu::noinline]] static void step_calls(std::int64_t steps) {
    for (std::int64_t step = 0; step < steps; ++step) {
      empty_call();
    }
  }

  [[gnu::noinline]] void step_marks(std::int64_t steps) {
    bm_view view{};
    view.active_count = static_cast<std::uint32_t>(symbols_.size());
    view.active = symbols_.data();
    view.symbols = views_.data();
    for (view.step = 0; view.step < steps; ++view.step) {
      const plugin::CallMark inside(plugin::tell_step(1, symbols_.data(), view));
      empty_call();
    }
  }

  // Beside those of the blocks the look at the end (regime/canary_check.cpp).
  [[gnu::noinline]] void look() {
    for (Tagged& tagged : tagged_) {
      tagged.looks();
      changed_ |= tagged.changed();
    }
    for (core::SymbolIndex s = 0; s < symbols_.size(); ++s) {
      changed_ |=
          columns_.damaged(s, 0, columns_.dimensions().size(), core::CanaryLook::whole).has_value();
    }
    if (changed_) {
      fmt::print("something was changed\n");
    }
  }

  config::RunConfig config_;
  backtest::RunPlan plan_;
  data::MarketData market_;
  std::vector<regime::BarSource> sources_;
  latency::ClockFacts clock_;
  regime::TagColumns columns_;  // as a run makes them
  std::vector<Tagged> tagged_;  // per symbol
  std::vector<std::uint32_t> symbols_;
  std::vector<bm_symbol_view> views_;
  core::Workers workers_{1};
  std::atomic<bool> stop_{false};
  bool changed_ = false;
};

int measure(const std::string& config, bool in_step) {
  Loop loop(config, in_step);
  loop.run();
  Shares shares;
  std::vector<double> step_ns;
  for (int i = 0; i < kPairs; ++i) {
    const latency::LatencyReport run = loop.run();
    loop.add(run, shares);
    step_ns.push_back(1e9 * (run.loop_seconds + run.tag_ahead_seconds) /
                      static_cast<double>(run.steps));
  }
  const double error = standard_error_of_median(shares.all);
  const bool kept = median(shares.all) <= kPromise + 2 * error;
  fmt::print(
      "{:<8} median of {} pairs {:.2f} % +- {:.2f} % (standard error) of {:.0f} ns a step: marks "
      "{:.2f}, looks {:.2f}; within 1 %: {}\n",
      in_step ? "in step" : "ahead", kPairs, 100 * median(shares.all), 100 * error, median(step_ns),
      100 * median(shares.marks), 100 * median(shares.looks), kept ? "yes" : "NO");
  return kept ? 0 : 1;
}

}  // namespace

}  // namespace barometer

int main() {
  const std::string config = "configs/quickstart.yaml";
  barometer::plugin::tell_calls_in(barometer::shared_page());
  fmt::print("--- guards against plug-ins in {}\n", config);
  return barometer::measure(config, false) + barometer::measure(config, true);
}
