// SPDX-License-Identifier: Apache-2.0
#include "regime/promised_columns.hpp"

#include <algorithm>
#include <utility>

#include "regime/tag_check.hpp"
#include "regime/tag_column.hpp"

namespace barometer::regime {

PromisedColumns::PromisedColumns(std::span<const Dimension> dimensions,
                                 std::vector<bm_tag_column> first)
    : out_(std::move(first)) {
  for (std::size_t d = 0; d < out_.size(); ++d) {
    if (out_[d].category != nullptr) {
      categories_.push_back(
          {&out_[d].category, static_cast<std::uint8_t>(dimensions[d].labels.size())});
    } else if (out_[d].scalar != nullptr) {
      scalars_.push_back(&out_[d].scalar);
    }
    if (out_[d].onset_bar != nullptr) {
      onsets_.push_back(&out_[d].onset_bar);
    }
  }
}

void PromisedColumns::make_unknown(std::int64_t count) {
  for (const Category& each : categories_) {
    std::fill_n(*each.next, count, std::int8_t{BM_TAG_UNKNOWN});
  }
  for (float** const each : scalars_) {
    std::fill_n(*each, count, kUnknownScalar);
  }
  for (std::int64_t** const each : onsets_) {
    std::fill_n(*each, count, kUnknownOnset);
  }
}

bool PromisedColumns::hold(std::int64_t next, std::int64_t count) const {
  bool good = true;
  for (const Category& each : categories_) {
    good &= categories_hold(*each.next, count, each.labels);
  }
  for (float** const each : scalars_) {
    good &= scalars_hold(*each, count);
  }
  for (std::int64_t** const each : onsets_) {
    good &= onsets_hold(*each, next, count);
  }
  return good;
}

void PromisedColumns::advance(std::int64_t count) {
  for (const Category& each : categories_) {
    *each.next += count;
  }
  for (float** const each : scalars_) {
    *each += count;
  }
  for (std::int64_t** const each : onsets_) {
    *each += count;
  }
}

}  // namespace barometer::regime
