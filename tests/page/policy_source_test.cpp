// SPDX-License-Identifier: Apache-2.0
#include "page/page_assets.hpp"

#include <algorithm>
#include <cstddef>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a policy names an asset by the base64 of its digest") {
  // SHA-256 of nothing and of "abc" (FIPS 180-2), each in base64 by another program.
  CHECK(page::policy_source(
            {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}) ==
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  CHECK(page::policy_source(
            {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}) ==
        "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
}

TEST_CASE("the scripts stay ones that can be read: 1,500 lines, blank ones and comments counted") {
  std::ptrdiff_t lines = 0;
  for (const page::PageAsset& script : {page::frame_script(), page::page_script()}) {
    lines += std::ranges::count(script.text, '\n');
  }
  CHECK(lines > 1000);
  CHECK(lines <= 1500);
}

TEST_CASE("scripts and style hold nothing that would end their element") {
  for (const page::PageAsset& script : {page::frame_script(), page::page_script()}) {
    CHECK(script.text.find("</script") == std::string_view::npos);
    CHECK(script.text.find("<!--") == std::string_view::npos);
  }
  CHECK(page::page_style().text.find("</style") == std::string_view::npos);
}

}  // namespace barometer
