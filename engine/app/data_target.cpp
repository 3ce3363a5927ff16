// SPDX-License-Identifier: Apache-2.0
#include "app/data_target.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "app/interrupt.hpp"
#include "config/load.hpp"
#include "core/error.hpp"
#include "core/shell_word.hpp"
#include "sniffer/config_text.hpp"
#include "sniffer/file_texts.hpp"
#include "sniffer/sniff.hpp"

namespace barometer::app {

namespace {

bool is_config(const std::filesystem::path& target) {
  return target.extension() == ".yaml" || target.extension() == ".yml";
}

// All at once, with what answers them.
core::Error open_questions(const sniffer::Findings& found, const std::filesystem::path& target) {
  std::vector<core::Fault> faults;
  for (const sniffer::OpenQuestion& question : found.questions) {
    faults.push_back({target.string() + ":1:1", question.key + ": " + question.asks,
                      fmt::format("barometer init {} asks it and writes a config",
                                  core::shell_word(target.string()))});
  }
  return {core::ErrorKind::bad_input, std::move(faults)};
}

}  // namespace

config::DataConfig data_of(const std::filesystem::path& target) {
  if (is_config(target)) {
    return config::load_config(target, {}).data;
  }
  const sniffer::FileTexts texts({target}, core::Stop(&interrupted()));
  const sniffer::Findings found = sniffer::sniff(texts.files());
  if (!found.questions.empty()) {
    throw open_questions(found, target);
  }
  return config::parse_config(sniffer::config_text(found, ""), target.string()).data;
}

}  // namespace barometer::app
