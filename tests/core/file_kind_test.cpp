// SPDX-License-Identifier: Apache-2.0
#include "core/file_kind.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace std::string_view_literals;
using barometer_test::contains;

namespace {

std::string what_of(std::string_view text, char separator = ',') {
  const auto wrong = core::wrong_kind(text, separator);
  return wrong ? wrong->what + "; " + wrong->fix : "";
}

}  // namespace

TEST_CASE("formats that are no CSV are named by their first bytes") {
  CHECK(contains(what_of("PAR1\x15\x04"), "Parquet"));
  CHECK(contains(what_of("\x89HDF\r\n\x1a\n..."), "HDF5"));
  CHECK(contains(what_of("SQLite format 3\0..."sv), "SQLite"));
  CHECK(contains(what_of("PK\x03\x04..."), "zip"));
  CHECK(contains(what_of("\x1f\x8b\x08"), ".csv.gz"));
  CHECK(contains(what_of("\xff\xfe"
                         "d\0a\0"sv),
                 "UTF-8"));
  CHECK(contains(what_of("\xfe\xff\0d\0a"sv), "UTF-8"));
}

TEST_CASE("another separator and lines without newlines are named with what to write") {
  CHECK(contains(what_of("date;open;high;low;close\n1;2;3;4;5\n"), "data.separator: \";\""));
  CHECK(contains(what_of("date\topen\thigh\tlow\n"), "data.separator: \"\\t\""));
  CHECK(contains(what_of("date,open,high,low\n", ';'), "data.separator: \",\""));
  CHECK(contains(what_of("date,open,high\r1,2,3\r"), "carriage return"));
}

TEST_CASE("nothing speaks against a good file, an empty one or one with a single column") {
  CHECK(what_of("date,open,high,low,close\n1,2,3,4,5\n").empty());
  CHECK(what_of("date,open\r\n1,2\r\n").empty());
  CHECK(what_of("").empty());
  CHECK(what_of("close\n1\n").empty());
}
