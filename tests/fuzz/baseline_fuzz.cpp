// SPDX-License-Identifier: Apache-2.0
// The bytes are a profile that was kept; one that is taken is written and read once more.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/error.hpp"
#include "fuzz/in_memory_file.hpp"
#include "profile/baseline_file.hpp"

namespace {

using namespace barometer;

std::string again(const std::string& text) {
  static barometer_fuzz::InMemoryFile file;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return to_text(profile::read_baseline(file.holding(bytes, text.size())));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static barometer_fuzz::InMemoryFile file;
  try {
    const profile::Baseline baseline = profile::read_baseline(file.holding(bytes, size));
    baseline.session_medians();
    baseline.session_tails();
    baseline.session_means();
    const std::string text = to_text(baseline);
    if (again(text) != text) {
      std::abort();
    }
  } catch (const core::Error&) {
  }
  return 0;
}
