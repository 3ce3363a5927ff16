// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace barometer::files {

// Where the lines of a text that was made of another one stand in that one.
class RowPlaces {
 public:
  struct Place {
    std::size_t line = 1;    // both from 1
    std::size_t column = 1;  // in bytes
  };

  // `source` outlives this. Lines that are parts of the source as they stand are `verbatim`; of
  // others only the begin is known.
  // Where the source was itself made of another text, `of_source` says where; it outlives this.
  RowPlaces(std::string_view source, bool verbatim, const RowPlaces* of_source = nullptr)
      : source_(source), verbatim_(verbatim), of_source_(of_source) {}

  // The next line began at this byte of the source.
  void add(std::size_t offset) { offsets_.push_back(offset); }

  Place of(std::size_t line, std::size_t column) const;

 private:
  std::string_view source_;
  bool verbatim_;
  const RowPlaces* of_source_;
  std::vector<std::size_t> offsets_;
};

}  // namespace barometer::files
