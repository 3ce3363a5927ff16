// SPDX-License-Identifier: Apache-2.0
#include "report/build_info.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("the build knows its flags: no fused multiply-add") {
  CHECK(report::build_info().flags.find("-ffp-contract=off") != std::string_view::npos);
  CHECK(report::build_info().version.find('.') != std::string_view::npos);
}

}  // namespace barometer
