// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/stop.hpp"
#include "core/workers.hpp"
#include "data/load_gauge.hpp"

namespace barometer::data {

// What goes along with all reading: who may stop it, who helps, who is told how far it is. The two
// pointers may be NULL, and what they point at outlives the reading.
struct ReadContext {
  core::Stop stop = {};
  core::Workers* workers = nullptr;  // without them everything is read on the caller's thread
  LoadGauge* gauge = nullptr;
  double byte_work = 0;  // that the gauge is told for each byte of a text that is parsed

  void tell(double work) const {
    if (gauge != nullptr) {
      gauge->add(work);
    }
  }

  // Calls body(i) for i in 0 .. count - 1, at once where there are workers.
  template <class Body>
  void for_each(std::size_t count, const Body& body) const {
    if (workers != nullptr && count > 1) {
      workers->for_each(count, 1, body);
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      body(i);
    }
  }
};

}  // namespace barometer::data
