// SPDX-License-Identifier: Apache-2.0
#include "data/text_pieces.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("pieces begin where lines do and are all of the text") {
  const std::string text = "one\ntwo\n\nthree, which is long\nfour";
  for (std::size_t bytes = 1; bytes < text.size() + 3; ++bytes) {
    std::string all;
    for (const std::string_view piece : data::text_pieces(text, bytes)) {
      CHECK((all.empty() || all.back() == '\n'));
      CHECK((piece.size() >= bytes || piece.data() + piece.size() == text.data() + text.size()));
      all += piece;
    }
    CHECK(all == text);
  }
  CHECK(data::text_pieces("", 5).empty());
}
