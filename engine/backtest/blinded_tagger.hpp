// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "core/timestamp.hpp"
#include "regime/tagger.hpp"

namespace barometer::backtest {

// How plug-ins are shown the market when a run is tried on what they can know.
struct Blinding {
  std::int64_t most_bars = 0;    // of any series
  core::Duration later = 0;      // by which every time is put off
  std::uint64_t block_seed = 0;  // breaks blocks into random lengths; 0: they come as they are
  bool remembers = false;        // tags as they were first seen; in step alone, where blocks follow
                                 // each other in one column
};

// The first tag of a run that changed after it was first seen. Used by many threads.
class FirstRepaint {
 public:
  void note(const std::string& text);

  // In words; empty: none.
  std::string text() const;

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

// A tagger between the host and a plug-in: it shows the plug-in bars up to the last of its block
// and NaN behind, and may remember each tag as it was when its block was done. What differs when
// the instance ends is noted. `found` outlives all runs of it. Throws as Tagger's constructor does.
regime::Tagger blinded(const regime::Tagger& tagger, const Blinding& how, FirstRepaint& found);

}  // namespace barometer::backtest
