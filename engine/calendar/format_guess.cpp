// SPDX-License-Identifier: Apache-2.0
#include "calendar/format_guess.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barometer::calendar {

FormatGuess::FormatGuess(std::string_view format) {
  guesses_.push_back({std::string(format), StampPattern(format)});
  for (const char* const each :
       {"%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%z",
        "%Y-%m-%d %H:%M:%S.%f%z", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y",
        "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M", "%Y-%d-%m", "%d-%m-%Y", "%m-%d-%Y"}) {
    if (format != each) {
      guesses_.push_back({each, StampPattern(each)});
    }
  }
}

void FormatGuess::see(std::string_view stamp) {
  ++seen_;
  for (Guess& guess : guesses_) {
    guess.read += guess.pattern.read(stamp) ? 1 : 0;
  }
}

std::int64_t FormatGuess::most() const {
  return std::ranges::max_element(guesses_, {}, &Guess::read)->read;
}

std::string FormatGuess::question() const {
  const std::int64_t most_read = most();
  std::string formats;
  if (guesses_.front().read == most_read || most_read * 10 < seen_ * 9) {
    return formats;
  }
  for (const Guess& guess : guesses_) {
    if (guess.read == most_read) {
      formats +=
          fmt::format("{}data.time.format: \"{}\"", formats.empty() ? "" : " or ", guess.format);
    }
  }
  return "did you mean " + formats + "?";
}

}  // namespace barometer::calendar
