// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_aligner.hpp"

namespace barometer::regime {

TagAligner::TagAligner(const TimeframeTagger& from, const BarSource& symbol, const TagSink& target)
    : frame_(&from.frame()), symbol_(&symbol), changes_(target.changes) {
  const TagTable& tags = from.tags();
  std::vector<bm_tag_column> out(tags.dimensions().size());
  target.table.block(target.symbol, 0, out, target.dimension);
  for (std::size_t d = 0; d < out.size(); ++d) {
    if (out[d].category != nullptr) {
      categories_.push_back({tags.category(0, d).data(), out[d].category});
    } else if (out[d].scalar != nullptr) {
      scalars_.push_back({tags.scalar(0, d).data(), out[d].scalar});
    }
    if (changes_ != nullptr && target.watched[d] != 0) {
      watches_.push_back({tags.category(0, d).data(), tags.onset(0, d).data(),
                          static_cast<std::uint32_t>(target.dimension + d)});
    }
  }
}

void TagAligner::spread_one() noexcept {
  const core::Timestamp now = next_close();
  const std::int64_t before = known_;
  while (known_ < frame_->source.count && frame_->known(known_) <= now) {
    ++known_;
  }
  if (known_ > 0) {
    for (const Category& each : categories_) {
      each.to[bar_] = each.from[known_ - 1];
    }
    for (const Scalar& each : scalars_) {
      each.to[bar_] = each.from[known_ - 1];
    }
  }
  if (known_ > before) {
    note_changes();
  }
  ++bar_;
}

// Of several bars of the frame that become known at once the last one counts: what was between
// nobody could see.
void TagAligner::note_changes() {
  for (Watch& watch : watches_) {
    const std::int8_t tag = watch.tags[known_ - 1];
    if (tag != watch.last) {
      const std::int64_t onset = watch.onsets[known_ - 1];
      changes_->push({bar_, bar_of(onset), watch.dimension, watch.last, tag});
      watch.last = tag;
    }
  }
}

// The symbol's first bar that closed when the frame's bar had begun or later.
std::int64_t TagAligner::bar_of(std::int64_t onset) const {
  if (onset < 0) {
    return -1;
  }
  const core::Timestamp begun = frame_->first(onset);
  std::int64_t low = 0;
  std::int64_t high = bar_;
  while (low < high) {
    const std::int64_t middle = (low + high) / 2;
    if (symbol_->bars.close_time_ns[middle * symbol_->bars.stride] < begun) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace barometer::regime
