// SPDX-License-Identifier: Apache-2.0
// What a bar costs in the regime tagger, through the plug-in's slots, on one thread, in a warm
// loop: time per bar for all dimensions and for the ten core ones at several block lengths, for one
// or two alone (volatility also by rule `robust`), with lookbacks of up to 10^5 bars, for 10^5 and
// 10^6 bars of fresh data each time, and the tail of single calls. Built a second time as
// regime_plain_bench, whose plug-in may not use AVX2.

#include <barometer/abi/plugin.h>
#include <benchmark/benchmark.h>
#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::int64_t kHour = 3'600'000'000'000;
constexpr std::size_t kCoreDimensions = 10;

const bm_manifest& manifest() {
  static const bm_manifest* loaded = [] {
    void* library = dlopen(BAROMETER_REGIME_PLUGIN, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      std::fprintf(stderr, "%s\n", dlerror());
      std::exit(1);
    }
    return reinterpret_cast<decltype(&barometer_plugin)>(dlsym(library, BM_ENTRY_SYMBOL))();
  }();
  return *loaded;
}

// Hourly bars as rows, the layout that in-step tagging uses: a random walk whose volatility
// switches between 0.4 % and 1.6 % an hour.
struct Market {
  static constexpr std::int64_t kColumns = 6;

  explicit Market(std::int64_t bars, std::uint64_t seed)
      : rows(static_cast<std::size_t>(kColumns * bars)), calendar(static_cast<std::size_t>(bars)) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    double price = 100;
    bool wild = false;
    for (std::int64_t t = 0; t < bars; ++t) {
      wild ^= random() % 200 == 0;
      price *= std::exp((wild ? 0.016 : 0.004) * normal(random));
      const std::int64_t time = t * kHour;
      double* row = rows.data() + kColumns * t;
      std::memcpy(row, &time, sizeof time);
      row[1] = row[2] = row[3] = row[4] = price;
      bm_calendar_row& day = calendar[static_cast<std::size_t>(t)];
      day.session_date = static_cast<std::int32_t>(t / 24);
      day.local_minute = static_cast<std::int32_t>(t % 24 * 60 + 30);
    }
  }

  bm_bars view() const {
    const double* row = rows.data();
    return {reinterpret_cast<const std::int64_t*>(row),
            row + 1,
            row + 2,
            row + 3,
            row + 4,
            row + 5,
            nullptr,
            nullptr,
            kColumns};
  }

  std::int64_t size() const { return static_cast<std::int64_t>(calendar.size()); }

  std::vector<double> rows;
  std::vector<bm_calendar_row> calendar;
};

// A tagger with declared defaults and a column per wanted dimension.
class Bench {
 public:
  explicit Bench(std::vector<std::string> only = {}, std::int64_t lookback = 0,
                 const char* rule = "ratio") {
    for (std::uint32_t p = 0; p < manifest().param_count; ++p) {
      const bm_param_spec& spec = manifest().params[p];
      values_.push_back({static_cast<std::int64_t>(spec.default_number), spec.default_number,
                         spec.default_word, nullptr, 0, (spec.flags & BM_PARAM_OPTIONAL) == 0});
      if (lookback > 0 && std::strcmp(spec.name, "volatility.percentile_lookback") == 0) {
        values_.back().integer = lookback;
        values_.back().is_set = 1;
      }
      if (std::strcmp(spec.name, "volatility.rule") == 0) {
        values_.back().word = rule;
      }
    }
    bm_params params{manifest().params, values_.data(), manifest().param_count, 0};
    std::vector<bm_dimension> all(64);
    std::uint32_t count = 0;
    slots_.describe(nullptr, &params, all.data(), 64, &count, nullptr);
    columns_.resize(count);
    std::vector<std::uint8_t> wanted(count);
    for (std::size_t d = 0; d < count; ++d) {
      wanted[d] = only.empty() ? d < kCoreDimensions
                  : only[0] == "all"
                      ? true
                      : std::find(only.begin(), only.end(), all[d].name) != only.end();
      if (wanted[d] != 0) {
        (all[d].kind == BM_DIMENSION_CATEGORY ? categories_ : scalars_).push_back(d);
      }
    }
    const bm_instrument instrument{"BENCH", BM_VENUE_ALWAYS_OPEN, 0, kHour, 24, 365};
    slots_.create(nullptr, &params, &instrument, wanted.data(), &self_, nullptr);
  }

  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  ~Bench() { slots_.destroy(self_); }

  void reset() { slots_.reset(self_); }

  void tag(const Market& market, const bm_bars& bars, std::int64_t first, std::int64_t count) {
    slots_.tag(self_, &bars, market.calendar.data() + first, first, count, columns_.data(),
               nullptr);
  }

  // One small buffer per dimension, reused: what is measured is tagging, not page faults.
  void make_room(std::int64_t block) {
    room_.assign(static_cast<std::size_t>(block) * columns_.size(), 0.0f);
    for (const std::size_t d : categories_) {
      columns_[d].category =
          reinterpret_cast<std::int8_t*>(room_.data() + d * static_cast<std::size_t>(block));
    }
    for (const std::size_t d : scalars_) {
      columns_[d].scalar = room_.data() + d * static_cast<std::size_t>(block);
    }
  }

  void tag_all(const Market& market, std::int64_t block) {
    const bm_bars bars = market.view();
    for (std::int64_t t = 0; t < market.size(); t += block) {
      tag(market, bars, t, std::min(block, market.size() - t));
    }
  }

 private:
  const bm_regime_slots& slots_ = *manifest().regime;
  std::vector<bm_param_value> values_;
  std::vector<bm_tag_column> columns_;
  std::vector<std::size_t> categories_;
  std::vector<std::size_t> scalars_;
  std::vector<float> room_;
  void* self_ = nullptr;
};

void report_per_bar(benchmark::State& state, std::int64_t bars) {
  state.counters["per_bar"] =
      benchmark::Counter(static_cast<double>(state.iterations() * bars),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// Arguments: bars, block length.
void run(benchmark::State& state, const std::vector<std::string>& only,
         const char* rule = "ratio") {
  const std::int64_t bars = state.range(0);
  Bench bench(only, 0, rule);
  bench.make_room(state.range(1));
  std::uint64_t seed = 1;
  for (auto _ : state) {
    state.PauseTiming();
    const Market market(bars, seed++);
    bench.reset();
    state.ResumeTiming();
    bench.tag_all(market, state.range(1));
    benchmark::ClobberMemory();
  }
  report_per_bar(state, bars);
}

void ten_dimensions(benchmark::State& state) {
  run(state, {});
}

void all_dimensions(benchmark::State& state) {
  run(state, {"all"});
}

void two_ids(benchmark::State& state) {
  run(state, {"volatility", "trend"});
}

// Arguments: bars, lookback.
void percentile_of_many(benchmark::State& state) {
  const Market market(state.range(0), 3);
  Bench bench({"volatility_percentile"}, state.range(1));
  bench.make_room(64);
  for (auto _ : state) {
    bench.reset();
    bench.tag_all(market, 64);
  }
  report_per_bar(state, market.size());
}

void only_volatility(benchmark::State& state) {
  run(state, {"volatility"});
}

void only_robust_volatility(benchmark::State& state) {
  run(state, {"volatility"}, "robust");
}

void only_forecast(benchmark::State& state) {
  run(state, {"volatility_forecast"});
}

void only_probability(benchmark::State& state) {
  run(state, {"volatility_probability"});
}

void only_percentile(benchmark::State& state) {
  run(state, {"volatility_percentile"});
}

void only_trend(benchmark::State& state) {
  run(state, {"trend"});
}

void only_strength(benchmark::State& state) {
  run(state, {"trend_strength"});
}

void only_acceleration(benchmark::State& state) {
  run(state, {"trend_acceleration"});
}

void only_weekday(benchmark::State& state) {
  run(state, {"weekday"});
}

// Quantiles of single calls of one bar, clock reads (about 20 ns) included.
void single_calls(benchmark::State& state) {
  constexpr std::int64_t kBars = 200'000;
  constexpr std::int64_t kWarmup = 2'000;
  Bench bench;
  bench.make_room(1);
  const Market market(kBars, 7);
  const bm_bars bars = market.view();
  std::vector<std::int64_t> spans;
  for (auto _ : state) {
    bench.reset();
    spans.clear();
    for (std::int64_t t = 0; t < kBars; ++t) {
      const auto begin = std::chrono::steady_clock::now();
      bench.tag(market, bars, t, 1);
      const auto end = std::chrono::steady_clock::now();
      if (t >= kWarmup) {
        spans.push_back((end - begin).count());
      }
    }
  }
  std::sort(spans.begin(), spans.end());
  const auto quantile = [&spans](double q) {
    return static_cast<double>(
        spans[static_cast<std::size_t>(q * static_cast<double>(spans.size()))]);
  };
  state.counters["p50_ns"] = quantile(0.5);
  state.counters["p99_ns"] = quantile(0.99);
  state.counters["p99.9_ns"] = quantile(0.999);
}

BENCHMARK(ten_dimensions)
    ->ArgNames({"bars", "block"})
    ->Args({100'000, 1})
    ->Args({100'000, 64})
    ->Args({100'000, 1000})
    ->Args({1'000'000, 1})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(all_dimensions)
    ->ArgNames({"bars", "block"})
    ->Args({100'000, 1})
    ->Args({100'000, 64})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(two_ids)->Args({100'000, 1})->Args({100'000, 64})->Unit(benchmark::kMillisecond);
BENCHMARK(percentile_of_many)
    ->ArgNames({"bars", "lookback"})
    ->Args({300'000, 168})
    ->Args({300'000, 1'000})
    ->Args({300'000, 10'000})
    ->Args({300'000, 100'000})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(only_volatility)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_robust_volatility)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_forecast)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_probability)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_percentile)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_trend)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_strength)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_acceleration)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(only_weekday)->Args({100'000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(single_calls)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
