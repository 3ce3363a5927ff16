// SPDX-License-Identifier: Apache-2.0
#include "config/environment.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "config/plain_text.hpp"

namespace barometer::config {

namespace {

bool is_variable_name(std::string_view name) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
  return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos &&
         (name.front() < '0' || name.front() > '9');
}

// `inside` is what stands between ${ and }.
Resolved resolve_one(std::string_view inside) {
  const std::size_t dash = inside.find(":-");
  const std::string name(inside.substr(0, dash));
  if (!is_variable_name(name)) {
    return {std::nullopt, "write ${NAME} or ${NAME:-default}"};
  }
  const char* const value = std::getenv(name.c_str());
  if (value != nullptr && *value != '\0') {
    const bool plain = std::string_view(value).find("${") == std::string_view::npos;
    return plain ? Resolved{value, ""}
                 : Resolved{std::nullopt, "the value of " + name + " may not contain ${"};
  }
  if (dash != std::string_view::npos) {
    return {std::string(inside.substr(dash + 2)), ""};
  }
  return {std::nullopt, fmt::format("set the environment variable {}, or write ${{{}:-default}}",
                                    for_message(name), for_message(name))};
}

}  // namespace

Resolved resolve_environment(std::string_view text) {
  std::string result;
  for (std::size_t open = text.find("${"); open != std::string_view::npos; open = text.find("${")) {
    const std::size_t end = text.find('}', open);
    if (end == std::string_view::npos) {
      return {std::nullopt, "close ${ with }"};
    }
    Resolved one = resolve_one(text.substr(open + 2, end - open - 2));
    if (!one.text) {
      return one;
    }
    result.append(text.substr(0, open)).append(*one.text);
    text.remove_prefix(end + 1);
  }
  return {result.append(text), ""};
}

}  // namespace barometer::config
