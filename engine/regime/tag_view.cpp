// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_view.hpp"

#include <algorithm>
#include <utility>

namespace barometer::regime {

TagView::TagView() : TagView({}, {}, {}, 0) {}

TagView::TagView(std::vector<Dimension> dimensions, std::vector<Column> tags,
                 std::vector<Column> onsets, std::size_t symbols)
    : dimensions_(std::make_shared<const std::vector<Dimension>>(std::move(dimensions))),
      tags_(std::move(tags)),
      onsets_(std::move(onsets)),
      symbols_(symbols) {}

int TagView::find(std::string_view name) const {
  const auto found = std::ranges::find(*dimensions_, name, &Dimension::name);
  return found == dimensions_->end() ? -1 : static_cast<int>(found - dimensions_->begin());
}

}  // namespace barometer::regime
