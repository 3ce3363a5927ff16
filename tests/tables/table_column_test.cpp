// SPDX-License-Identifier: Apache-2.0
#include "tables/table_column.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "support/arrow_table.hpp"
#include "support/catch.hpp"
#include "tables/table.hpp"

using namespace barometer;
using namespace barometer_test;
using tables::ArrowTable;
using tables::CellKind;
using tables::ColumnType;
using tables::TableColumn;

namespace {

template <class T>
std::vector<double> numbers(const std::string& format, const std::vector<T>& values,
                            const std::vector<bool>& known = {}) {
  const auto count = static_cast<std::int64_t>(values.size());
  ArrowProducer producer({column_of<T>("x", format, values, known)},
                         {{0, count / 2}, {count / 2, count - count / 2}});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  std::vector<std::uint32_t> rows(values.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::vector<double> out(values.size());
  table.columns().front().numbers(rows, out);
  return out;
}

std::vector<core::Timestamp> times(const std::string& format,
                                   const std::vector<std::int64_t>& values) {
  const auto count = static_cast<std::int64_t>(values.size());
  ArrowProducer producer({column_of<std::int64_t>("x", format, values)}, {{0, count}});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  std::vector<std::uint32_t> rows(values.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::vector<core::Timestamp> out(values.size());
  table.columns().front().times(rows, out);
  return out;
}

using Doubles = std::vector<double>;
using Times = std::vector<core::Timestamp>;

}  // namespace

TEST_CASE("types are what the format strings of the specification say") {
  for (const char letter : std::string("cCsSiIlLfg")) {
    CHECK(ColumnType::of(std::string(1, letter)).kind == CellKind::number);
  }
  CHECK(ColumnType::of("tsn:UTC").kind == CellKind::time);
  CHECK(ColumnType::of("tsu:America/New_York").zone == "America/New_York");
  CHECK(ColumnType::of("tss:").kind == CellKind::clock);
  CHECK(ColumnType::of("tdD").kind == CellKind::date);
  CHECK(ColumnType::of("tdm").kind == CellKind::date);
  for (const char* text : {"u", "U", "vu"}) {
    CHECK(ColumnType::of(text).kind == CellKind::text);
  }
  for (const char* other : {"b", "e", "z", "+l", "d:10,2", "tts", "tDn", "ts", "tsx:", "n", ""}) {
    CHECK(ColumnType::of(other).kind == CellKind::other);
  }
}

TEST_CASE("numbers of every type and of all batches are doubles") {
  CHECK(numbers<std::int8_t>("c", {-1, 2, 3}) == Doubles{-1, 2, 3});
  CHECK(numbers<std::uint8_t>("C", {255, 2}) == Doubles{255, 2});
  CHECK(numbers<std::int16_t>("s", {-300, 2}) == Doubles{-300, 2});
  CHECK(numbers<std::uint16_t>("S", {65535, 2}) == Doubles{65535, 2});
  CHECK(numbers<std::int32_t>("i", {-70000, 2}) == Doubles{-70000, 2});
  CHECK(numbers<std::uint32_t>("I", {4000000000, 2}) == Doubles{4e9, 2});
  CHECK(numbers<std::int64_t>("l", {-1, 1LL << 40}) == Doubles{-1, 0x1p40});
  CHECK(numbers<std::uint64_t>("L", {1, 1ULL << 63}) == Doubles{1, 0x1p63});
  CHECK(numbers<float>("f", {0.1f, 2}) == Doubles{static_cast<double>(0.1f), 2});
  CHECK(numbers<double>("g", {0.1, 2, 5, 6, 7}) == Doubles{0.1, 2, 5, 6, 7});
}

TEST_CASE("a null is no number, whatever lies under it") {
  const Doubles read =
      numbers<double>("g", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                      {true, false, true, true, true, true, true, true, true, false});
  CHECK(std::isnan(read[1]));
  CHECK(std::isnan(read[9]));
  CHECK(read[8] == 9);
}

TEST_CASE("times of every unit are nanoseconds, and none where 64 bits do not hold them") {
  CHECK(times("tss:UTC", {1, -1}) == Times{core::kSecond, -core::kSecond});
  CHECK(times("tsm:", {1}) == Times{core::kMillisecond});
  CHECK(times("tsu:", {1}) == Times{core::kMicrosecond});
  CHECK(times("tsn:", {1}) == Times{1});
  CHECK(times("tdm", {86'400'000}) == Times{core::kDay});
  CHECK(times("tss:", {std::numeric_limits<std::int64_t>::max()}) == Times{TableColumn::kNoTime});
}

TEST_CASE("dates of 32 bits count days") {
  ArrowProducer producer({column_of<std::int32_t>("d", "tdD", {1, 19'000})}, {{0, 2}});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  const std::vector<std::uint32_t> rows{0, 1};
  Times out(2);
  table.columns().front().times(rows, out);
  CHECK(out == Times{core::kDay, 19'000 * core::kDay});
}

TEST_CASE("text is read where it lies, also by a dictionary") {
  ArrowProducer producer({text_column("a", {"one", "", "three"}, {true, true, false}),
                          dictionary_column("b", {1, 0, 1}, {"x", "yy"})},
                         {{0, 1}, {1, 2}});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  const TableColumn& plain = table.columns()[0];
  CHECK(plain.text(0) == "one");
  CHECK(plain.text(1) == "");
  CHECK_FALSE(plain.text(2));
  CHECK(plain.is_null(2));
  const TableColumn& coded = table.columns()[1];
  CHECK(coded.type().kind == CellKind::text);
  CHECK(coded.text(0) == "yy");
  CHECK(coded.text(1) == "x");
  CHECK(coded.text(2) == "yy");
}

TEST_CASE("a number that a dictionary does not have is null") {
  ArrowProducer producer({dictionary_column("b", {5, -1}, {"x"})}, {{0, 2}});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  CHECK(table.columns()[0].is_null(0));
  CHECK(table.columns()[0].is_null(1));
}

TEST_CASE("cells are written as a file would have them") {
  ArrowProducer producer({column_of<double>("x", "g", {0.1, NAN, 1}, {true, true, false}),
                          column_of<std::int64_t>("l", "l", {9'007'199'254'740'993, 1, 2}),
                          column_of<std::int64_t>("t", "tsn:", {1, -1, 2}),
                          column_of<std::int64_t>("o", "b", {1, 1, 1})},
                         {{0, 3}});
  const ArrowTable table = ArrowTable::take(producer.stream(), "t");
  const auto written = [&](std::size_t column, std::size_t row) {
    return table.columns()[column].written(row);
  };
  CHECK(written(0, 0) == "0.1");
  CHECK(written(0, 1) == "nan");
  CHECK(written(0, 2).empty());
  CHECK(written(1, 0) == "9007199254740993");
  CHECK(written(2, 0) == "1970-01-01T00:00:00.000000001");
  CHECK(written(2, 1) == "1969-12-31T23:59:59.999999999");
  CHECK(written(3, 0).empty());
}
