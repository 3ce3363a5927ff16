// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "regime/tagger.hpp"

namespace barometer::regime {

struct BarLabels;

// One entry of `regime:` with its plug-in loaded.
struct TaggerEntry {
  Tagger tagger;
  std::string as;                    // begins the names of its dimensions; empty: plain names
  std::optional<core::Duration> on;  // size of the bars that it sees; none: the run's own
  std::string of;                    // tags this symbol alone, for all; empty: each for itself
  std::string of_at;                 // where the config says so
  std::shared_ptr<const BarLabels> labels = {};  // that it reads, where it is no plug-in
};

// The taggers of a run, side by side. A dimension of the run is a dimension of one of them, tagger
// after tagger, under its qualified name ("daily.trend").
class TaggerSet {
 public:
  // REQUIRES: no other entry of the set has the same `as`.
  void add(TaggerEntry entry);

  bool empty() const { return entries_.empty(); }

  std::size_t size() const { return entries_.size(); }

  const TaggerEntry& operator[](std::size_t tagger) const { return entries_[tagger]; }

  const std::vector<Dimension>& dimensions() const { return dimensions_; }

  // Where this tagger's dimensions begin among the run's.
  std::size_t first_dimension(std::size_t tagger) const { return first_[tagger]; }

 private:
  std::vector<TaggerEntry> entries_;
  std::vector<std::size_t> first_;
  std::vector<Dimension> dimensions_;
};

}  // namespace barometer::regime
