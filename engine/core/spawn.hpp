// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

// Other programs as children of this process: posix_spawn(3), which copies no memory and may be
// called where threads are running.

namespace barometer::core {

// A pipe from a child: the reading end here, the writing end for the child. Neither is inherited
// but by whom it is handed to.
class ChildPipe {
 public:
  // Throws std::system_error.
  ChildPipe();
  ~ChildPipe();
  ChildPipe(const ChildPipe&) = delete;
  ChildPipe& operator=(const ChildPipe&) = delete;

  int reading() const { return ends_[0]; }

  int writing() const { return ends_[1]; }

  // Once the child has it: else the end of what it writes is never seen.
  void close_writing() { close_end(1); }

  // Appends what is there, waiting for some. False at the end.
  bool read_some(std::string& text);

 private:
  void close_end(std::size_t end);

  std::array<int, 2> ends_{-1, -1};
};

// A descriptor of this process and its number in the child.
struct HandedDescriptor {
  int here = -1;
  int there = -1;
};

// "NAME=value" of each variable.
std::vector<std::string> this_environment();

// Begins a program; the descriptors are handed over in their order. Throws std::system_error where
// it cannot be started.
pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            std::span<const HandedDescriptor> descriptors,
            const std::vector<std::string>& environment = this_environment());

// Waits for a child to end and gives its status, as of waitpid(2).
int wait_for_child(pid_t child);

}  // namespace barometer::core
