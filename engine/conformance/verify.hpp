// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/law.hpp"
#include "conformance/verify_request.hpp"

namespace barometer::conformance {

// What is verified, and on what.
struct VerifyHeader {
  std::string plugin;  // "my_tagger 0.1.0 (regime)"
  std::string file;
  std::string market;             // in words
  std::vector<std::string> laws;  // names, in the order in which they are tried
};

// Who is told of it. Either may be empty.
struct VerifyWatcher {
  std::function<void(const VerifyHeader&)> begun = {};
  std::function<void(const std::string& law)> trying = {};
  std::function<void(const LawReport&)> tried = {};
};

// What other processes have found.
struct TriedBefore {
  std::size_t laws = 0;                  // the first ones
  std::vector<std::string> broken = {};  // of them
};

// Tries the laws of the plug-in's kind that were not tried before, but for those that need one that
// is broken, in this process and on this thread but for the laws about threads. Throws as
// verify_subject() does, and Error{bad_input} when the plug-in rejects its parameters or market.
void verify_here(const VerifyRequest& request, const TriedBefore& before,
                 const VerifyWatcher& watcher);

}  // namespace barometer::conformance
