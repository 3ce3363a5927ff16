// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "regime/dimension.hpp"

namespace barometer::regime {

// Where a tagger writes the tags of one series of bars, and what it promised to write there. What
// nobody wants is neither written nor looked at.
class PromisedColumns {
 public:
  // `first`: where the first bar's tags go, one per dimension, all NULL where nobody wants it.
  PromisedColumns(std::span<const Dimension> dimensions, std::vector<bm_tag_column> first);
  PromisedColumns(PromisedColumns&&) = default;  // a copy would point at the other's columns

  // What the tagger is handed for the next bars: one per dimension.
  std::span<const bm_tag_column> out() const { return out_; }

  // [step] A tagger need not write the bars of which it knows nothing.
  void make_unknown(std::int64_t count);

  // [step] True when every tag of the next `count` bars, of which bar `next` is the first, is one
  // that was promised.
  bool hold(std::int64_t next, std::int64_t count) const;

  // [step] Goes on by `count` bars.
  void advance(std::int64_t count);

  // [step] Both of one bar, in one walk; goes on in any case.
  bool take_bar(std::int64_t next) {
    bool good = true;
    for (const Category& each : categories_) {
      const std::int8_t tag = *(*each.next)++;
      good &= (static_cast<std::uint8_t>(tag) < each.labels) | (tag == BM_TAG_UNKNOWN);
    }
    for (float** const each : scalars_) {
      good &= !std::isinf(*(*each)++);
    }
    for (std::int64_t** const each : onsets_) {
      const std::int64_t onset = *(*each)++;
      good &= (onset >= -1) & (onset <= next);
    }
    return good;
  }

 private:
  struct Category {
    std::int8_t** next;  // in out_
    std::uint8_t labels;
  };

  std::vector<bm_tag_column> out_;  // where the next bar's tags go
  // One pointer for each column that is wanted: a walk over bars one by one meets nothing else.
  std::vector<Category> categories_;
  std::vector<float**> scalars_;        // in out_
  std::vector<std::int64_t**> onsets_;  // in out_
};

}  // namespace barometer::regime
