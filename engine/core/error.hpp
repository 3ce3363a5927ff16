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

// The one exception of cold code. It carries every fault that was found, not just the first.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, std::vector<Fault> faults);
  Error(ErrorKind kind, Fault fault);

  ErrorKind kind() const noexcept { return kind_; }

  const std::vector<Fault>& faults() const noexcept { return faults_; }

 private:
  ErrorKind kind_;
  std::vector<Fault> faults_;
};

// Gathers what several pieces of work complain of, so that all of it can be told at once.
class FaultCollector {
 public:
  // Runs `work`; the faults of an Error that it throws are kept, with `place` put in front of them
  // (a place in the config, say), and what it throws besides is not caught.
  template <class Work>
  void collect(const std::string& place, Work&& work) {
    try {
      work();
    } catch (const Error& error) {
      add(place, error);
    }
  }

  std::vector<Fault>& faults() { return faults_; }

  bool empty() const { return faults_.empty(); }

  // Throws one Error with everything, as bad input unless something worse was among it.
  void throw_if_any();

 private:
  void add(const std::string& place, const Error& error);

  std::vector<Fault> faults_;
  ErrorKind kind_ = ErrorKind::bad_input;
};

// Throws Error{bad_input} when there are faults; does nothing otherwise.
void throw_if_any(std::vector<Fault> faults);

}  // namespace barometer::core
