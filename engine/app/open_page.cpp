// SPDX-License-Identifier: Apache-2.0
#include "app/open_page.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <system_error>
#include <thread>
#include <vector>

#include "core/spawn.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kSoon = 1s;  // within which an opener that fails has mostly ended

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    if (!part.empty()) {
      parts.push_back(part);
    }
  }
  return parts;
}

bool is_program(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

std::optional<fs::path> found_on_path(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return is_program(name) ? std::optional<fs::path>(name) : std::nullopt;
  }
  for (const std::string& folder : parts_of(variable("PATH"), ':')) {
    if (is_program(fs::path(folder) / name)) {
      return fs::path(folder) / name;
    }
  }
  return std::nullopt;
}

struct Opener {
  fs::path program;
  std::vector<std::string> arguments;
};

// `words`: a program and its arguments, in which %s is the page; else the page comes last.
std::optional<Opener> opener_of(const std::vector<std::string>& words, const std::string& page) {
  const std::optional<fs::path> program =
      words.empty() ? std::nullopt : found_on_path(words.front());
  if (!program) {
    return std::nullopt;
  }
  Opener opener{.program = *program, .arguments = {words.begin() + 1, words.end()}};
  bool named = false;
  for (std::string& argument : opener.arguments) {
    if (const std::size_t at = argument.find("%s"); at != std::string::npos) {
      argument.replace(at, 2, page);
      named = true;
    }
  }
  if (!named) {
    opener.arguments.push_back(page);
  }
  return opener;
}

std::optional<Opener> chosen_opener(const std::string& page) {
  for (const std::string& command : parts_of(variable("BROWSER"), ':')) {
    if (auto opener = opener_of(parts_of(command, ' '), page)) {
      return opener;
    }
  }
  const bool has_display = !variable("DISPLAY").empty() || !variable("WAYLAND_DISPLAY").empty();
  return has_display ? opener_of({"xdg-open"}, page) : std::nullopt;
}

// The status of a child that ends soon; 0 of one that goes on, as a browser does.
int status_soon(pid_t child) {
  const auto last = std::chrono::steady_clock::now() + kSoon;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > last) {
      return 0;
    }
    std::this_thread::sleep_for(10ms);
  }
  return status;
}

// It reads and writes nothing of this process.
int begin(const Opener& opener) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const std::vector<core::HandedDescriptor> descriptors{
      {nothing, STDIN_FILENO}, {nothing, STDOUT_FILENO}, {nothing, STDERR_FILENO}};
  const pid_t child = core::spawn(opener.program, opener.arguments, descriptors);
  ::close(nothing);
  return status_soon(child);
}

}  // namespace

std::string open_page(const fs::path& page) {
  const std::string path = fs::absolute(page).lexically_normal().string();
  const std::optional<Opener> opener = chosen_opener(path);
  if (!opener) {
    return fmt::format(
        "not opened: $BROWSER names no program, and there is no display or no xdg-open; the page "
        "is\n{}\n",
        path);
  }
  try {
    if (const int status = begin(*opener); status != 0) {
      return fmt::format("not opened: {} failed; the page is\n{}\n", opener->program.string(),
                         path);
    }
  } catch (const std::system_error& error) {
    return fmt::format("not opened: {}; the page is\n{}\n", error.what(), path);
  }
  return fmt::format("opened by {}\n", opener->program.string());
}

}  // namespace barometer::app
