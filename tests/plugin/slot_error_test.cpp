// SPDX-License-Identifier: Apache-2.0
#include "plugin/slot_error.hpp"

#include <algorithm>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// What a slot that writes `words` leaves, without a terminating NUL where they fill the buffer.
template <class Words>
void write(Words& buffer, const std::string& words) {
  const bm_error error = buffer.buffer();
  const std::size_t size = std::min(words.size(), error.capacity);
  std::copy_n(words.begin(), size, error.text);
}

}  // namespace

TEST_CASE("a slot's words are one line or keep their lines, without what is no text") {
  plugin::StrategyError error;
  CHECK(error.lines() == "failed without saying why");
  CHECK(error.text() == "failed without saying why");
  write(error, "first\n  second\x1b[31m\t\xff");
  CHECK(error.lines() == "first\n  second[31m\xEF\xBF\xBD");
  CHECK(error.text() == "first  second[31m\xEF\xBF\xBD");
}

TEST_CASE("words that fill a slot's buffer are said to be cut, whether or not they end in NUL") {
  plugin::SlotError error;
  write(error, std::string(510, 'x'));
  CHECK(error.lines() == std::string(510, 'x'));
  write(error, std::string(511, 'x'));
  CHECK(error.lines() == std::string(511, 'x') + "\n(cut after 511 bytes)");
  write(error, std::string(600, 'x'));
  CHECK(error.lines() == std::string(512, 'x') + "\n(cut after 512 bytes)");
  CHECK(error.text() == std::string(512, 'x'));
}
