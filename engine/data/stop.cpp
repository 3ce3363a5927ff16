// SPDX-License-Identifier: Apache-2.0
#include "data/stop.hpp"

#include "core/error.hpp"

namespace barometer {

void Stop::refuse() {
  throw Error(ExitCode::interrupted, Fault{"", "interrupted; nothing was written", ""});
}

}  // namespace barometer
