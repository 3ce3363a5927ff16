// SPDX-License-Identifier: Apache-2.0
#include "config/read_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "config/parse_yaml.hpp"
#include "core/error.hpp"

namespace barometer::config {

std::string read_yaml_file(const std::filesystem::path& file, const char* example) {
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string text(kYamlMostBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || (stream.fail() && !stream.eof())) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{file.string(), fmt::format("cannot be read: {}", std::strerror(errno)),
                    fmt::format("name a YAML file, such as {}", example)});
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace barometer::config
