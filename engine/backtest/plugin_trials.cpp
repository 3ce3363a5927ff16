// SPDX-License-Identifier: Apache-2.0
#include "backtest/plugin_trials.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include "backtest/blinded_strategy.hpp"
#include "backtest/blinded_tagger.hpp"
#include "backtest/perturbed_market.hpp"
#include "backtest/signal_slots.hpp"
#include "config/run_config.hpp"
#include "core/stop.hpp"
#include "data/market_data.hpp"
#include "regime/tag_set.hpp"

namespace barometer::backtest {

namespace {

constexpr std::uint64_t kBlockSeed = 20'220'101;
constexpr std::int64_t kWantedSteps = 5'000;  // enough to try what is wanted
constexpr core::Duration kYears28 =
    10'227 * core::kDay;  // the calendar repeats itself: 7 x 4 years

constexpr int kWays = 5;

class Trials {
 public:
  Trials(const TriedRun& run, ComparedCounts& compared) : run_(run), compared_(compared) {}

  std::vector<PluginTrial> all() {
    again();
    tell(1);
    in_step();
    tell(2);
    in_blocks();
    tell(3);
    with_fewer_wanted();
    tell(4);
    const bool all_same = std::ranges::all_of(
        trials_, [](const PluginTrial& trial) { return trial.difference.empty(); });
    if (all_same) {  // else that difference would come again
      years_later();
    }
    tell(kWays);
    return std::move(trials_);
  }

 private:
  void tell(int ways) const {
    if (run_.progress) {
      run_.progress(static_cast<double>(ways) / kWays);
    }
  }

  // `tags`: those that it sees instead of its own taggers'.
  BacktestResult on(const data::MarketData& market, const RunPlan& plan, config::Tagging tagging,
                    int threads, const regime::TagView* tags = nullptr) const {
    config::RunConfig config = run_.config;
    config.run.tagging = tagging;
    core::Workers workers(threads);
    loop::LoopControl control{run_.stop};
    const std::vector<regime::BarSource> sources = regime::sources_of(market);
    return run_backtest({.config = config,
                         .plan = plan,
                         .market = market,
                         .sources = sources,
                         .workers = workers,
                         .control = control,
                         .tags = tags,
                         .keeps_output = false});
  }

  RunPlan blinded_plan(const Blinding& how, FirstRepaint& found) const {
    RunPlan plan = run_.plan;
    plan.taggers = {};
    for (std::size_t t = 0; t < run_.plan.taggers.size(); ++t) {
      regime::TaggerEntry entry = run_.plan.taggers[t];
      if (entry.labels == nullptr) {  // else it reads nothing but times
        entry.tagger = blinded(entry.tagger, how, found);
      }
      plan.taggers.add(std::move(entry));
    }
    Blinding of_strategy = how;
    if (SignalsPlugin::of(*plan.strategy.manifest) != nullptr) {  // it reads nothing but times
      of_strategy.later = 0;
    }
    plan.strategy = blinded(run_.plan.strategy, of_strategy);
    return plan;
  }

  Blinding blinding() const { return {.most_bars = run_.market.timeline.steps()}; }

  ComparedAs compared_as(const char* whole, const char* other) const {
    return {whole, other, run_.names.taggers, run_.names.strategy};
  }

  void add(const char* way, const BacktestResult& other, const ComparedAs& as) {
    const std::int64_t last = run_.market.timeline.steps() - 1;
    trials_.push_back(
        {way, first_difference(run_.result, other, run_.market, last, compared_, as)});
  }

  // Of other bars in memory, too: both copies are there at once. This thread waits for the other,
  // so that no more work at once than were asked for.
  void again() {
    const PerturbedMarket copy(run_.market, Future::kept, 0, 0);
    const auto second = std::async(std::launch::async, [&] {
                          return on(copy.market(), run_.plan, run_.config.run.tagging, 1);
                        }).get();
    add("a second time, on another thread", second, compared_as("the first time", "the second"));
  }

  void in_step() {
    FirstRepaint found;
    Blinding how = blinding();
    how.remembers = true;
    const RunPlan plan = blinded_plan(how, found);
    const BacktestResult other = on(run_.market, plan, config::Tagging::in_step, run_.threads);
    add("in step, nothing but NaN behind each bar", other,
        compared_as("in the run", "where it sees no later bar"));
    if (!run_.plan.taggers.empty()) {
      trials_.push_back({"each tag as it was first seen", found.text()});
    }
  }

  void in_blocks() {
    if (run_.plan.taggers.empty()) {
      return;
    }
    FirstRepaint found;
    Blinding how = blinding();
    how.block_seed = kBlockSeed;
    const RunPlan plan = blinded_plan(how, found);
    add("ahead, in blocks of random lengths",
        on(run_.market, plan, config::Tagging::ahead, run_.threads),
        compared_as("in the run", "in blocks of other lengths"));
  }

  // By each digit of its number, so that every dimension is wanted at least once without each other
  // one; and all without onsets. On the beginning of a long market: taggers may be slow.
  void with_fewer_wanted() {
    const std::size_t count = run_.plan.dimensions().size();
    if (count == 0) {
      return;
    }
    const std::int64_t steps = run_.market.timeline.steps();
    const std::int64_t last = std::min(steps - 1, std::max(kWantedSteps, steps / 4));
    const PerturbedMarket part(run_.market, Future::removed, run_.market.timeline.time(last), 0);
    const regime::WantedTags all = regime::WantedTags::all(run_.plan.dimensions());
    const regime::TagSet everything = tags_of(run_.plan.taggers, part.market(), with_onsets(all));
    const auto difference = [&](const regime::WantedTags& wanted) {
      const regime::TagSet some = tags_of(run_.plan.taggers, part.market(), wanted);
      return first_tag_difference(everything.view(), some.view(), run_.market, last, compared_,
                                  compared_as("with all dimensions wanted", "with fewer"));
    };
    std::string text = difference(all);
    for (std::size_t digit = 1; digit < count && text.empty(); digit *= 2) {
      for (const bool set : {false, true}) {
        regime::WantedTags some = all;
        for (std::size_t d = 0; d < count; ++d) {
          some.tags[d] = ((d & digit) != 0) == set ? 1 : 0;
        }
        text = text.empty() ? difference(some) : text;
      }
    }
    trials_.push_back({last < steps - 1 ? "with fewer dimensions wanted (beginning)"
                                        : "with fewer dimensions wanted",
                       text});
  }

  regime::WantedTags with_onsets(regime::WantedTags wanted) const {
    for (const regime::Dimension& dimension : run_.plan.dimensions()) {
      wanted.onsets.push_back(dimension.kind == BM_DIMENSION_CATEGORY ? 1 : 0);
    }
    return wanted;
  }

  // Throws Error{interrupted}: many of these follow one another.
  regime::TagSet tags_of(const regime::TaggerSet& taggers, const data::MarketData& market,
                         const regime::WantedTags& wanted) const {
    core::Stop(&run_.stop).check();
    core::Workers workers(run_.threads);
    return {taggers, market, wanted, workers};
  }

  // What the calendar decides may depend on the year; those dimensions say so.
  regime::TagView by_bars(const regime::TagView& tags) const {
    std::vector<regime::TagView::Column> columns;
    for (std::size_t d = 0; d < tags.dimensions().size(); ++d) {
      const bool known = tags.dimensions()[d].known_ahead != BM_KNOWN_NO;
      columns.push_back(known ? nullptr : tags.tag_column(d));
    }
    return {tags.dimensions(), columns, std::vector<regime::TagView::Column>(columns.size()),
            tags.symbol_count()};
  }

  // The strategy sees the tags of the run, so that it is not blamed for what the calendar says
  // then.
  void years_later() {
    FirstRepaint found;
    Blinding how = blinding();
    how.later = kYears28;
    const RunPlan plan = blinded_plan(how, found);
    const ComparedAs as = compared_as("in the run", "where all is dated 28 years later");
    const char* way = "dated 28 years later";
    const std::string tags = tags_later(plan.taggers, as);
    if (!tags.empty()) {
      trials_.push_back({way, tags});
      return;
    }
    add(way, on(run_.market, plan, config::Tagging::ahead, run_.threads, &run_.result.tags), as);
    trials_.back().is_note = !trials_.back().difference.empty();
  }

  std::string tags_later(const regime::TaggerSet& taggers, const ComparedAs& as) {
    if (taggers.empty()) {
      return "";
    }
    const regime::WantedTags all = with_onsets(regime::WantedTags::all(run_.plan.dimensions()));
    const regime::TagSet later = tags_of(taggers, run_.market, all);
    const std::int64_t last = run_.market.timeline.steps() - 1;
    return first_tag_difference(run_.result.tags, by_bars(later.view()), run_.market, last,
                                compared_, as);
  }

  const TriedRun& run_;
  ComparedCounts& compared_;
  std::vector<PluginTrial> trials_;
};

}  // namespace

std::vector<PluginTrial> try_plugins(const TriedRun& run, ComparedCounts& compared) {
  return Trials(run, compared).all();
}

}  // namespace barometer::backtest
