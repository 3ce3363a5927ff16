// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/state.hpp>

#include <limits>

#include "support/catch.hpp"

using namespace barometer;

namespace {

enum class Side : std::int8_t { down, up };

struct Inner {
  double mean = 0;
  std::array<int, 3> ring{};

  void state(auto& archive) { archive(mean, ring); }

  bool operator==(const Inner&) const = default;
};

struct Outer {
  std::int64_t count = 0;
  Side side = Side::down;
  bool begun = false;
  std::vector<float> window;
  Inner inner;

  void state(auto& archive) { archive(count, side, begun, window, inner); }

  bool operator==(const Outer&) const = default;
};

Outer some_state() {
  return {42, Side::up, true, {1.5F, 2.5F}, {0.1, {1, 2, 3}}};
}

std::vector<std::byte> saved(Outer state) {
  StateSizer sizer;
  state.state(sizer);
  std::vector<std::byte> bytes(sizer.size());
  StateWriter writer(bytes);
  state.state(writer);
  return bytes;
}

}  // namespace

TEST_CASE("what is saved is what is loaded, nested parts and vectors included") {
  const auto bytes = saved(some_state());
  Outer loaded;
  StateReader reader(bytes);
  loaded.state(reader);
  CHECK(reader.at_end());
  CHECK(loaded == some_state());
}

TEST_CASE("the size counts every value and eight bytes for a vector's length") {
  CHECK(saved(some_state()).size() == 8 + 1 + 1 + (8 + 2 * 4) + 8 + 3 * 4);
}

TEST_CASE("a state cut short anywhere is refused") {
  const auto bytes = saved(some_state());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Outer loaded;
    StateReader reader(std::span{bytes}.first(size));
    CHECK_THROWS_AS(loaded.state(reader), std::invalid_argument);
  }
}

TEST_CASE("a vector's length that the bytes cannot hold is refused before room is made for it") {
  std::vector<float> window{1, 2};
  std::uint64_t length = std::numeric_limits<std::uint64_t>::max();
  StateReader reader(std::as_bytes(std::span{&length, std::size_t{1}}));
  CHECK_THROWS_AS(reader(window), std::invalid_argument);
  CHECK(window.size() == 2);
}

TEST_CASE("a buffer that is too small is refused") {
  Outer state = some_state();
  std::array<std::byte, 10> buffer{};
  StateWriter writer(buffer);
  CHECK_THROWS_AS(state.state(writer), std::invalid_argument);
}

TEST_CASE("the digest is FNV-1a") {
  StateDigest digest;
  CHECK(digest.value() == 0xcbf29ce484222325u);  // of nothing: the published offset basis
  digest.add('a');
  CHECK(digest.value() == 0xaf63dc4c8601ec8cu);  // of "a": Noll's test vectors
}

TEST_CASE("texts that join to the same letters have different digests") {
  StateDigest a;
  a.add(std::string_view("ab"));
  a.add(std::string_view("c"));
  StateDigest b;
  b.add(std::string_view("a"));
  b.add(std::string_view("bc"));
  CHECK(a.value() != b.value());
}

TEST_CASE("a state belongs to the lists that its tagger was made from") {
  const auto digest = [](std::vector<bm_param_value> items) {
    const bm_param_value list{0, 0, nullptr, items.data(), static_cast<std::uint32_t>(items.size()),
                              1};
    const bm_params params{nullptr, &list, 1, 0};
    return state_digest({.name = "a", .version = "1", .description = ""}, params,
                        {"A", BM_VENUE_ALWAYS_OPEN, 0, 1, 24, 365}, {});
  };
  const auto item = [](std::int64_t integer) {
    return bm_param_value{integer, 0, nullptr, nullptr, 0, 1};
  };
  CHECK(digest({item(1), item(2)}) == digest({item(1), item(2)}));
  CHECK(digest({item(1), item(2)}) != digest({item(2), item(1)}));
  CHECK(digest({item(1)}) != digest({item(1), item(0)}));
  CHECK(digest({}) != digest({item(0)}));
}
