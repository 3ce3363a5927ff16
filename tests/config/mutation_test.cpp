// SPDX-License-Identifier: Apache-2.0
// Reliability row 3 in its short form: every key of every shipped config is deleted, misspelt,
// retyped, made NaN, put out of range and doubled. Nothing of that may pass in silence.
#include <cstdio>
#include <functional>
#include <regex>

#include "config/load.hpp"
#include "config/parse_yaml.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

using Path = std::vector<std::size_t>;  // child numbers from the root
using Kind = config::YamlNode::Kind;

std::string written(const config::YamlNode& scalar) {
  return scalar.quoted ? "\"" + scalar.text + "\"" : scalar.text;
}

// Block YAML of a tree.
void write(const config::YamlNode& node, const std::string& indent, std::string& out) {
  if (node.kind == Kind::scalar || node.kind == Kind::nothing) {
    out += " " + written(node) + "\n";
  } else if (node.children.empty()) {
    out += node.kind == Kind::list ? " []\n" : " {}\n";
  } else {
    out += "\n";
    for (const config::YamlNode& child : node.children) {
      out += indent + (node.kind == Kind::list ? "-" : child.key + ":");
      write(child, indent + "  ", out);
    }
  }
}

std::string yaml_of(const config::YamlNode& root) {
  std::string text;
  write(root, "", text);
  return text;
}

config::YamlNode tree_of(const std::string& text) {
  config::FaultList faults;
  auto root = config::parse_yaml(text, "shipped", faults);
  core::throw_if_any(std::move(faults).take());
  return *root;
}

// One key of a shipped config.
struct Site {
  Path path;
  std::string name;  // "strategy.when[0].then"
};

void collect(const config::YamlNode& node, const Path& path, const std::string& name,
             std::vector<Site>& sites) {
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const config::YamlNode& child = node.children[i];
    Path child_path = path;
    child_path.push_back(i);
    const std::string child_name = node.kind == Kind::list ? name + "[" + std::to_string(i) + "]"
                                   : name.empty()          ? child.key
                                                           : name + "." + child.key;
    if (node.kind == Kind::group) {
      sites.push_back({child_path, child_name});
    }
    collect(child, child_path, child_name, sites);
  }
}

config::YamlNode& parent_of(config::YamlNode& root, const Path& path) {
  config::YamlNode* node = &root;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    node = &node->children[path[i]];
  }
  return *node;
}

bool has(const std::string& text, const char* pattern) {
  return std::regex_search(text, std::regex(pattern));
}

// Only a plug-in can judge these names and values.
bool is_plugins(const std::string& name) {
  return has(name, R"(\.params\.|\.if\.)");
}

// Any word is a value of these.
bool is_any_text(const std::string& name) {
  return is_plugins(name) ||
         has(name, R"((plugin|as|of|path|dir|name|zone|column|columns\.[a-z]+|format)$)");
}

// Whether any word may take the place of `before`.
bool takes_any_text(const std::string& name, const config::YamlNode& before) {
  return is_plugins(name) || (before.kind == Kind::scalar && is_any_text(name));
}

// Whether `key` is `name` or inside it; p99.9 is not inside p99.
bool is_under(const std::string& key, const std::string& name) {
  const std::string rest = key.rfind(name, 0) == 0 ? key.substr(name.size()) : "x";
  return rest.empty() || has(rest, R"(^(\.[^0-9]|\[))");
}

// A mutant either loads (then its flat form is given) or its faults are in good shape.
std::optional<FlatConfig> outcome(const config::YamlNode& mutant) {
  static const std::regex kWhere(R"(mutant\.yaml:[1-9][0-9]*:[1-9][0-9]*)");
  static const std::regex kWhat(R"([a-z_]+(\.\S+|\[\d+\])*: (expected .*(found|once).*|.*))");
  const std::string text = yaml_of(mutant);
  INFO(text);
  try {
    return flat(config::parse_config(text, "mutant.yaml"));
  } catch (const core::Error& error) {
    for (const core::Fault& fault : error.faults()) {
      INFO(core::to_string(fault));
      CHECK(std::regex_match(fault.where, kWhere));
      CHECK((std::regex_match(fault.what, kWhat) || has(fault.what, "expected the key '.*' once")));
    }
    return std::nullopt;
  }
}

struct Shipped {
  std::string text;
  config::YamlNode root;
  FlatConfig flat;
  FlatConfig defaults;
};

Shipped shipped(const std::string& file) {
  const std::string text = read_text(file);
  const config::RunConfig config = config::parse_config(text, file);
  const bool csv = config.data.source == config::DataSource::csv;
  FlatConfig defaults = flat(config::parse_config(csv ? kLeastCsv : kLeastSynthetic, "least.yaml"));
  defaults.erase("strategy.plugin");  // a config without a strategy has none
  return {text, tree_of(text), flat(config), std::move(defaults)};
}

int variants = 0;

// Calls `mutate` with a fresh tree's group and child number for every key of every config.
void for_every_key(const std::function<void(const Shipped&, const Site&, config::YamlNode&,
                                            config::YamlNode&, std::size_t)>& use) {
  for (const std::string& file : shipped_configs()) {
    const Shipped config = shipped(file);
    std::vector<Site> sites;
    collect(config.root, {}, "", sites);
    for (const Site& site : sites) {
      INFO(file + " " + site.name);
      config::YamlNode root = config.root;
      use(config, site, root, parent_of(root, site.path), site.path.back());
      ++variants;
    }
  }
}

// Calls `use` with the mutant's outcome where the key's value is replaced by `text`.
void with_value(const char* text, bool quoted,
                const std::function<void(const Site&, const config::YamlNode& before,
                                         const std::optional<FlatConfig>&)>& use) {
  for_every_key([&](const Shipped&, const Site& site, config::YamlNode& root,
                    config::YamlNode& group, std::size_t at) {
    const config::YamlNode before = group.children[at];
    config::YamlNode& value = group.children[at];
    value.kind = *text == '\0' ? Kind::nothing : Kind::scalar;
    value.text = text;
    value.quoted = quoted;
    value.children.clear();
    use(site, before, outcome(root));
  });
}

}  // namespace

TEST_CASE("the mutants' writer changes nothing by itself") {
  for (const std::string& file : shipped_configs()) {
    const Shipped config = shipped(file);
    CHECK(flat(config::parse_config(yaml_of(config.root), "mutant.yaml")) == config.flat);
  }
}

TEST_CASE("a key that is deleted is missed, or has its default") {
  for_every_key([](const Shipped& config, const Site& site, config::YamlNode& root,
                   config::YamlNode& group, std::size_t at) {
    group.children.erase(group.children.begin() + static_cast<std::ptrdiff_t>(at));
    const auto flat = outcome(root);
    if (!flat) {
      return;
    }
    FlatConfig expected = config.flat;
    std::erase_if(expected, [&](const auto& row) { return is_under(row.first, site.name); });
    for (const auto& [key, value] : config.defaults) {
      if (is_under(key, site.name)) {
        expected[key] = value;
      }
    }
    CHECK(*flat == expected);
  });
}

TEST_CASE("a key that is misspelt is refused with the right one, or left to the plug-in") {
  for_every_key([](const Shipped&, const Site& site, config::YamlNode& root,
                   config::YamlNode& group, std::size_t at) {
    const std::string right = group.children[at].key;
    group.children[at].key += "x";
    const auto flat = outcome(root);
    if (is_plugins(site.name)) {
      REQUIRE(flat);
      const auto arrived = [&](const auto& row) { return is_under(row.first, site.name + "x"); };
      CHECK(std::any_of(flat->begin(), flat->end(), arrived));
      return;
    }
    CHECK_FALSE(flat);
    const bool is_quantile = right.front() == 'p' && has(right, "[0-9]");
    const std::string told = messages_of(yaml_of(root));
    CHECK(
        (is_quantile || right == "if" || told.find("did you mean '" + right) != std::string::npos));
  });
}

TEST_CASE("a key that is doubled is refused") {
  for_every_key([](const Shipped&, const Site&, config::YamlNode& root, config::YamlNode& group,
                   std::size_t at) {
    group.children.push_back(group.children[at]);
    CHECK_FALSE(outcome(root));
  });
}

TEST_CASE("a key without a value is refused") {
  with_value("", false,
             [](const Site&, const config::YamlNode&, const auto& flat) { CHECK_FALSE(flat); });
}

TEST_CASE("a word where there is none of that name is refused, or arrives as text") {
  for (const char* word : {"zzz", ".nan", "nan", "-.inf", "0x10", "010", "1_000", "yes"}) {
    with_value(word, false,
               [&](const Site& site, const config::YamlNode& before, const auto& flat) {
                 if (takes_any_text(site.name, before) && flat) {
                   CHECK(flat->at(site.name) == word);
                 } else {
                   CHECK_FALSE(flat);
                 }
               });
  }
}

TEST_CASE("a number out of all ranges is refused, or arrives where any text may") {
  for (const char* number : {"-1", "1e300", "99999999999999999999"}) {
    with_value(number, false,
               [&](const Site& site, const config::YamlNode& before, const auto& flat) {
                 if (takes_any_text(site.name, before) && flat) {
                   CHECK(flat->at(site.name) == number);
                 } else {
                   CHECK_FALSE(flat);
                 }
               });
  }
}

TEST_CASE("a quoted number is no number") {
  with_value("1", true, [](const Site& site, const config::YamlNode& before, const auto& flat) {
    CHECK((!flat || takes_any_text(site.name, before)));
  });
}

TEST_CASE("a value of another kind is refused") {
  for (const Kind kind : {Kind::list, Kind::group}) {
    for_every_key([&](const Shipped&, const Site& site, config::YamlNode& root,
                      config::YamlNode& group, std::size_t at) {
      config::YamlNode& value = group.children[at];
      if (value.kind == kind || is_plugins(site.name)) {
        return;
      }
      config::YamlNode inner;
      inner.kind = Kind::scalar;
      inner.key = inner.text = "zzz";
      value.kind = kind;
      value.children = {inner};
      const auto flat = outcome(root);
      const bool is_names = flat && site.name == "data.symbols";
      CHECK((!flat || (is_names && flat->at("data.symbols[0]") == "zzz")));
    });
  }
}

TEST_CASE("there are enough mutants") {
  std::printf("config mutants: %d\n", variants);
  CHECK(variants >= 2000);
}
