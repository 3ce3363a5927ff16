// SPDX-License-Identifier: Apache-2.0
#include "core/named_memory.hpp"

#include <array>
#include <limits>
#include <memory>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

void describe(const void* what, const std::byte* address, core::PlainText& text) {
  text.add("byte ").add(static_cast<std::int64_t>(address - static_cast<const std::byte*>(what)));
}

std::string at(const std::byte* address) {
  std::array<char, 32> room{};
  core::PlainText text(room.data(), room.size());
  return core::describe_memory(address, text) ? room.data() : "nothing";
}

}  // namespace

TEST_CASE("memory has a name from its first byte to its last, as long as it is listed") {
  const std::array<std::byte, 10> bytes{};
  {
    const core::NamedMemory named(bytes.data() + 2, 5, bytes.data(), &describe);
    CHECK(at(bytes.data() + 1) == "nothing");
    CHECK(at(bytes.data() + 2) == "byte 2");
    CHECK(at(bytes.data() + 6) == "byte 6");
    CHECK(at(bytes.data() + 7) == "nothing");
  }
  CHECK(at(bytes.data() + 2) == "nothing");
  CHECK(at(nullptr) == "nothing");
}

TEST_CASE("more memory than the list has room for has no name and does no harm") {
  const std::array<std::byte, 2> bytes{};
  std::array<std::unique_ptr<core::NamedMemory>, 5000> many;
  for (auto& each : many) {
    each = std::make_unique<core::NamedMemory>(bytes.data(), 1, bytes.data(), &describe);
  }
  const core::NamedMemory late(bytes.data() + 1, 1, bytes.data(), &describe);
  CHECK(at(bytes.data()) == "byte 0");
  CHECK(at(bytes.data() + 1) == "nothing");
}

TEST_CASE("plain text ends where its room does") {
  std::array<char, 8> room{};
  core::PlainText(room.data(), room.size()).add("bar ").add(std::int64_t{-1234567});
  CHECK(std::string(room.data()) == "bar -12");
  core::PlainText(room.data(), room.size()).add(std::numeric_limits<std::int64_t>::min());
  CHECK(std::string(room.data()) == "-922337");
  core::PlainText(room.data(), room.size()).add(std::int64_t{0});
  CHECK(std::string(room.data()) == "0");
}
