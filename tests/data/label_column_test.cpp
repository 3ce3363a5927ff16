// SPDX-License-Identifier: Apache-2.0
#include "data/label_column.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

using Ids = std::vector<std::uint32_t>;
using Texts = std::vector<std::string>;

constexpr std::uint32_t kUnknown = data::LabelColumn::kUnknown;

data::LabelColumn column_of(const Texts& cells) {
  data::LabelColumn column;
  for (const std::string& cell : cells) {
    REQUIRE_FALSE(column.add(cell));
  }
  return column;
}

}  // namespace

TEST_CASE("cells are numbers into the labels, in order of appearance") {
  const auto column = column_of({"bull", "bull", "", "Risk off", "bull", "nan", "bear-ish"});
  CHECK(column.texts == Texts{"bull", "Risk off", "bear-ish"});
  CHECK(column.ids == Ids{0, 0, kUnknown, 1, 0, kUnknown, 2});
}

TEST_CASE("a whole number is one label however it is written") {
  const auto column = column_of({"1", "1.0", "1e0", "-0", "0.0", "-2", "2.5", "1e3"});
  CHECK(column.texts == Texts{"1", "0", "-2", "2.5", "1000"});
  CHECK(column.ids == Ids{0, 0, 0, 1, 1, 2, 3, 4});
}

TEST_CASE("what could do harm in a file, a page or a config is no label") {
  for (const char* cell :
       {"=cmd", "a,b", "<b>", "a\"b", "+up", "-down", " x", "\xc3\xa9t\xc3\xa9"}) {
    data::LabelColumn column;
    INFO(cell);
    const auto wrong = column.add(cell);
    REQUIRE(wrong);
    CHECK(contains(wrong->what, "expected a number, or at most 64 letters, digits, blanks"));
    CHECK(column.ids.empty());
  }
  CHECK(data::LabelColumn().add(std::string(65, 'a')));
}

TEST_CASE("with a list other labels are refused with the nearest one") {
  const Texts words{"calm", "stressed", "1"};
  data::LabelColumn column;
  CHECK_FALSE(column.add("stressed", words));
  CHECK_FALSE(column.add("1.0", words));
  const auto wrong = column.add("stresed", words);
  REQUIRE(wrong);
  CHECK(contains(wrong->what, "which regime.labels does not list: calm, stressed, 1"));
  CHECK(contains(wrong->fix, "did you mean 'stressed'?"));
  CHECK(column.ids == Ids{0, 1});
}
