// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.hpp"

#include <boost/locale/utf.hpp>

namespace barometer::core {

std::string valid_utf8(std::string_view text) {
  namespace utf = boost::locale::utf;
  std::string valid;
  valid.reserve(text.size());
  const char* at = text.data();
  for (const char* const end = at + text.size(); at != end;) {
    const char* const start = at;
    const utf::code_point point = utf::utf_traits<char>::decode(at, end);
    if (point == utf::illegal || point == utf::incomplete) {
      valid.append("\xEF\xBF\xBD");
      at = start + 1;  // the bytes behind it may begin a character
    } else {
      valid.append(start, at);
    }
  }
  return valid;
}

}  // namespace barometer::core
