// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace barometer::core {

// What kind of thing went wrong. The command line gives each kind its exit code
// (app/exit_code.hpp).
enum class ErrorKind {
  bad_input,      // config, data or arguments: the user can mend it
  plugin_failed,  // a plug-in could not be loaded, failed or broke a promise
  write_failed,   // a result could not be written
  interrupted,    // the user asked to stop
  defect          // the engine broke a promise of its own
};

// One thing that is wrong, said so that the reader can mend it.
struct Fault {
  std::string where;  // "file:line:column", a path, or a plug-in; may be empty
  std::string what;   // what was found and what was expected, with the key path where there is one
  std::string fix;    // what to do about it; may be empty
};

// "where: what\n    fix" for one fault.
std::string to_string(const Fault& fault);

// The one exception of cold code. It carries every fault that was found, not just the first. This
// header is installed: what a program catches from the engine's library is this type, so that it is
// visible beyond it.
class [[gnu::visibility("default")]] Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, std::vector<Fault> faults);
  Error(ErrorKind kind, Fault fault);

  ErrorKind kind() const noexcept {
    return kind_;
  }

  const std::vector<Fault>& faults() const noexcept {
    return faults_;
  }

 private:
  ErrorKind kind_;
  std::vector<Fault> faults_;
};

// Throws Error{bad_input} when there are faults; does nothing otherwise.
void throw_if_any(std::vector<Fault> faults);

}  // namespace barometer::core
