// SPDX-License-Identifier: Apache-2.0
#include "core/spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

extern char** environ;

namespace barometer::core {

namespace {

// Above every number that a child knows a descriptor by: dup2() onto the same number would leave it
// to be closed in the child.
constexpr int kFirstWriting = 10;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) {
    list.push_back(text.data());
  }
  list.push_back(nullptr);
  return list;
}

}  // namespace

ChildPipe::ChildPipe() {
  if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  const int writing = ::fcntl(ends_[1], F_DUPFD_CLOEXEC, kFirstWriting);
  const int error = errno;
  ::close(std::exchange(ends_[1], writing));
  if (writing < 0) {
    close_end(0);
    throw std::system_error(error, std::generic_category(), "pipe");
  }
}

ChildPipe::~ChildPipe() {
  close_end(0);
  close_end(1);
}

bool ChildPipe::read_some(std::string& text) {
  std::array<char, 65'536> buffer;
  const ssize_t size = ::read(reading(), buffer.data(), buffer.size());
  text.append(buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0));
  return size > 0 || (size < 0 && errno == EINTR);
}

void ChildPipe::close_end(std::size_t end) {
  if (ends_[end] >= 0) {
    ::close(std::exchange(ends_[end], -1));
  }
}

std::vector<std::string> this_environment() {
  std::vector<std::string> texts;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    texts.emplace_back(*entry);
  }
  return texts;
}

pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            std::span<const HandedDescriptor> descriptors,
            const std::vector<std::string>& environment) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  for (const HandedDescriptor& each : descriptors) {
    ::posix_spawn_file_actions_adddup2(&actions, each.here, each.there);
  }
  pid_t child = -1;
  const int error = ::posix_spawn(&child, program.c_str(), &actions, nullptr,
                                  pointers(words).data(), pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), program.string());
  }
  return child;
}

int wait_for_child(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace barometer::core
