// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/stamp_pattern.hpp"

namespace barometer::calendar {

// Which pattern the author of a file may have meant. It is asked for where the config's pattern
// fails at a cell; a pattern that reads that cell and not the others is not worth a question.
class FormatGuess {
 public:
  // `format` is the config's pattern, which is no answer.
  explicit FormatGuess(std::string_view format);

  // One of the file's stamps.
  void see(std::string_view stamp);

  // "did you mean data.time.format: "%m/%d/%Y"?" of what reads the most stamps, and nine of ten at
  // least, with several where all dates are ambiguous; empty where the config's own pattern does.
  std::string question() const;

 private:
  struct Guess {
    std::string format;
    StampPattern pattern;
    std::int64_t read = 0;
  };

  std::int64_t most() const;

  std::vector<Guess> guesses_;  // the config's own comes first
  std::int64_t seen_ = 0;
};

}  // namespace barometer::calendar
