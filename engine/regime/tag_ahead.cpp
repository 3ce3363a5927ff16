// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_ahead.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <vector>

#include "regime/symbol_tagger.hpp"

namespace barometer {

namespace {

// Long enough to hide the call, short enough that a block's bars and tags stay in cache.
constexpr std::int64_t kBlockBars = 1024;

void tag_symbol(const Tagger& tagger, const BarSource& source, SymbolIndex symbol,
                TagTable& table) {
  SymbolTagger one(tagger, source, symbol, table);
  while (one.bars_left() > 0) {
    if (!one.tag(std::min(kBlockBars, one.bars_left()))) {
      throw one.failure();
    }
  }
}

}  // namespace

void tag_ahead(const Tagger& tagger, std::span<const BarSource> sources, TagTable& table,
               Workers& workers, const TaggingProgress& progress) {
  std::vector<std::exception_ptr> failures(sources.size());
  std::mutex reporting;
  std::size_t done = 0;
  workers.for_each(sources.size(), 1, [&](std::size_t s) {
    try {
      tag_symbol(tagger, sources[s], static_cast<SymbolIndex>(s), table);
    } catch (...) {
      failures[s] = std::current_exception();
    }
    if (progress) {
      const std::scoped_lock lock(reporting);
      progress(++done, sources.size());
    }
  });
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace barometer
