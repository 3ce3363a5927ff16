// SPDX-License-Identifier: Apache-2.0
#include "report/machine_info.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("the machine is described") {
  const report::MachineInfo info = report::machine_info();
  CHECK(info.cores >= 1);
  CHECK(info.kernel.starts_with("Linux "));
  CHECK(info.libc.starts_with("glibc 2."));
}

}  // namespace barometer
