// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_codec.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("what was packed is unpacked, and damage is noticed") {
  const std::vector<double> numbers(1000, 1.0 / 3);
  std::vector<std::byte> packed = study::pack(std::as_bytes(std::span(numbers)));
  CHECK(packed.size() < 100);
  std::vector<double> back(1000);
  CHECK(study::unpack(packed, std::as_writable_bytes(std::span(back))));
  CHECK(back == numbers);
  std::vector<double> shorter(999);
  CHECK(!study::unpack(packed, std::as_writable_bytes(std::span(shorter))));
  std::vector<double> longer(1001);
  CHECK(!study::unpack(packed, std::as_writable_bytes(std::span(longer))));
  packed.resize(packed.size() / 2);
  CHECK(!study::unpack(packed, std::as_writable_bytes(std::span(back))));
}
