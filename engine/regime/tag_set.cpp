// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_set.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "data/market_data.hpp"
#include "regime/canary_check.hpp"
#include "regime/tagging_job.hpp"

namespace barometer::regime {

namespace {

bool is_category(const TaggerSet& taggers, std::size_t dimension) {
  return taggers.dimensions()[dimension].kind == BM_DIMENSION_CATEGORY;
}

// Complete columns of what is wanted.
TagView computed(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
                 core::Workers& workers, const TaggingProgress& progress) {
  TaggingJob job(taggers, market, wanted, core::ArenaPages::anonymous, workers);
  tag_ahead(job, workers, progress);
  job.columns().seal();
  check_canaries(job, market);
  return job.columns().view();
}

// Puts a set together from columns that are there and columns that are not.
class Collection {
 public:
  Collection(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
             ColumnStore& store)
      : taggers_(taggers), market_(market), wanted_(wanted), store_(store) {
    for (std::size_t d = 0; d < wanted.tags.size(); ++d) {
      tags_.push_back(wanted.tags[d] != 0 ? store.find(tag_key(d)) : nullptr);
      onsets_.push_back(wants_onset(d) ? store.find(onset_key(d)) : nullptr);
    }
  }

  // A missing onset needs its tags computed once more, beside those that are there.
  WantedTags missing() const {
    WantedTags missing{std::vector<std::uint8_t>(tags_.size(), 0),
                       std::vector<std::uint8_t>(tags_.size(), 0)};
    for (std::size_t d = 0; d < tags_.size(); ++d) {
      missing.onsets[d] = wants_onset(d) && onsets_[d] == nullptr ? 1 : 0;
      const bool no_tags = wanted_.tags[d] != 0 && tags_[d] == nullptr;
      missing.tags[d] = no_tags || missing.onsets[d] != 0 ? 1 : 0;
    }
    return missing;
  }

  void add(const TagView& computed) {
    for (std::size_t d = 0; d < tags_.size(); ++d) {
      if (wanted_.tags[d] != 0 && tags_[d] == nullptr) {
        tags_[d] = computed.tag_column(d);
        store_.add(tag_key(d), tags_[d]);
      }
      if (wants_onset(d) && onsets_[d] == nullptr) {
        onsets_[d] = computed.onset_column(d);
        store_.add(onset_key(d), onsets_[d]);
      }
    }
  }

  TagView view() const { return {taggers_.dimensions(), tags_, onsets_, market_.symbols.size()}; }

 private:
  bool wants_onset(std::size_t d) const {
    return wanted_.tags[d] != 0 && wanted_.onset(d) && is_category(taggers_, d);
  }

  ColumnKey tag_key(std::size_t d) const {
    return column_key(taggers_, market_, d,
                      is_category(taggers_, d) ? ColumnKind::category : ColumnKind::scalar);
  }

  ColumnKey onset_key(std::size_t d) const {
    return column_key(taggers_, market_, d, ColumnKind::onset);
  }

  const TaggerSet& taggers_;
  const data::MarketData& market_;
  const WantedTags& wanted_;
  ColumnStore& store_;
  std::vector<TagView::Column> tags_;    // per dimension; NULL: not wanted, or not there yet
  std::vector<TagView::Column> onsets_;  // the same
};

}  // namespace

TagSet::TagSet(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
               core::Workers& workers, const TaggingProgress& progress)
    : view_(computed(taggers, market, wanted, workers, progress)) {}

TagSet::TagSet(const TaggerSet& taggers, const data::MarketData& market, const WantedTags& wanted,
               core::Workers& workers, ColumnStore& store, const TaggingProgress& progress) {
  Collection collection(taggers, market, wanted, store);
  const WantedTags missing = collection.missing();
  if (std::ranges::find(missing.tags, std::uint8_t{1}) != missing.tags.end()) {
    collection.add(computed(taggers, market, missing, workers, progress));
  }
  view_ = collection.view();
}

}  // namespace barometer::regime
