// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "config/fault_list.hpp"
#include "config/yaml_node.hpp"

namespace barometer::config {

inline constexpr std::size_t kYamlMostBytes = 4 << 20;
inline constexpr std::size_t kYamlMostDepth = 64;
inline constexpr int kYamlMostNodes = 300'000;

// Parses the one document of `text`, always in time linear in its size. Aliases, anchors, tags,
// duplicate keys, keys that are no words, control characters, a second document and whatever is no
// YAML become faults, as does anything beyond the limits above. nullopt where there is no tree.
std::optional<YamlNode> parse_yaml(std::string_view text, std::string_view source,
                                   FaultList& faults);

}  // namespace barometer::config
