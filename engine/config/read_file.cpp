// SPDX-License-Identifier: Apache-2.0
#include "config/read_file.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "config/parse_yaml.hpp"
#include "core/error.hpp"

namespace barometer::config {

std::string read_yaml_file(const std::filesystem::path& file, const char* example) {
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string text;
  std::array<char, 65'536> block;
  while (stream && text.size() <= kYamlMostBytes) {
    stream.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad() || (stream.fail() && !stream.eof())) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{file.string(), fmt::format("cannot be read: {}", std::strerror(errno)),
                    fmt::format("name a YAML file, such as {}", example)});
  }
  return text;
}

}  // namespace barometer::config
