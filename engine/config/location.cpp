// SPDX-License-Identifier: Apache-2.0
#include "config/location.hpp"

#include <fmt/format.h>

#include <utility>

namespace barometer::config {

SetText::SetText() noexcept = default;

SetText::SetText(std::string text) : text_(std::make_shared<const std::string>(std::move(text))) {}

SetText::SetText(const SetText& other) noexcept = default;
SetText::SetText(SetText&& other) noexcept = default;
SetText& SetText::operator=(const SetText& other) noexcept = default;
SetText& SetText::operator=(SetText&& other) noexcept = default;
SetText::~SetText() = default;

std::string to_string(const std::string& file, const Location& at) {
  if (const std::string* text = at.set.text()) {
    return *text;
  }
  return at.line == 0 ? "--set" : fmt::format("{}:{}:{}", file, at.line, at.column);
}

}  // namespace barometer::config
