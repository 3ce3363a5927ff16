// SPDX-License-Identifier: Apache-2.0
#include "plugin/shown_symbols.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

bool shows(const std::vector<std::string>& symbols, const std::string& name) {
  return std::find(symbols.begin(), symbols.end(), name) != symbols.end();
}

}  // namespace

TEST_CASE("a plug-in of barometer_add_plugin shows its entry alone") {
  CHECK(plugin::shown_symbols(fixture("does_nothing")) ==
        std::vector<std::string>{"barometer_plugin"});
}

TEST_CASE("both kinds of symbol tables are read to their ends") {
  const auto gnu = plugin::shown_symbols(fixture("shows_all"));
  CHECK(gnu == plugin::shown_symbols(fixture("shows_all_sysv")));
  CHECK(shows(gnu, "barometer_plugin"));
  CHECK(shows(gnu, "_ZTV8SameName"));  // vtable
  CHECK(plugin::why_not_apart(gnu));
}

TEST_CASE("hidden symbols are enough, whatever the standard library shows") {
  for (const std::string name : {"same_name_10", "same_name_50"}) {
    const auto symbols = plugin::shown_symbols(fixture(name));
    CHECK(shows(symbols, "barometer_plugin"));
    CHECK_FALSE(plugin::why_not_apart(symbols));
  }
  CHECK(plugin::shown_symbols(fixture("same_name_50")).size() > 1);
}

TEST_CASE("names of the standard library, compiler and linker are common, others are not") {
  for (const char* common :
       {"_ZNSt6vectorIdSaIdEED1Ev", "_ZNKSs4sizeEv", "_ZNSaIcEC1Ev", "_ZSt4swapIdEvRT_S1_",
        "_ZTISt9exception", "_ZGVNSt8numpunctIcE2idE",
        "_ZZNSt8__detail18__to_chars_10_implImEEvPcjT_E8__digits", "_ZN9__gnu_cxx3fooEv", "_edata",
        "_fini", "_ZTIFvPvE", "_ZnwmPv", "_ZdlPvS_", "__cxa_throw", "_Z23_txnal_cow_string_D1Pv",
        "_ZGTtNSt11logic_errorD1Ev"}) {
    INFO(common);
    CHECK(plugin::is_common_symbol(common));
  }
  for (const char* own : {"helper", "_ZN10MyStrategy5kInfoE", "_ZTV10MyStrategy", "_Z3foov",
                          "_ZN9barometer8Strategy7on_stepERNS_7ContextE", "Std", "_Z", "_ZN", ""}) {
    INFO(own);
    CHECK_FALSE(plugin::is_common_symbol(own));
  }
}

TEST_CASE("the first symbol of its own is named, readable, with the number of others") {
  const auto one = plugin::why_not_apart({"_ZN10MyStrategy5kInfoE", "barometer_plugin"});
  REQUIRE(one);
  CHECK(one->starts_with("beside 'barometer_plugin' it shows 'MyStrategy::kInfo', and"));
  const auto three = plugin::why_not_apart({"a", "b", "barometer_plugin", "c"});
  REQUIRE(three);
  CHECK(three->starts_with("beside 'barometer_plugin' it shows 'a' and 2 more, and"));
  CHECK_FALSE(plugin::why_not_apart({"a", "b"}));  // no plug-in: the loader says so
}

TEST_CASE("a damaged table is read without harm") {
  const TempFolder folder;
  const std::string whole = read_file(fixture("shows_all_sysv").string());
  std::minstd_rand random(7);
  for (int trial = 0; trial < 200; ++trial) {
    std::string bytes = whole;
    for (int flip = 0; flip < 20; ++flip) {
      bytes[random() % std::min<std::size_t>(bytes.size(), 4096)] = static_cast<char>(random());
    }
    const auto file = folder / "damaged.so";
    std::ofstream(file, std::ios::binary) << bytes;
    CHECK(plugin::shown_symbols(file).size() <= whole.size());
  }
}
