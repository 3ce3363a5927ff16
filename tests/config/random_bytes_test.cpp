// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

// The same bytes on every machine: the engine's raw numbers, no library distribution.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return engine_() % std::max<std::size_t>(bound, 1); }

  char byte() { return static_cast<char>(engine_() & 0xFF); }

  // What YAML takes for more than a letter.
  char meaning() {
    constexpr std::string_view kMeaning = ":-,[]{}#&*!|>'\"%@`?~ \n\t\r=.$\\0159axe";
    return kMeaning[below(kMeaning.size())];
  }

 private:
  std::mt19937_64 engine_;
};

std::string noise(Dice& dice, bool any_byte) {
  std::string text(dice.below(200), '\0');
  for (char& c : text) {
    c = any_byte ? dice.byte() : dice.meaning();
  }
  return text;
}

// One edit: a piece cut out, moved from another file, or a character changed.
void edit(std::string& text, const std::string& other, Dice& dice) {
  const std::size_t at = dice.below(text.size() + 1);
  const std::size_t length = dice.below(40);
  switch (dice.below(4)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, other.substr(dice.below(other.size()), length));
      break;
    case 2:
      text.insert(at, 1, dice.meaning());
      break;
    default:
      text.resize(std::max<std::size_t>(text.size(), 1), ' ');
      text[dice.below(text.size())] = dice.below(8) == 0 ? dice.byte() : dice.meaning();
  }
}

// Whether the text loads. Anything but a config or the one Error fails the test.
bool loads(const std::string& text) {
  try {
    const config::RunConfig config = config::parse_config(text, "noise.yaml");
    CHECK(json_of(config::parse_config(json_of(config), "again.json")) == json_of(config));
    return true;
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK_FALSE(error.faults().empty());
    return false;
  }
}

}  // namespace

TEST_CASE("noise is refused in words") {
  Dice dice(1);
  for (int i = 0; i < 1'000; ++i) {
    const std::string text = noise(dice, i % 2 == 0);
    CHECK_FALSE(loads(text));
  }
}

TEST_CASE("edited configs load to what they describe or are refused in words") {
  Dice dice(2);
  std::vector<std::string> texts;
  for (const std::string& file : shipped_configs()) {
    texts.push_back(read_text(file));
  }
  int loaded = 0;
  for (int i = 0; i < 1'500; ++i) {
    std::string text = texts[dice.below(texts.size())];
    const std::size_t edits = 1 + dice.below(4);
    for (std::size_t e = 0; e < edits; ++e) {
      edit(text, texts[dice.below(texts.size())], dice);
    }
    loaded += loads(text) ? 1 : 0;
  }
  CHECK(loaded > 0);
  CHECK(loaded < 1'500);
}
