// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace barometer::core {

// Collects the faults of several pieces of work, so that all of them can be reported at once.
class FaultCollector {
 public:
  // Runs `work` and keeps the faults of an Error that it throws, with `place` (a place in the
  // config, for example) put before each of them. Other exceptions are not caught.
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

  // Throws one Error with every fault. Its kind is bad_input, or the kind of the last collected
  // error that was not bad input.
  void throw_if_any();

 private:
  void add(const std::string& place, const Error& error);

  std::vector<Fault> faults_;
  ErrorKind kind_ = ErrorKind::bad_input;
};

}  // namespace barometer::core
