// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/workers.hpp"
#include "regime/column_store.hpp"
#include "regime/tag_ahead.hpp"
#include "regime/tag_view.hpp"
#include "regime/tagger_set.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// The complete tags of a market, computed ahead: what a run or a study wants of them. Immutable;
// one set, or the columns of one, may be used by several runs on several threads at once.
class TagSet {
 public:
  // Tags what is wanted, taggers and symbols in parallel. Throws Error{bad_input} for a benchmark
  // that is no symbol of the market, Error{plugin_failed} for the first failure in config order or
  // for a tagger that wrote beyond its columns.
  TagSet(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
         core::Workers& workers, const TaggingProgress& progress = {});

  // The same, but columns that are in `store` are taken from there, whoever computed them, and new
  // ones are added to it. Columns that this set does not want stay out of its view.
  TagSet(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
         core::Workers& workers, ColumnStore& store, const TaggingProgress& progress = {});

  const TagView& view() const { return view_; }

 private:
  TagView view_;
};

}  // namespace barometer::regime
