// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.hpp"

#include <boost/locale/utf.hpp>

namespace barometer::core {

namespace {

namespace utf = boost::locale::utf;

// Decodes the character at `at`, which must not be `end`, and goes past it; false for a byte that
// belongs to none.
bool decode(const char*& at, const char* end, utf::code_point& point) {
  const char* const start = at;
  point = utf::utf_traits<char>::decode(at, end);
  if (point == utf::illegal || point == utf::incomplete) {
    at = start + 1;  // the bytes behind it may begin a character
    return false;
  }
  return true;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  const char* at = text.data();
  for (const char* const end = at + text.size(); at != end;) {
    const char* const start = at;
    utf::code_point point = 0;
    decode(at, end, point) ? valid.append(start, at) : valid.append("\xEF\xBF\xBD");
  }
  return valid;
}

Character character_at(std::string_view text, std::size_t i) {
  const char* const start = text.data() + i;
  const char* at = start;
  utf::code_point point = 0;
  const bool found = decode(at, text.data() + text.size(), point);
  return {found ? static_cast<char32_t>(point) : U'\uFFFD', static_cast<std::size_t>(at - start)};
}

}  // namespace barometer::core
