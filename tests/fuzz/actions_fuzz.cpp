// SPDX-License-Identifier: Apache-2.0
// The bytes are a file of splits and dividends, in both of its formats.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "calendar/actions_file.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"

using namespace barometer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (const auto format : {config::ActionsFormat::csv, config::ActionsFormat::lean}) {
    config::ActionsConfig config;
    config.format = format;
    try {
      const calendar::ActionsFile file = calendar::read_actions(text, "actions.csv", config);
      for (const calendar::CorporateAction& action : file.actions) {
        if (file.faults.empty() && !(action.split.value() > 0)) {
          std::abort();
        }
      }
    } catch (const core::Error&) {
    }
  }
  return 0;
}
