// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/byte_stream.hpp"
#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/coarse_stream.hpp"
#include "regime/stream_tags.hpp"
#include "regime/tag_column.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::regime {

// What the bars of one symbol of a stream are.
struct StreamedSymbol {
  const calendar::Venue& venue;
  core::Duration bar = 0;
  const calendar::BarGrid& grid;    // that they lie on
  const bm_instrument& instrument;  // with its own bars
};

// All taggers of a set at work on one symbol whose bars come one by one: the tags to the bit that
// InStepTagger gives to bars that are all there. Owned by one thread at a time.
class SymbolStream {
 public:
  // `wanted` has one entry per dimension of the set; a tagger of which nothing is wanted does not
  // run. The set and what `symbol` refers to outlive this object. Throws as Tagger::create does.
  // A tagger of a benchmark runs in that symbol's stream alone. REQUIRES: no tagger reads labels.
  SymbolStream(const TaggerSet& taggers, std::span<const std::uint8_t> wanted,
               const StreamedSymbol& symbol);

  // From now on the tags of a benchmark's tagger are those of the benchmark's last bar, which must
  // not be later than this symbol's: the stream of the benchmark outlives this one.
  void follow(const TaggerSet& taggers, std::size_t tagger, const SymbolStream& benchmark);

  // [step] Tags the next bar. False where a tagger failed as BlockTagger::tag(); nothing may be
  // added after that.
  bool add(const data::BarRow& bar, const bm_calendar_row& calendar);

  // REQUIRES: add() was false.
  core::Error failure() const;

  // Of the last bar; unknown before the first and where the dimension is not wanted.
  std::int8_t category(std::size_t dimension) const {
    const Place& place = places_[dimension];
    return place.tags == nullptr ? std::int8_t{BM_TAG_UNKNOWN}
                                 : place.tags->category(place.dimension);
  }

  float scalar(std::size_t dimension) const {
    const Place& place = places_[dimension];
    return place.tags == nullptr ? kUnknownScalar : place.tags->scalar(place.dimension);
  }

  std::int64_t bars() const { return static_cast<std::int64_t>(bars_.size()); }

  // The bars, since taggers may look back at them, and what the taggers keep of them. Throws
  // Error{plugin_failed} where one cannot save its state.
  void save(core::ByteWriter& bytes) const;

  // REQUIRES: no bar was added. Throws what the reader refuses with for bytes that save() of such a
  // stream did not write; this object is not to be used then.
  void load(core::ByteReader& bytes);

 private:
  // A tagger on coarser bars.
  struct Coarse {
    data::CoarseStream stream;
    bm_instrument instrument;
    StreamBars bars{kReservedBars};
  };

  struct Part {
    std::unique_ptr<Coarse> coarse;  // NULL: it sees the symbol's own bars
    std::unique_ptr<StreamTags> tags;
  };

  struct Place {
    const StreamTags* tags = nullptr;  // NULL: nothing of the tagger is wanted
    std::size_t dimension = 0;         // of the tagger
  };

  Part make(const TaggerEntry& entry, std::span<const std::uint8_t> wanted,
            const StreamedSymbol& symbol);
  static bool tag(Part& part, const data::BarRow& bar, const bm_calendar_row& calendar);

  StreamBars bars_{kReservedBars};
  std::vector<Part> parts_;    // one per tagger that runs
  std::vector<Place> places_;  // per dimension of the set
  std::size_t failed_ = 0;     // the part that did
};

}  // namespace barometer::regime
