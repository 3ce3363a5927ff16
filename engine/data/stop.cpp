// SPDX-License-Identifier: Apache-2.0
#include "data/stop.hpp"

#include "core/error.hpp"

namespace barometer::data {

void Stop::refuse() {
  throw core::Error(core::ErrorKind::interrupted,
                    core::Fault{"", "interrupted; nothing was written", ""});
}

}  // namespace barometer::data
