// SPDX-License-Identifier: Apache-2.0
#include "files/row_places.hpp"

#include <algorithm>

namespace barometer::files {

RowPlaces::Place RowPlaces::of(std::size_t line, std::size_t column) const {
  const bool known = line >= 1 && line <= offsets_.size();
  const std::size_t offset = known ? offsets_[line - 1] : source_.size();
  const std::string_view before = source_.substr(0, offset);
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const Place place{static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
                    offset - line_begin + (verbatim_ ? column : 1)};
  return of_source_ == nullptr ? place : of_source_->of(place.line, place.column);
}

}  // namespace barometer::files
