// SPDX-License-Identifier: Apache-2.0
#include "files/json_rows.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

// With | between cells.
std::string rows_of(std::string_view json) {
  try {
    std::string text = files::json_rows(json, "a.json").text;
    std::ranges::replace(text, files::kJsonSeparator, '|');
    return text;
  } catch (const core::Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("rows that are arrays are lines of their cells") {
  CHECK(rows_of("[[1, 2.50, \"a,b\", null, true], [ 3 ,4e-5,\"\",5 ,false]]") ==
        "1|2.50|a,b||true\n3|4e-5||5|false\n");
  CHECK(rows_of("[1,\"2\"]\n\n[3,4]") == "1|2\n3|4\n");
  CHECK(rows_of("[]").empty());
}

TEST_CASE("rows that are objects begin with a line of names, in any order of a row") {
  CHECK(rows_of("[{\"t\": 1, \"o\": \"2.0\"}, {\"o\": 4, \"t\": 3}, {\"t\": 5}]") ==
        "t|o\n1|2.0\n3|4\n5|\n");
  CHECK(rows_of("{\"t\":1,\"o\":2}\r\n{\"t\":3,\"o\":4}\r\n") == "t|o\n1|2\n3|4\n");
}

TEST_CASE("what is no table of rows is refused at its place") {
  CHECK(contains(rows_of("{\"a\": {\"o\": 1}}"), "a.json:1:1: a cell of the row is an array"));
  CHECK(contains(rows_of("[[1],\n {\"a\":1}]"), "a.json:2:2: this row is of another kind"));
  CHECK(contains(rows_of("[[1],\n [[2]]]"), "a.json:2:2: a cell of the row is an array"));
  CHECK(contains(rows_of("[{\"a\":1},\n{\"b\":1}]"), "a.json:2:1: the row has 'b', which"));
  CHECK(contains(rows_of("[[1,2],\n[3,"), "a.json:"));
  CHECK(contains(rows_of("[[1,2],[3,4]] x"), "a.json:"));
  CHECK(contains(rows_of("5"), "a.json:1:1"));
  CHECK(contains(rows_of(" \n"), "is empty"));
  CHECK(contains(rows_of("[[\"a\\nb\"]]"), "a line end in it"));
}

TEST_CASE("a row's place in the source is known") {
  const std::string_view json = "[[1,2],\n  [3,4], [5,6]]";
  const files::JsonRows rows = files::json_rows(json, "a.json");
  const auto place = rows.places.of(3, 4);
  CHECK(place.line == 2);
  CHECK(place.column == 10);
  CHECK(rows.places.of(1, 1).column == 2);
}
