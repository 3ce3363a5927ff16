// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/law.hpp"
#include "conformance/tag_series.hpp"
#include "conformance/tag_table.hpp"
#include "conformance/tagger_probe.hpp"
#include "conformance/tried_dimension.hpp"

namespace barometer::conformance {

// One symbol's bars of another size than the run's.
struct OtherBarSize {
  std::string name;  // "5min"
  TagSeries series;
};

// What the laws of taggers are tried on: the tagger, a market, and the tags that it gives when it
// is called in the plainest way, in blocks of kPlainBlock bars.
class TaggerBench {
 public:
  static constexpr std::int64_t kPlainBlock = 64;

  TaggerBench(const regime::Tagger& tagger, std::vector<TagSeries> series,
              std::vector<OtherBarSize> sizes, AllocationCounter counter)
      : tagger_(tagger),
        series_(std::move(series)),
        sizes_(std::move(sizes)),
        allocations_(counter),
        dimensions_(tried_dimensions(tagger)),
        plain_(series_.size()) {}

  const regime::Tagger& tagger() const { return tagger_; }

  const std::vector<TriedDimension>& dimensions() const { return dimensions_; }

  const std::vector<TagSeries>& series() const { return series_; }

  const std::vector<OtherBarSize>& sizes() const { return sizes_; }

  AllocationCounter allocations() const { return allocations_; }

  std::vector<std::uint8_t> all_wanted() const {
    return std::vector<std::uint8_t>(dimensions_.size(), 1);
  }

  // A new instance of which everything is wanted.
  TaggerProbe probe(const TagSeries& series) const { return {tagger_, series, all_wanted()}; }

  // The tags of one of the series in the plainest way. Throws LawPassedOver when the tagger fails
  // at that: the law `answers` says how.
  const TagTable& plain(std::size_t series);

  // The longest declared warm-up, in bars.
  std::int64_t warmup() const;

  // Throws LawBroken where bars `from` to `to` - 1 have other tags. `done` says how the second came
  // about.
  void require_same(const TagSeries& series, const TagTable& first, const TagTable& second,
                    std::int64_t from, std::int64_t to, const std::string& done) const;

  // The same for all bars, against the plain tags.
  void require_plain(std::size_t series, const TagTable& tags, const std::string& done) {
    const TagSeries& bars = series_[series];
    require_same(bars, plain(series), tags, 0, bars.size(), done);
  }

  // How many of the series a law is tried on: all, or of a slow tagger the first two.
  std::size_t symbols();

  // At most `wished` times of something that tags one series, so that a slow tagger is not tried
  // for minutes; at least two.
  int times(int wished);

  // "SYN01, bar 17 (...), dimension 'trend'".
  std::string where(const TagSeries& series, std::int64_t bar, std::size_t dimension) const;

 private:
  const regime::Tagger& tagger_;
  std::vector<TagSeries> series_;
  std::vector<OtherBarSize> sizes_;
  AllocationCounter allocations_;
  std::vector<TriedDimension> dimensions_;
  std::vector<std::optional<TagTable>> plain_;
  double plain_seconds_ = 0;  // the longest that one series took
};

}  // namespace barometer::conformance
