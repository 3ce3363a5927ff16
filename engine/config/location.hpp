// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

namespace barometer::config {

// What a --set said, "--set key.path=value", shared by all values that came from it. Its copies are
// made out of line: compilers take them for uninitialised in lists of the structs that have one.
class SetText {
 public:
  SetText() noexcept;
  explicit SetText(std::string text);
  SetText(const SetText& other) noexcept;
  SetText(SetText&& other) noexcept;
  SetText& operator=(const SetText& other) noexcept;
  SetText& operator=(SetText&& other) noexcept;
  ~SetText();

  // NULL for what came from elsewhere.
  const std::string* text() const { return text_.get(); }

 private:
  std::shared_ptr<const std::string> text_;
};

// Line and column count from 1; both are 0 for what came from --set or from a default.
struct Location {
  int line = 0;
  int column = 0;
  SetText set = {};
};

// Where a value was written, for messages: "configs/a.yaml:12:7", or the whole of its --set.
std::string to_string(const std::string& file, const Location& at);

}  // namespace barometer::config
