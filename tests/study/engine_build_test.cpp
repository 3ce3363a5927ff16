// SPDX-License-Identifier: Apache-2.0
#include "study/engine_build.hpp"

#include <unistd.h>

#include "core/hash.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"

using namespace barometer;

TEST_CASE("the build is the program's build-id, or its hash where it has none") {
  const std::string program = "/proc/" + std::to_string(::getpid()) + "/exe";
  const std::string words = "Build ID: ";
  const std::string notes = barometer_test::run_command("readelf -n " + program).output;
  const std::size_t at = notes.find(words);
  if (at == std::string::npos) {
    CHECK(study::engine_build() == core::hash_file(program));
  } else {
    const std::string id = notes.substr(at + words.size());
    CHECK(study::engine_build() == id.substr(0, id.find('\n')));
  }
}
