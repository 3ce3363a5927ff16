// SPDX-License-Identifier: Apache-2.0
#include "tables/table.hpp"

#include "core/error.hpp"
#include "support/arrow_table.hpp"
#include "support/catch.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;
using tables::ArrowTable;
using tables::CellKind;

TEST_CASE("a table is all batches of its stream, and everything is released once") {
  ArrowProducer producer({column_of<double>("x", "g", {1, 2, 3, 4, 5, 6, 7})}, {{0, 3}, {3, 4}});
  {
    const ArrowTable table = ArrowTable::take(producer.stream(), "t");
    CHECK(table.rows() == 7);
    CHECK(table.name() == "t");
    REQUIRE(table.columns().size() == 1);
    CHECK(producer.alive() == 2);  // the batches
  }
  CHECK(producer.alive() == 0);
}

TEST_CASE("a stream that fails says why, and is released") {
  ArrowProducer producer({column_of<double>("x", "g", {1, 2})}, {{0, 2}}, "the disk is gone");
  const auto error = thrown_by([&] { ArrowTable::take(producer.stream(), "t"); });
  REQUIRE(error);
  CHECK(mentions(error, "t: its rows cannot be had: the disk is gone"));
  CHECK(producer.alive() == 0);
}

TEST_CASE("taking ends between batches where the caller says so") {
  ArrowProducer producer({column_of<double>("x", "g", {1, 2})}, {{0, 1}, {1, 1}});
  int asked = 0;
  CHECK_THROWS_AS(ArrowTable::take(producer.stream(), "t",
                                   [&asked] {
                                     if (++asked == 2) {
                                       throw std::runtime_error("enough");
                                     }
                                   }),
                  std::runtime_error);
  CHECK(producer.alive() == 0);
}

TEST_CASE("a single column is no table") {
  ArrowProducer producer({column_of<double>("x", "g", {1})}, {{0, 1}});
  ArrowArrayStream* const stream = producer.stream();
  stream->get_schema = [](ArrowArrayStream*, ArrowSchema* out) {
    *out = {};
    out->format = "g";
    out->release = [](ArrowSchema* schema) { schema->release = nullptr; };
    return 0;
  };
  CHECK(mentions(thrown_by([&] { ArrowTable::take(stream, "t"); }), "no table of named columns"));
}

TEST_CASE("a table without rows is one") {
  ArrowProducer producer({column_of<double>("x", "g", {})}, {});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  CHECK(table.rows() == 0);
  CHECK(table.columns().front().name() == "x");
}
