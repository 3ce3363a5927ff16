// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/run_config.hpp"
#include "config/yaml_node.hpp"

namespace barometer::config {

// A document that is parsed once and typed again and again, each time with other overrides. What
// comes out is what load_config() makes of the file with all overrides, in the same order. Any
// number of threads may call typed_with() at once.
class ConfigTemplate {
 public:
  // `overrides` are applied before all others. Throws Error{bad_input} where the document cannot be
  // parsed or an override does not fit it; what the keys say is looked at by typed_with().
  ConfigTemplate(const std::filesystem::path& file, std::vector<std::string> overrides);

  // For text already in memory; `name` stands in for the file's name.
  ConfigTemplate(std::string_view yaml, std::string name, std::vector<std::string> overrides);

  // Throws as load_config().
  RunConfig typed_with(std::span<const std::string> overrides) const;

  // As messages name the document.
  const std::string& name() const { return *name_; }

 private:
  // Nodes keep views of these texts, which therefore never move.
  std::unique_ptr<const std::string> name_;
  std::unique_ptr<const std::vector<std::string>> sources_;
  YamlNode root_;
};

}  // namespace barometer::config
