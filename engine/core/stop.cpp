// SPDX-License-Identifier: Apache-2.0
#include "core/stop.hpp"

#include "core/error.hpp"

namespace barometer::core {

void Stop::refuse() {
  throw Error(ErrorKind::interrupted, Fault{"", "interrupted; nothing was written", ""});
}

}  // namespace barometer::core
