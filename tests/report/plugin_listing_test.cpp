// SPDX-License-Identifier: Apache-2.0
#include "report/plugin_listing.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

TEST_CASE("the listing of plug-ins begins with the folders in which it looked") {
  CHECK(report::render_plugins({}).starts_with("looked in:\n"));
}

}  // namespace barometer
