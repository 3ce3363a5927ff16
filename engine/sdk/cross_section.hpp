// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/context.hpp>
#include <barometer/sdk/strategy.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barometer {

// Ranks the symbols that trade against each other by a score. All room is made at setup.
class CrossSection {
 public:
  explicit CrossSection(const Setup& setup)
      : scores_(setup.symbol_count()), ranks_(setup.symbol_count(), -1) {
    ranked_.reserve(setup.symbol_count());
  }

  // Scores every symbol that has just closed a bar, `score(bar)`, and ranks them: the greatest
  // first, equals in the order of the universe. A score that is NaN or infinite leaves its symbol
  // out.
  template <std::invocable<const Bar&> Score>
  void rank(const Context& ctx, Score score) {
    std::fill(ranks_.begin(), ranks_.end(), -1);
    ranked_.clear();
    for (std::uint32_t i = 0; i < ctx.active_count(); ++i) {
      const std::uint32_t symbol = ctx.active(i);
      scores_[symbol] = score(ctx.bar(symbol));
      if (std::isfinite(scores_[symbol])) {
        ranked_.push_back(symbol);
      }
    }
    std::sort(ranked_.begin(), ranked_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b;
    });
    for (std::size_t place = 0; place < ranked_.size(); ++place) {
      ranks_[ranked_[place]] = static_cast<std::int64_t>(place);
    }
  }

  // Symbols that the last rank() ranked.
  std::size_t size() const { return ranked_.size(); }

  // The best of them, best first, and the worst, best of these first: `count` or as many as there
  // are. Valid until the next rank().
  std::span<const std::uint32_t> top(std::size_t count) const {
    return std::span{ranked_}.first(std::min(count, ranked_.size()));
  }

  std::span<const std::uint32_t> bottom(std::size_t count) const {
    return std::span{ranked_}.last(std::min(count, ranked_.size()));
  }

  // Place of the symbol, 0 for the best; -1 where it was not ranked.
  std::int64_t rank_of(std::uint32_t symbol) const {
    if (symbol >= ranks_.size()) [[unlikely]] {
      detail::throw_no_symbol("rank_of", symbol, ranks_.size());
    }
    return ranks_[symbol];
  }

 private:
  std::vector<double> scores_;
  std::vector<std::uint32_t> ranked_;  // symbols, best first
  std::vector<std::int64_t> ranks_;    // per symbol
};

namespace detail {

inline bool is_among(std::uint32_t symbol, std::span<const std::uint32_t> symbols) {
  return std::find(symbols.begin(), symbols.end(), symbol) != symbols.end();
}

// Closes what has just closed a bar and is in neither.
inline void close_others(Context& ctx, std::span<const std::uint32_t> chosen,
                         std::span<const std::uint32_t> more) {
  // Where nothing rests or was sent before, a symbol that is not held has nothing to close.
  const bool idle = ctx.open_orders().empty() && ctx.sent_count() == 0;
  for (std::uint32_t i = 0; i < ctx.active_count(); ++i) {
    const std::uint32_t symbol = ctx.active(i);
    if (!(idle && ctx.is_flat(symbol)) && !is_among(symbol, chosen) && !is_among(symbol, more)) {
      ctx.close(symbol);
    }
  }
}

// Those of `chosen` that have just closed a bar.
inline void share_out(Context& ctx, std::span<const std::uint32_t> chosen, double gross) {
  const std::span<const std::uint32_t> active(ctx.raw().active, ctx.active_count());
  for (const std::uint32_t symbol : chosen) {
    if (std::binary_search(active.begin(), active.end(), symbol)) {
      ctx.target_weight(symbol, gross / static_cast<double>(chosen.size()));
    }
  }
}

}  // namespace detail

// Closes what is held and not chosen, then gives each chosen symbol gross / chosen.size() of
// equity, in the order of `chosen`. Only symbols that have just closed a bar are traded: what of
// the others is held stays. Every call rebalances, which costs: call it when the portfolio is to
// change.
inline void hold_equal_weights(Context& ctx, std::span<const std::uint32_t> chosen,
                               double gross = 1) {
  detail::close_others(ctx, chosen, {});
  detail::share_out(ctx, chosen, gross);
}

// The same with a short side: `gross` of equity is shared out among `longs`, as much among
// `shorts`. A symbol that is in both ends up short.
inline void hold_long_short(Context& ctx, std::span<const std::uint32_t> longs,
                            std::span<const std::uint32_t> shorts, double gross = 0.5) {
  detail::close_others(ctx, longs, shorts);
  detail::share_out(ctx, longs, gross);
  detail::share_out(ctx, shorts, -gross);
}

}  // namespace barometer
