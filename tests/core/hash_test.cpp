// SPDX-License-Identifier: Apache-2.0
#include "core/hash.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

namespace fs = std::filesystem;

template <class... Pieces>
std::string digest(Pieces... pieces) {
  core::Hash hash;
  (hash.add(pieces), ...);
  return hash.hex();
}

// A file that is gone again at the end of the test.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& content)
      : path_(fs::path(BAROMETER_BINARY_DIR) / "hash_test.scratch") {
    std::ofstream(path_, std::ios::binary) << content;
  }

  ~ScratchFile() { fs::remove(path_); }

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

// https://github.com/Cyan4973/xxHash, `xxhsum -H2 /dev/null`.
TEST_CASE("nothing hashes to XXH3-128's empty digest") {
  CHECK(digest() == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("borders between texts count") {
  using Text = std::string_view;
  CHECK(digest(Text("ab"), Text("c")) != digest(Text("a"), Text("bc")));
  CHECK(digest(Text("ab"), Text("c")) == digest(Text("ab"), Text("c")));
}

TEST_CASE("order and sign count") {
  CHECK(digest(std::int64_t{1}, std::int64_t{2}) != digest(std::int64_t{2}, std::int64_t{1}));
  CHECK(digest(0.0) != digest(-0.0));
}

TEST_CASE("a file hashes as its bytes do") {
  const std::string content(3 << 20, 'x');  // longer than the reading buffer
  const ScratchFile file(content);
  core::Hash hash;
  hash.add(std::as_bytes(std::span{content}));
  CHECK(core::hash_file(file.path()) == hash.hex());
}

TEST_CASE("an empty file has the empty digest") {
  CHECK(core::hash_file(ScratchFile("").path()) == digest());
}

TEST_CASE("a file that cannot be read is named") {
  try {
    core::hash_file("no/such/file");
    FAIL("nothing was thrown");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(error.faults().front().where == "no/such/file");
  }
  CHECK_THROWS_AS(core::hash_file(BAROMETER_BINARY_DIR), core::Error);
}
