// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_aligner.hpp"

namespace barometer::regime {

namespace {

std::vector<bm_tag_column> columns_of(const TagSink& sink, std::size_t dimensions) {
  std::vector<bm_tag_column> columns(dimensions);
  sink.columns.block(sink.symbol, 0, columns, sink.dimension);
  return columns;
}

}  // namespace

TagAligner::TagAligner(const TimeframeTagger& from, const BarSource& symbol, const TagSink& sink)
    : frame_(&from.frame()), symbol_(&symbol) {
  const std::size_t dimensions = from.sink().columns.dimensions().size();
  const std::vector<bm_tag_column> tags = columns_of(from.sink(), dimensions);
  const std::vector<bm_tag_column> out = columns_of(sink, dimensions);
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (out[d].category != nullptr) {
      categories_.push_back({tags[d].category, out[d].category});
    } else if (out[d].scalar != nullptr) {
      scalars_.push_back({tags[d].scalar, out[d].scalar});
    }
    if (out[d].onset_bar != nullptr) {
      onsets_.push_back({tags[d].onset_bar, out[d].onset_bar});
    }
  }
}

void TagAligner::align_next() noexcept {
  const core::Timestamp now = next_close();
  const std::int64_t before = known_;
  while (known_ < frame_->source.count && frame_->known(known_) <= now) {
    ++known_;
  }
  for (const Category& each : categories_) {
    each.to[bar_] = known_ > 0 ? each.from[known_ - 1] : std::int8_t{BM_TAG_UNKNOWN};
  }
  for (const Scalar& each : scalars_) {
    each.to[bar_] = known_ > 0 ? each.from[known_ - 1] : kUnknownScalar;
  }
  align_onsets(known_ > before);
  ++bar_;
}

// A label changes only where a bar of the frame becomes known. Of several that become known at once
// the last one counts: what was between nobody could see.
void TagAligner::align_onsets(bool news) noexcept {
  for (const Onset& each : onsets_) {
    each.to[bar_] = news ? bar_of(each.from[known_ - 1]) : kUnknownOnset;
  }
}

// The symbol's first bar that closed when the frame's bar had begun or later.
std::int64_t TagAligner::bar_of(std::int64_t onset) const {
  if (onset < 0) {
    return kUnknownOnset;
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
