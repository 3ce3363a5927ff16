// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/near_name.hpp>

#include "support/catch.hpp"

using barometer::detail::edit_distance;
using barometer::detail::near_name;

TEST_CASE("distances are those of optimal string alignment") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);  // Levenshtein's own example
  CHECK(edit_distance("BTCUSTD", "BTCUSDT") == 1);
  CHECK(edit_distance("CA", "ABC") == 3);  // where the unrestricted distance is 2
}

TEST_CASE("the nearest name is suggested, the earlier of two, whatever the case") {
  CHECK(near_name("BTCUSTD", {"ETHUSDT", "BTCUSDT"}) == "did you mean 'BTCUSDT'? ");
  CHECK(near_name("btcusdt", {"BTCUSDC", "BTCUSDT"}) == "did you mean 'BTCUSDT'? ");
  CHECK(near_name("SYN", {"SYN1", "SYN2"}) == "did you mean 'SYN1'? ");
}

TEST_CASE("where nothing is near nothing is suggested") {
  CHECK(near_name("AAPL", {"BTCUSDT", "SPY"}).empty());
  CHECK(near_name("C", {"A", "B"}).empty());
  CHECK(near_name("C", {}).empty());
}
