// SPDX-License-Identifier: Apache-2.0
#include "report/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace barometer::report {

namespace {

bool colour_forbidden = false;

// 0 where the variable is not set or no number of columns.
std::size_t number_in(const char* variable) {
  const std::string_view text = variable == nullptr ? "" : variable;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

std::size_t width_of(const OutputFacts& facts) {
  if (!facts.terminal) {
    return kPipeColumns;
  }
  const std::size_t asked = number_in(facts.columns_variable);
  const std::size_t known = asked != 0 ? asked : facts.columns;
  return std::clamp(known == 0 ? kPipeColumns : known, kFewestColumns, kFileColumns);
}

bool wants_colour(const OutputFacts& facts) {
  const bool asked_for_none = facts.no_color != nullptr && *facts.no_color != '\0';
  const bool dumb = facts.term != nullptr && std::string_view(facts.term) == "dumb";
  return facts.terminal && !asked_for_none && !dumb && !facts.colour_forbidden;
}

Style style_of_stream(int descriptor) {
  OutputFacts facts{.terminal = ::isatty(descriptor) == 1,
                    .columns_variable = std::getenv("COLUMNS"),
                    .no_color = std::getenv("NO_COLOR"),
                    .term = std::getenv("TERM"),
                    .colour_forbidden = colour_forbidden};
  winsize size{};
  if (facts.terminal && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
    facts.columns = size.ws_col;
  }
  return style_of(facts);
}

}  // namespace

Style style_of(const OutputFacts& facts) {
  return {.colour = wants_colour(facts), .width = width_of(facts)};
}

Style style_of_output() {
  return style_of_stream(STDOUT_FILENO);
}

Style style_of_data_output() {
  Style style = style_of_output();
  if (::isatty(STDOUT_FILENO) != 1) {
    style.width = std::numeric_limits<std::size_t>::max();
  }
  return style;
}

Style style_of_errors() {
  return style_of_stream(STDERR_FILENO);
}

void forbid_colour() {
  colour_forbidden = true;
}

}  // namespace barometer::report
