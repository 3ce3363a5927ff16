// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/guard.hpp>

#include <array>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

struct Words {
  std::array<char, 16> text{'x', '\0'};
  bm_error error{text.data(), text.size()};
};

}  // namespace

TEST_CASE("a body that returns is OK and leaves the words alone") {
  Words words;
  CHECK(guarded(&words.error, [] {}) == BM_OK);
  CHECK(std::string(words.text.data()) == "x");
}

TEST_CASE("an invalid argument is the caller's fault, everything else a failure") {
  Words words;
  CHECK(guarded(&words.error, [] { throw std::invalid_argument("fast"); }) == BM_INVALID_ARGUMENT);
  CHECK(std::string(words.text.data()) == "fast");
  CHECK(guarded(&words.error, [] { throw std::runtime_error("slow"); }) == BM_FAILED);
  CHECK(std::string(words.text.data()) == "slow");
  CHECK(guarded(&words.error, [] { throw 42; }) == BM_FAILED);
  CHECK(std::string(words.text.data()) == "threw something");  // cut to 15 letters
}

TEST_CASE("words are cut to the buffer and always ended") {
  Words words;
  write_error(&words.error, "0123456789abcdefghij");
  CHECK(std::string(words.text.data()) == "0123456789abcde");
}

TEST_CASE("a caller without a buffer is served too") {
  bm_error none{nullptr, 0};
  CHECK(guarded(&none, [] { throw std::runtime_error("unheard"); }) == BM_FAILED);
  CHECK(guarded(nullptr, [] { throw std::runtime_error("unheard"); }) == BM_FAILED);
}
