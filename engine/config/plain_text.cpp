// SPDX-License-Identifier: Apache-2.0
#include "config/plain_text.hpp"

#include <algorithm>
#include <boost/locale/utf.hpp>

namespace barometer::config {

namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;

// C0, DEL, C1, and the line and paragraph separators.
bool is_control(boost::locale::utf::code_point c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

bool is_safe(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || std::string_view("._-^=").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::size_t> first_odd_byte(std::string_view text, std::string_view allowed) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const start = at;
    const auto c = Utf8::decode(at, end);
    const bool is_allowed = allowed.find(*start) != std::string_view::npos;
    if (c == boost::locale::utf::illegal || c == boost::locale::utf::incomplete ||
        (is_control(c) && !is_allowed)) {
      return static_cast<std::size_t>(start - text.data());
    }
  }
  return std::nullopt;
}

bool is_safe_name(std::string_view text) {
  return !text.empty() && text.size() <= 100 && text != "." &&
         text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), is_safe);
}

std::string for_message(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string shown(text.substr(0, kMost));
  while (const auto odd = first_odd_byte(shown, "")) {
    shown[*odd] = '?';
  }
  return text.size() > kMost ? shown + "..." : shown;
}

}  // namespace barometer::config
