// SPDX-License-Identifier: Apache-2.0
#include "conformance/kept_universe.hpp"

namespace barometer::conformance {

KeptUniverse::KeptUniverse(const bm_universe& universe)
    : instruments_(universe.instruments, universe.instruments + universe.symbol_count),
      tags_(universe.tags, universe.tags + universe.tag_count),
      view_(universe) {
  symbols_.reserve(instruments_.size());  // short texts move with their strings
  for (bm_instrument& instrument : instruments_) {
    instrument.symbol = symbols_.emplace_back(instrument.symbol).c_str();
  }
  names_.reserve(tags_.size());
  label_texts_.reserve(tags_.size());
  labels_.reserve(tags_.size());
  for (bm_tag_info& tag : tags_) {
    tag.name = names_.emplace_back(tag.name).c_str();
    auto& texts = label_texts_.emplace_back(tag.labels, tag.labels + tag.label_count);
    auto& labels = labels_.emplace_back();
    for (const std::string& text : texts) {
      labels.push_back(text.c_str());
    }
    tag.labels = labels.data();
  }
  view_.instruments = instruments_.data();
  view_.tags = tags_.data();
}

}  // namespace barometer::conformance
