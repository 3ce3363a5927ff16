// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/symbol.hpp"
#include "core/workers.hpp"
#include "regime/in_step_tagger.hpp"
#include "regime/tag_view.hpp"
#include "regime/tagger_set.hpp"
#include "regime/tagging_job.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// Tags that come with the bars, in the steps of one run, which owns them. Their memory is mapped
// twice: taggers write through one mapping, readers get the other, which they cannot write.
class LiveTags {
 public:
  // Throws as TaggingJob and Tagger::create do. All arguments outlive this object.
  LiveTags(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
           core::Workers& workers)
      : market_(market),
        job_(taggers, market, wanted, core::ArenaPages::two_faced, workers),
        view_(job_.columns().view()),
        tagger_(job_, workers) {}

  // [step] As InStepTagger::tag.
  void tag(std::span<const core::SymbolIndex> active) { tagger_.tag(active); }

  // Unknown behind the bars that are tagged.
  const TagView& view() const { return view_; }

  // At the end of a run. Throws as check_canaries().
  void check() const;

 private:
  const data::MarketData& market_;
  TaggingJob job_;
  TagView view_;
  InStepTagger tagger_;
};

}  // namespace barometer::regime
