// SPDX-License-Identifier: Apache-2.0
#include "study/run_identity.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "calendar/venue.hpp"
#include "core/hash.hpp"
#include "study/engine_build.hpp"

namespace barometer::study {

namespace {

using Json = nlohmann::ordered_json;
using config::ConfigItem;

constexpr std::array<std::string_view, 6> kChangesNothing{
    "study", "latency", "run.name", "run.threads", "run.tagging", "run.step_deadline"};
constexpr std::array<std::string_view, 2> kKeptOfOutput{"output.benchmark", "output.round_trips"};

ConfigItem filtered(const ConfigItem& item, const std::string& path) {
  ConfigItem kept{item.key, item.kind, item.text, {}};
  for (const ConfigItem& member : item.items) {
    const bool named = !member.key.empty();
    const std::string below = !named ? path : path.empty() ? member.key : path + "." + member.key;
    if (!named || identifies(below)) {
      kept.items.push_back(filtered(member, below));
    }
  }
  return kept;
}

Json json_of(const ConfigItem& item) {
  switch (item.kind) {
    case ConfigItem::Kind::group: {
      Json group = Json::object();
      for (const ConfigItem& member : item.items) {
        group[member.key] = json_of(member);
      }
      return group;
    }
    case ConfigItem::Kind::list: {
      Json list = Json::array();
      for (const ConfigItem& member : item.items) {
        list.push_back(json_of(member));
      }
      return list;
    }
    case ConfigItem::Kind::text:
      return item.text;
    case ConfigItem::Kind::number:
    case ConfigItem::Kind::boolean:
      return Json::parse(item.text);
  }
  return nullptr;
}

// Every part with its length, so that no two lists of parts give the same bytes.
void add_part(core::Hash& hash, std::string_view text) {
  hash.add(static_cast<std::uint64_t>(text.size()));
  hash.add(text);
}

void add_params(core::Hash& hash, std::span<const std::pair<std::string, std::string>> params) {
  std::vector<const std::pair<std::string, std::string>*> sorted;
  for (const auto& param : params) {
    sorted.push_back(&param);
  }
  std::ranges::sort(sorted, {}, [](const auto* param) { return std::string_view(param->first); });
  hash.add(static_cast<std::uint64_t>(sorted.size()));
  for (const auto* param : sorted) {
    add_part(hash, param->first);
    add_part(hash, param->second);
  }
}

void add_plugins(core::Hash& hash, std::span<const analysis::PluginRecord> plugins) {
  for (const analysis::PluginRecord& plugin : plugins) {
    add_part(hash, plugin.kind);
    add_part(hash, plugin.name);
    add_part(hash, plugin.hash);
    if (plugin.kind != "strategy") {
      add_params(hash, plugin.params);
    }
  }
}

void add_market(core::Hash& hash, const data::MarketData& market) {
  add_part(hash, market.hash);
  add_part(hash, market.tzdata);
  for (const data::MarketVenue& venue : market.venues) {
    add_part(hash, venue.hours->hash);
  }
  for (const data::SymbolData& symbol : market.symbols) {
    add_part(hash, symbol.name);
    add_part(hash, symbol.actions_hash);
  }
}

std::string plugins_json(std::span<const analysis::PluginRecord> plugins) {
  Json list = Json::array();
  for (const analysis::PluginRecord& plugin : plugins) {
    list.push_back({{"kind", plugin.kind},
                    {"name", plugin.name},
                    {"version", plugin.version},
                    {"hash", plugin.hash}});
    if (plugin.kind != "strategy") {
      list.back()["params"] = Json::object();
      for (const auto& [name, value] : plugin.params) {
        list.back()["params"][name] = value;
      }
    }
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_end(core::Hash& hash, const std::optional<std::int64_t>& end) {
  hash.add(static_cast<std::uint8_t>(end.has_value()));
  hash.add(end.value_or(0));
}

}  // namespace

bool identifies(std::string_view path) {
  if (path.starts_with("output.")) {
    return std::ranges::find(kKeptOfOutput, path) != kKeptOfOutput.end();
  }
  return path != "strategy.params" && path != "regime.params" &&
         std::ranges::find(kChangesNothing, path) == kChangesNothing.end();
}

ConfigItem identifying(const ConfigItem& described) {
  return filtered(described, "");
}

std::string canonical_json(const ConfigItem& item) {
  return json_of(item).dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunVariant variant_of(const backtest::Plan& plan, const backtest::Market& market) {
  const backtest::Plan::State& state = plan.state();
  const data::MarketData& bars = market.state().data;
  const std::vector<analysis::PluginRecord> plugins = backtest::plugin_records(state.plan);
  backtest::require_strategy(state.config);
  RunVariant variant{.hash = {},
                     .strategy = plugins.back().name,
                     .config = canonical_json(identifying(config::describe(state.config))),
                     .data_hash = bars.hash,
                     .engine = engine_build(),
                     .plugins = plugins_json(plugins),
                     .reusable = !plugins.back().hash.empty()};
  core::Hash hash;
  add_part(hash, variant.engine);
  add_part(hash, variant.config);
  add_market(hash, bars);
  add_plugins(hash, plugins);
  variant.hash = hash.hex();
  for (const data::SymbolData& symbol : bars.symbols) {
    variant.symbols.push_back(symbol.name);
  }
  return variant;
}

std::string identity_of(const RunVariant& variant, const backtest::Window& window,
                        std::span<const std::pair<std::string, std::string>> params) {
  core::Hash hash;
  add_part(hash, variant.hash);
  add_end(hash, window.from_ns);
  add_end(hash, window.to_ns);
  add_params(hash, params);
  return hash.hex();
}

}  // namespace barometer::study
