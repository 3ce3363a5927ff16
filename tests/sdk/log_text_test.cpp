// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/log_text.hpp>
#include <barometer/sdk/tags.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <type_traits>

#include "allocation_count.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// What ctx.log writes.
template <class... Values>
std::string text_of(LogText<std::type_identity_t<Values>...> text, const Values&... values) {
  bm_text_row row{};
  text.write(row, values...);
  return {row.text, row.length};
}

// Writes `text` behind `before` blanks.
std::string behind(std::size_t before, const std::string& text) {
  return text_of("{}{}", std::string(before, ' '), text);
}

enum class Mood : std::int8_t { bad, good, unknown = BM_TAG_UNKNOWN };

}  // namespace

template <>
struct barometer::TagLabels<Mood> {
  static constexpr std::array names{"bad", "good"};
};

TEST_CASE("values stand where the braces are") {
  CHECK(text_of("plain") == "plain");
  CHECK(text_of("") == "");
  CHECK(text_of("{} and {}", 1, 2) == "1 and 2");
  CHECK(text_of("{}{}", "a", std::string("b")) == "ab");
  CHECK(text_of("{{}} {{{}}}", 7) == "{} {7}");
  CHECK(text_of("{} {} {}", true, false, 'c') == "true false c");
  CHECK(text_of("{}", std::string_view("view")) == "view");
  const char* const none = nullptr;
  CHECK(text_of("{}", none) == "(null)");
}

TEST_CASE("whole numbers of every width") {
  CHECK(text_of("{} {}", std::numeric_limits<std::int64_t>::min(),
                std::numeric_limits<std::uint64_t>::max()) ==
        "-9223372036854775808 18446744073709551615");
  CHECK(text_of("{} {}", std::int8_t{-128}, std::uint8_t{255}) == "-128 255");
}

TEST_CASE("numbers are the shortest that read back, without an exponent where people need none") {
  CHECK(text_of("{} {} {}", 0.1, 100000.0, -0.0) == "0.1 100000 -0");
  CHECK(text_of("{} {}", 1e-7, 1.5e300) == "1e-07 1.5e+300");
  CHECK(text_of("{}", 0.1F) == "0.1");
  CHECK(text_of("{}", 123456.789) == "123456.789");
  std::mt19937_64 random(7);
  for (int i = 0; i < 2'000; ++i) {
    const double value =
        std::ldexp(static_cast<double>(random()) - 9e18, static_cast<int>(random() % 400) - 260);
    REQUIRE(std::stod(text_of("{}", value)) == value);
  }
}

TEST_CASE("digits behind the point") {
  CHECK(text_of("{:.2f} {:.0f} {:.9f}", 2.345, 2.5, 1.0 / 3) == "2.35 2 0.333333333");
  CHECK(text_of("{:.2f}", -0.001) == "-0.00");
  CHECK(text_of("{:.2f}", 0.125F) == "0.12");   // to even
  CHECK(text_of("{:.3f}", 1e300) == "1e+300");  // 300 digits would be no text
}

TEST_CASE("what is no number is nan and inf, nan without a sign") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(text_of("{} {}", nan, -nan) == "nan nan");
  CHECK(text_of("{:.2f}", nan) == "nan");
  CHECK(text_of("{} {}", HUGE_VAL, -HUGE_VAL) == "inf -inf");
}

TEST_CASE("tags are written as their labels") {
  CHECK(text_of("{} {}", Trend::strong_up, Trend::unknown) == "strong_up unknown");
  CHECK(text_of("{} {} {}", Mood::bad, Mood::good, Mood{5}) == "bad good unknown");
}

TEST_CASE("line breaks and other control characters become blanks") {
  CHECK(text_of("a\nb\tc") == "a b c");
  CHECK(text_of("{}", "x\r\ny\x7F") == "x  y ");
  CHECK(text_of("{}", std::string_view("n\0n", 3)) == "n n");
}

TEST_CASE("256 bytes have room, the next is cut off between two characters") {
  CHECK(behind(0, std::string(256, 'a')) == std::string(256, 'a'));
  CHECK(behind(0, std::string(1'000, 'a')) == std::string(256, 'a'));
  const std::string two = "\xC3\xA4";
  const std::string three = "\xE2\x82\xAC";
  const std::string four = "\xF0\x9F\x98\x80";
  for (const std::string& character : {two, three, four}) {
    for (std::size_t before = 250; before <= 256; ++before) {
      INFO(character.size() << " bytes behind " << before);
      const std::size_t fit = (256 - before) / character.size();
      std::string kept;
      std::string text;
      for (std::size_t i = 0; i < 9; ++i) {
        text += character;
        kept += i < fit ? character : "";
      }
      CHECK(behind(before, text) == std::string(before, ' ') + kept);
    }
  }
  CHECK(text_of("{}é{}", std::string(255, 'a'), 1) == std::string(255, 'a'));
}

TEST_CASE("bytes that are no UTF-8 are kept for the host to judge") {
  CHECK(behind(0, "a\xFF") == "a\xFF");
  CHECK(behind(0, std::string(300, '\x80')).size() == 256);
}

TEST_CASE("writing a row allocates nothing") {
  bm_text_row row{};
  const LogText<double, int, char[5]> text("{:.3f} {} {}");
  const std::size_t before = allocation_count();
  text.write(row, 1.5, 2, "text");
  CHECK(allocation_count() == before);
  CHECK(std::string(row.text, row.length) == "1.500 2 text");
}
